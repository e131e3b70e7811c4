/**
 * Sticks, cards and discs on Windows. Each look asks the root of every letter for its volume, which starts no process; a letter that
 * has another volume than before is asked once what it is (`fsutil`). Letters of network drives are never touched: one whose server
 * is away takes half a minute to say so. They are told apart before the first look, and for as long as the program runs. Nor are A
 * and B: a floppy would begin to turn. The outputs in the tests are quoted from documentation; nothing here has run on Windows yet.
 */
import { windowsDrive } from "./drive-windows.ts";
import type { Drive, DriveReader, MediaWatch, Medium } from "./drives.ts";

const letters = [..."CDEFGHIJKLMNOPQRSTUVWXYZ"];

interface Known {
  readonly volume: string;
  readonly medium: Medium | null;
}

export function windowsMedia(reader: DriveReader): MediaWatch {
  const known = new Map<string, Known>();
  const kinds = new Map<string, Drive["kind"]>();
  let begun: Promise<void> | null = null;
  let looking: Promise<readonly Medium[]> | null = null;

  /** What the letters are that are there already. */
  async function begin(): Promise<void> {
    const drives = (await reader.run("fsutil", ["fsinfo", "drives"])) ?? "";
    for (const [, letter = ""] of drives.matchAll(/([C-Z]):\\/g)) await kindOf(letter);
  }

  async function kindOf(letter: string): Promise<Drive["kind"]> {
    const kind = kinds.get(letter) ?? (await windowsDrive(`${letter}:\\`, reader)).kind;
    kinds.set(letter, kind);
    return kind;
  }

  async function lookAt(letter: string): Promise<Medium | null> {
    const root = `${letter}:\\`;
    const volume = await reader.volumeAt(root);
    if (volume === null) {
      known.delete(letter);
      // The letter may be another drive's the next time.
      kinds.delete(letter);
      return null;
    }
    const before = known.get(letter);
    if (before?.volume === volume) return before.medium;
    const kind = await kindOf(letter);
    const medium = kind === "removable" || kind === "readOnly" ? await mediumAt(root, volume, kind, reader) : null;
    known.set(letter, { volume, medium });
    return medium;
  }

  async function look(): Promise<readonly Medium[]> {
    await (begun ??= begin());
    const asked = letters.filter((letter) => kinds.get(letter) !== "network");
    return (await Promise.all(asked.map(lookAt))).filter((medium) => medium !== null);
  }

  return {
    now: () =>
      (looking ??= look().finally(() => {
        looking = null;
      })),
  };
}

/** `卷名 : 工作U盘`, `Volume Name : WORK`; “只读卷” or “Read-only Volume” stands in a line of its own for one that is write-protected. */
async function mediumAt(
  root: string,
  volume: string,
  kind: "removable" | "readOnly",
  reader: DriveReader,
): Promise<Medium> {
  const facts = (await reader.run("fsutil", ["fsinfo", "volumeinfo", root])) ?? "";
  const label = /^[ \t]*(?:卷名|磁碟區名稱|Volume Name)[ \t]*[:：][ \t]*(.*?)\s*?$/im.exec(facts)?.[1] ?? "";
  return {
    id: `${root}${volume}`,
    folder: root,
    label: label === "" ? null : label,
    kind: kind === "readOnly" ? "disc" : "stick",
    isReadOnly: kind === "readOnly" || /^\s*(?:只读卷|唯讀|(?:is )?read-?only volume)/im.test(facts),
  };
}
