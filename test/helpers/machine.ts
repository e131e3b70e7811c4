/** A machine whose sticks are folders: what /proc and /sys say of it lies under a root of its own (`--sysroot`). */
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface Plugged {
  readonly isReadOnly?: boolean;
  readonly isDisc?: boolean;
}

export class Machine {
  readonly root: string;
  #mounts: { readonly folder: string; readonly line: string; readonly name: string }[] = [];
  #count = 0;

  constructor(root: string) {
    this.root = root;
    mkdirSync(join(root, "proc/self"), { recursive: true });
    mkdirSync(join(root, "sys/class/block"), { recursive: true });
    this.#device("sda1", "pci0/ata1/host0/block/sda/sda1");
    this.#write();
  }

  /** Puts a stick in: the folder is what lies on it. */
  plug(folder: string, { isReadOnly = false, isDisc = false }: Plugged = {}): void {
    this.#count += 1;
    const disk = isDisc ? `sr${this.#count}` : `sd${String.fromCharCode(97 + this.#count)}`;
    const name = isDisc ? disk : `${disk}1`;
    this.#device(name, `pci0/usb1/1-${this.#count}/host6/block/${isDisc ? disk : `${disk}/${name}`}`);
    const option = isReadOnly || isDisc ? "ro" : "rw";
    const point = folder.replaceAll(" ", String.raw`\040`);
    const line = `${100 + this.#count} 27 8:${this.#count} / ${point} ${option},nosuid,nodev,relatime shared:9 - ${isDisc ? "iso9660" : "vfat"} /dev/${name} ${option}`;
    this.#mounts.push({ folder, line, name });
    this.#write();
  }

  /** Pulls it out. @param isCleanedUp whether the system has noticed that the mount is dead */
  pull(folder: string, isCleanedUp = true): void {
    const gone = this.#mounts.filter((mount) => mount.folder === folder);
    for (const { name } of gone) rmSync(join(this.root, "sys/class/block", name), { force: true });
    if (!isCleanedUp) return;
    this.#mounts = this.#mounts.filter((mount) => mount.folder !== folder);
    this.#write();
  }

  #device(name: string, place: string): void {
    const at = join(this.root, "sys/devices", place);
    mkdirSync(at, { recursive: true });
    symlinkSync(at, join(this.root, "sys/class/block", name));
  }

  #write(): void {
    const system = [
      "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw",
      "23 22 0:5 / /proc rw,nosuid shared:2 - proc proc rw",
    ];
    const text = `${[...system, ...this.#mounts.map(({ line }) => line)].join("\n")}\n`;
    writeFileSync(join(this.root, "proc/self/mountinfo"), text);
  }
}
