/** 现在插着哪些U盘、存储卡、光盘：Linux 看挂载表，Windows 看盘符；不认系统自己的盘、网络盘。 */
import { describe, expect, test } from "vitest";
import type { DriveReader } from "../../db/data-folder/drives.ts";
import { linuxMedia } from "../../db/data-folder/media-linux.ts";
import { windowsMedia } from "../../db/data-folder/media-windows.ts";

const mountinfo = String.raw`22 1 259:5 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p5 rw
25 22 0:5 / /proc rw,nosuid shared:2 - proc proc rw
90 22 8:17 / /media/uos/工作\040U盘 rw,nosuid,nodev shared:40 - vfat /dev/sdb1 rw,uid=1000
91 22 8:17 / /mnt/again rw,nosuid,nodev shared:40 - vfat /dev/sdb1 rw,uid=1000
92 22 8:33 / /media/uos/3A2F-11B0 ro,nosuid - exfat /dev/sdc1 ro
93 22 11:0 / /media/uos/2026年资料 ro,nosuid shared:41 - iso9660 /dev/sr0 ro
94 22 8:33 /子文件夹 /srv/part rw - exfat /dev/sdd1 rw
95 22 0:99 / /mnt/nas rw - cifs //192.168.1.9/共享 rw
96 22 259:6 / /data rw - ext4 /dev/nvme0n1p6 rw
`;
const usb = "/sys/devices/pci0000:00/0000:00:14.0/usb1";
const links: Readonly<Record<string, string>> = {
  nvme0n1p5: "/sys/devices/pci0000:00/nvme/nvme0/nvme0n1/nvme0n1p5",
  nvme0n1p6: "/sys/devices/pci0000:00/nvme/nvme0/nvme0n1/nvme0n1p6",
  sdb1: `${usb}/1-3/host6/block/sdb/sdb1`,
  sdc1: `${usb}/1-4/host7/block/sdc/sdc1`,
  sdd1: `${usb}/1-5/host8/block/sdd/sdd1`,
  sr0: "/sys/devices/pci0000:00/ata2/host1/block/sr0",
};

function linux(state: { text: string; links: Readonly<Record<string, string>> }): DriveReader {
  const files: Readonly<Record<string, string>> = { "/sys/block/sr0/removable": "1\n" };
  return {
    platform: "linux",
    read: (file) => (file === "/proc/self/mountinfo" ? state.text : (files[file] ?? null)),
    follow: (file) => state.links[file.split("/").at(-1) ?? ""] ?? null,
    run: async () => null,
    volumeAt: async () => null,
    holds: () => false,
  };
}

describe("Linux（统信、麒麟）", () => {
  test("U盘、只读的U盘、光盘各认一次；名字就是桌面上看到的，没有名字的不拿编号当名字", async () => {
    const media = await linuxMedia(linux({ text: mountinfo, links })).now();
    expect(media).toMatchObject([
      { folder: "/media/uos/工作 U盘", label: "工作 U盘", kind: "stick", isReadOnly: false },
      { folder: "/media/uos/3A2F-11B0", label: null, kind: "stick", isReadOnly: true },
      { folder: "/media/uos/2026年资料", label: "2026年资料", kind: "disc", isReadOnly: true },
    ]);
  });

  test("系统装在移动硬盘上：那块盘的别的分区不是U盘", async () => {
    const text = `${mountinfo}97 22 8:34 / /home rw - ext4 /dev/sdc2 rw\n`;
    const media = await linuxMedia(linux({ text, links: { ...links, sdc2: `${usb}/1-4/host7/block/sdc/sdc2` } })).now();
    expect(media.map(({ folder }) => folder)).toEqual(["/media/uos/工作 U盘", "/media/uos/2026年资料"]);
  });

  test("直接拔掉、挂载还留着：不算；再插上是另一次挂载，编号不同", async () => {
    const state = { text: mountinfo, links };
    const watch = linuxMedia(linux(state));
    const [first] = await watch.now();
    const { sdb1: _gone, ...others } = links;
    state.links = others;
    expect((await watch.now()).map(({ folder }) => folder)).not.toContain("/media/uos/工作 U盘");
    state.links = links;
    state.text = mountinfo.replace("90 22", "120 22");
    expect((await watch.now())[0]?.id).not.toBe(first?.id);
  });

  test("系统不说：没有", async () => {
    expect(await linuxMedia({ ...linux({ text: "", links }), read: () => null }).now()).toEqual([]);
  });
});

describe("Windows", () => {
  const kinds: Record<string, string> = {
    C: "固定驱动器",
    D: "CD-ROM 驱动器",
    E: "可移动驱动器",
    F: "可移动驱动器",
    Z: "远程/网络驱动器",
  };

  /** A PC with a fixed disk, an empty disc drive and a network drive; `volumes` is what is in. */
  function pc(volumes: Record<string, string>) {
    const asked: string[] = [];
    const touched: string[] = [];
    const drives: DriveReader = {
      platform: "win32",
      read: () => null,
      follow: () => null,
      run: async (command, args) => {
        asked.push([command, ...args].join(" "));
        const letter = args.at(-1)?.slice(0, 1) ?? "";
        if (args[1] === "drives") return "\r\n驱动器: C:\\ D:\\ Z:\\\r\n";
        if (args[1] === "drivetype") return `${letter}: - ${kinds[letter] ?? "没有此根目录"}\r\n`;
        if (letter === "E") return "卷名 : 工作U盘\r\n卷序列号 : 0x1\r\n文件系统名 : FAT32\r\n";
        return "Volume Name : \r\nFile System Name : FAT32\r\nIs Read-Only Volume\r\n";
      },
      volumeAt: async (root) => {
        touched.push(root.slice(0, 1));
        return volumes[root.slice(0, 1)] ?? null;
      },
      holds: () => false,
    };
    return { watch: windowsMedia(drives), asked, touched, volumes };
  }

  test("新盘符只问一次是什么；之后每次看都不再启动程序；网络盘和软盘从不去碰", async () => {
    const { watch, asked, touched, volumes } = pc({ C: "1", Z: "9" });
    expect(await watch.now()).toEqual([]);
    volumes["E"] = "77";
    expect(await watch.now()).toMatchObject([{ folder: "E:\\", label: "工作U盘", kind: "stick", isReadOnly: false }]);
    const before = asked.length;
    for (let look = 0; look < 30; look += 1) await watch.now();
    expect(asked.length).toBe(before);
    expect(touched.filter((letter) => "ABZ".includes(letter))).toEqual([]);
  });

  test("写保护的、光盘：只读；同一个盘符换了一个U盘：是另一个；拔了就没有", async () => {
    const { watch, volumes } = pc({ C: "1" });
    volumes["F"] = "5";
    volumes["D"] = "6";
    expect(await watch.now()).toMatchObject([
      { folder: "D:\\", kind: "disc", isReadOnly: true },
      { folder: "F:\\", kind: "stick", label: null, isReadOnly: true },
    ]);
    const first = (await watch.now())[1]?.id;
    volumes["F"] = "8";
    expect((await watch.now())[1]?.id).not.toBe(first);
    delete volumes["F"];
    delete volumes["D"];
    expect(await watch.now()).toEqual([]);
  });
});
