/** 照片: sizes from the file's own bytes, aspect kept, turned pictures upright. */
import { describe, expect, test } from "vitest";
import { imageSize, withoutTurn } from "../../db/paper/image-size.ts";
import { fitted, photoXml } from "../../db/paper/photos.ts";
import { pngOf } from "../helpers/paper-records.ts";

/** The head of a JPEG as a phone writes it: EXIF with an orientation, then the frame's size. */
function jpegHead(width: number, height: number, orientation: number): Buffer {
  const tiff = Buffer.from([
    0x4d,
    0x4d,
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    0x01,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
  ]);
  const exif = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
  const app1 = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  const frame = Buffer.from([
    0xff,
    0xc0,
    0,
    17,
    8,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    3,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
  ]);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), app1, exif, frame, Buffer.alloc(16)]);
}

describe("照片", () => {
  test("PNG 和 JPEG 的大小、手机横拍竖拍的方向都读得出来", () => {
    expect(imageSize(pngOf(30, 20, [1, 2, 3]))).toMatchObject({ type: "png", width: 30, height: 20, turn: 0 });
    const head = jpegHead(4_000, 3_000, 6);
    const size = imageSize(head);
    expect(size).toMatchObject({ type: "jpeg", width: 4_000, height: 3_000, turn: 90 });
    if (size === null) throw new Error("jpeg");
    expect(imageSize(withoutTurn(head, size))).toMatchObject({ width: 4_000, turn: 0 });
    expect(imageSize(Buffer.from("GIF89a 不是照片"))).toBeNull();
    expect(imageSize(head.subarray(0, 12))).toBeNull();
  });

  test("放进格子里长宽比不变，也不超出", () => {
    const box = { width: 150, height: 96 };
    for (const [width, height] of [
      [4_000, 3_000],
      [3_000, 4_000],
      [5_000, 500],
    ] as const) {
      const shown = fitted({ type: "jpeg", width, height, turn: 0, turnAt: null }, box);
      expect(shown.width / shown.height).toBeCloseTo(width / height);
      expect(shown.width).toBeLessThanOrEqual(box.width + 1e-9);
      expect(shown.height).toBeLessThanOrEqual(box.height + 1e-9);
    }
  });

  test("两张以内一张一行，多了每行两张；不是照片的点名", () => {
    const photo = (name: string) => ({ name, bytes: pngOf(40, 30, [9, 9, 9]) });
    expect(photoXml([photo("一.png"), photo("二.png")]).xml).not.toContain("<w:tbl>");
    const many = photoXml([
      photo("一.png"),
      photo("二.png"),
      photo("三.png"),
      { name: "动图.gif", bytes: Buffer.from("GIF89a") },
    ]);
    expect(many.xml.match(/<w:tr>/gu)).toHaveLength(2);
    expect(many.leftOut).toEqual(["动图.gif"]);
    expect(photoXml([]).xml).toBe("");
  });
});
