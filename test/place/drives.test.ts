import { describe, expect, test } from "vitest";
import { cloudServiceOf } from "../../db/data-folder/cloud.ts";
import { linuxDrive } from "../../db/data-folder/drive-linux.ts";
import { windowsDrive } from "../../db/data-folder/drive-windows.ts";
import { isUncPath, type DriveReader } from "../../db/data-folder/drives.ts";

/** /proc/mounts of an office PC with 统信 UOS, a share, a stick whose name has a space, and a disc. */
const mounts = `sysfs /sys sysfs rw,nosuid,nodev,noexec,relatime 0 0
proc /proc proc rw,nosuid,nodev,noexec,relatime 0 0
/dev/nvme0n1p5 / ext4 rw,relatime 0 0
tmpfs /run tmpfs rw,nosuid,nodev,size=1600000k 0 0
/dev/nvme0n1p6 /data ext4 rw,relatime 0 0
/dev/sdb1 /media/uos/工作\\040U盘 vfat rw,nosuid,nodev,relatime,uid=1000 0 0
/dev/sdc1 /media/uos/移动硬盘 ntfs rw,nosuid,nodev,relatime 0 0
/dev/sr0 /media/uos/光盘 iso9660 ro,nosuid,nodev,relatime 0 0
/dev/mmcblk1p1 /media/uos/SD卡 exfat rw,relatime 0 0
/dev/mmcblk0p2 /home ext4 rw,relatime 0 0
//192.168.1.9/共享 /mnt/nas cifs rw,relatime,vers=3.0 0 0
nas:/export /mnt/nfs nfs4 rw,relatime 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw,nosuid,nodev,relatime 0 0
share /mnt/shared 9p rw,relatime 0 0
/dev/sda1 /mnt/ro ext4 ro,relatime 0 0
`;
const links: Readonly<Record<string, string>> = {
  nvme0n1p5: "/sys/devices/pci0000:00/0000:00:1d.0/0000:01:00.0/nvme/nvme0/nvme0n1/nvme0n1p5",
  nvme0n1p6: "/sys/devices/pci0000:00/0000:00:1d.0/0000:01:00.0/nvme/nvme0/nvme0n1/nvme0n1p6",
  sda1: "/sys/devices/pci0000:00/0000:00:17.0/ata1/host0/target0:0:0/0:0:0:0/block/sda/sda1",
  sdb1: "/sys/devices/pci0000:00/0000:00:14.0/usb1/1-3/1-3:1.0/host6/target6:0:0/6:0:0:0/block/sdb/sdb1",
  sdc1: "/sys/devices/pci0000:00/0000:00:14.0/usb2/2-1/2-1:1.0/host7/target7:0:0/7:0:0:0/block/sdc/sdc1",
  mmcblk1p1: "/sys/devices/pci0000:00/0000:00:1e.6/mmc_host/mmc1/mmc1:aaaa/block/mmcblk1/mmcblk1p1",
  mmcblk0p2: "/sys/devices/platform/soc/fe310000.mmc/mmc_host/mmc0/mmc0:0001/block/mmcblk0/mmcblk0p2",
};
const files: Readonly<Record<string, string>> = {
  "/proc/mounts": mounts,
  "/sys/block/sdb/removable": "1\n",
  "/sys/block/sdc/removable": "0\n",
  "/sys/block/sda/removable": "0\n",
  "/sys/block/mmcblk1/removable": "0\n",
  "/sys/block/mmcblk0/removable": "0\n",
  "/sys/devices/pci0000:00/0000:00:1e.6/mmc_host/mmc1/mmc1:aaaa/type": "SD\n",
  "/sys/devices/platform/soc/fe310000.mmc/mmc_host/mmc0/mmc0:0001/type": "MMC\n",
};

const linux: DriveReader = {
  platform: "linux",
  read: (file) => files[file] ?? null,
  follow: (file) => links[file.split("/").at(-1) ?? ""] ?? null,
  run: async () => null,
  volumeAt: async () => null,
  holds: () => false,
};

const windows = (answers: Readonly<Record<string, string>>): DriveReader => ({
  platform: "win32",
  read: () => null,
  follow: () => null,
  run: async (command, args) => answers[`${command} ${args.join(" ")}`] ?? null,
  volumeAt: async () => null,
  holds: () => false,
});

