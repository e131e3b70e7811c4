import { describe, expect, test } from "vitest";
import { pictureHeader } from "../../renderer/files/picture-header.ts";
import { requireRoom } from "../../renderer/files/prepare.ts";
import {
  attachmentOf,
  likelyRole,
  moved,
  nameParts,
  rowOf,
  totalSize,
} from "../../renderer/forms/attachment-values.ts";
import { draftContent, restoreDraft } from "../../renderer/values/draft-content.ts";
import { hasChanges, saveInput, startValues } from "../../renderer/values/form-values.ts";
import { jpegOf, withExif } from "../helpers/photo.ts";

const file = (name: string, size = 10) => ({ name, mime: null, size, sha256: name.padEnd(64, "0") });

describe("照片的文件头", () => {
  test("手机照片带方向和地点，程序知道它有；去掉以后就没有了", () => {
    const plain = jpegOf(4_000, 3_000);
    expect(pictureHeader(plain)).toEqual({ type: "jpeg", width: 4_000, height: 3_000, hasMetadata: false });
    expect(pictureHeader(withExif(plain, 6))).toEqual({ type: "jpeg", width: 4_000, height: 3_000, hasMetadata: true });
  });

  test("截断的、不是图片的、苹果的 HEIC", () => {
    expect(pictureHeader(withExif(jpegOf(10, 10), 1).subarray(0, 60))).toMatchObject({
      width: null,
      hasMetadata: true,
    });
    expect(pictureHeader(Buffer.from("%PDF-1.4"))).toBeNull();
    expect(pictureHeader(Buffer.alloc(0))).toBeNull();
    expect(pictureHeader(Buffer.from("\0\0\0\x18ftypheic\0\0\0\0", "latin1"))?.type).toBe("heic");
  });

  test("PNG 里的文字说明也算", () => {
    const chunk = (name: string, data: Buffer) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(data.length);
      return Buffer.concat([length, Buffer.from(name), data, Buffer.alloc(4)]);
    };
    const size = Buffer.from([0, 0, 3, 32, 0, 0, 1, 244, 8, 6, 0, 0, 0]);
    const start = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), chunk("IHDR", size)]);
    const rest = chunk("IDAT", Buffer.alloc(9));
    expect(pictureHeader(Buffer.concat([start, rest]))).toEqual({
      type: "png",
      width: 800,
      height: 500,
      hasMetadata: false,
    });
    const told = Buffer.concat([start, chunk("tEXt", Buffer.from("Author\0韦志华")), rest]);
    expect(pictureHeader(told)?.hasMetadata).toBe(true);
  });
});

describe("表单里的附件", () => {
  test.each([
    ["3月签到表.jpg", "image/jpeg", "signIn"],
    ["协商会议纪要.docx", null, "minutes"],
    ["IMG_2031.jpg", "image/jpeg", "photo"],
    ["方案.pdf", "application/pdf", "other"],
  ])("%s 的类别先猜一个", (name, mime, role) => {
    expect(likelyRole(name, mime)).toBe(role);
  });

  test("改名只改前半截；移到头就不再移；合计大小", () => {
    expect([nameParts("签到.v2.pdf"), nameParts("没有后缀"), nameParts(".gitignore")]).toEqual([
      ["签到.v2", ".pdf"],
      ["没有后缀", ""],
      [".gitignore", ""],
    ]);
    const rows = ["一", "二", "三"].map((name) => rowOf(file(name), "other"));
    const names = (list: typeof rows) => list.map((row) => attachmentOf(row).name).join("");
    expect([
      names(moved(rows, 2, -1)),
      names(moved(rows, 0, -1)),
      names(moved(rows, 2, 1)),
      names(moved(rows, 0, 1)),
    ]).toEqual(["一三二", "一二三", "一二三", "二一三"]);
    expect(totalSize(rows)).toBe(30);
  });

  test("合计超过上限，添加之前就说", () => {
    const limits = { attachmentFileMb: 50, attachmentRecordMb: 1, photoLongestSide: 2_000 };
    expect(() => requireRoom(500_000, 548_576, limits)).not.toThrow();
    expect(() => requireRoom(500_000, 548_577, limits)).toThrow("共 1.0 MB");
  });

  test("只添加了附件也算改动，写进草稿，恢复后一样，保存时送出", () => {
    const base = startValues("opinion", {});
    const current = { ...base, attachments: [rowOf(file("现场.jpg"), "photo")] };
    expect(hasChanges(base, current)).toBe(true);
    const content = draftContent(base, current, null);
    const stored = JSON.parse(JSON.stringify(content)) as Record<string, unknown>;
    const { attachments } = restoreDraft(base, stored).values;
    expect(attachments.map(attachmentOf)).toEqual(current.attachments.map(attachmentOf));
    expect(saveInput("opinion", null, "k", base, current).attachments).toMatchObject([
      { id: null, fields: { name: "现场.jpg" } },
    ]);
    expect(saveInput("opinion", null, "k", base, base)).not.toHaveProperty("attachments");
    expect(restoreDraft(base, { attachments: [{ id: null, fields: { name: "坏的" } }] }).values.attachments).toEqual(
      [],
    );
  });
});