describe("Linux（统信、麒麟）上文件夹在什么盘上", () => {
  test.each([
    ["/home/lm/数据", "fixed"],
    ["/data/lianxinqiao", "fixed"],
    ["/opt", "fixed"],
    ["/media/uos/工作 U盘/数据", "removable"],
    ["/media/uos/移动硬盘", "removable"],
    ["/media/uos/SD卡/x", "removable"],
    ["/media/uos/光盘", "readOnly"],
    ["/mnt/nas/联络站", "network"],
    ["/mnt/nfs", "network"],
    ["/run/user/1000/gvfs/smb-share:server=nas,share=x", "network"],
    ["/mnt/shared/x", "network"],
    ["/run/lianxinqiao", "temporary"],
    ["/mnt/ro", "readOnly"],
    ["/mnt/nas2", "fixed"],
  ])("%s：%s", (folder, kind) => {
    expect(linuxDrive(folder, linux).kind).toBe(kind);
  });

  test("系统不说，就是不知道", () => {
    expect(linuxDrive("/data", { ...linux, read: () => null })).toEqual({ kind: "unknown" });
  });
});

describe("Windows 上文件夹在什么盘上", () => {
  const zh = windows({
    "fsutil fsinfo drivetype C:": "C: - 固定驱动器\r\n",
    "fsutil fsinfo drivetype E:": "E: - 可移动驱动器\r\n",
    "fsutil fsinfo drivetype Z:": "Z: - 远程/网络驱动器\r\n",
    "fsutil fsinfo drivetype F:": "F: - CD-ROM 驱动器\r\n",
  });
  const en = windows({
    "fsutil fsinfo drivetype C:": "C: - Fixed Drive\r\n",
    "fsutil fsinfo drivetype E:": "E: - Removable Drive\r\n",
    "fsutil fsinfo drivetype Z:": "Z: - Remote/Network Drive\r\n",
    "fsutil fsinfo drivetype F:": "F: - CD-ROM Drive\r\n",
    "fsutil fsinfo drivetype Q:": "Q: - No such Root Directory\r\n",
  });
  test.each([
    ["C:\\Users\\李敏\\AppData", "fixed"],
    ["e:\\数据", "removable"],
    ["Z:\\联络站", "network"],
    ["F:\\", "readOnly"],
    ["Q:\\", "unknown"],
  ])("%s：%s", async (folder, kind) => {
    expect((await windowsDrive(folder, zh)).kind).toBe(kind);
    expect((await windowsDrive(folder, en)).kind).toBe(kind);
  });

  test("fsutil 不让用时改问 wmic", async () => {
    const wmic = windows({
      "wmic logicaldisk where DeviceID='E:' get DriveType /value": "\r\n\r\nDriveType=2\r\n\r\n\r\n",
      "wmic logicaldisk where DeviceID='C:' get DriveType /value": "\r\n\r\nDriveType=3\r\n\r\n\r\n",
    });
    expect((await windowsDrive("E:\\数据", wmic)).kind).toBe("removable");
    expect((await windowsDrive("C:\\数据", wmic)).kind).toBe("fixed");
    expect((await windowsDrive("D:\\数据", wmic)).kind).toBe("unknown");
  });

  test("网络路径看写法就知道，不去碰它", () => {
    expect(isUncPath(String.raw`\\server\share\数据`)).toBe(true);
    expect(isUncPath("//server/share")).toBe(true);
    expect(isUncPath(String.raw`\\?\UNC\server\share`)).toBe(true);
    expect(isUncPath(String.raw`\\?\C:\数据`)).toBe(false);
    expect(isUncPath(String.raw`C:\数据`)).toBe(false);
    expect(isUncPath("/data")).toBe(false);
  });
});

describe("网盘同步的文件夹", () => {
  test.each([
    [String.raw`C:\Users\李敏\OneDrive\文档\联络站`, "OneDrive"],
    [String.raw`C:\Users\李敏\OneDrive - 桐岭镇\数据`, "OneDrive"],
    [String.raw`D:\我的坚果云\数据`, "坚果云"],
    [String.raw`D:\Nutstore Files\数据`, "坚果云"],
    [String.raw`D:\BaiduNetdiskWorkspace\数据`, "百度网盘"],
    [String.raw`C:\Users\李敏\WPS云盘\数据`, "WPS云盘"],
    [String.raw`C:\Users\李敏\WPSDrive\123\WPS云盘`, "WPS云盘"],
    ["/home/lm/坚果云/数据", "坚果云"],
    [String.raw`C:\Users\李敏\Documents\数据`, null],
    ["/home/onedriver/数据", null],
  ])("%s：%s", (folder, service) => {
    expect(cloudServiceOf(folder)).toBe(service);
  });
});
