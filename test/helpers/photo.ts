/** A JPEG's EXIF as a phone writes it: rotation, camera, and the place where the photo was taken. */

const words = (value: number, size: 2 | 4): Buffer => {
  const bytes = Buffer.alloc(size);
  if (size === 2) bytes.writeUInt16BE(value);
  else bytes.writeUInt32BE(value);
  return bytes;
};

/** Tag, type (2 text, 3 short, 4 long, 5 rational), how many, and the value or its offset. */
const entry = (tag: number, type: number, count: number, value: Buffer): Buffer =>
  Buffer.concat([
    words(tag, 2),
    words(type, 2),
    words(count, 4),
    Buffer.concat([value, Buffer.alloc(4)]).subarray(0, 4),
  ]);

/** The camera's name, to look for in what must not have it. */
export const camera = "HUAWEI-TEST-9";

/** @param orientation 1 upright, 6 to be turned right by 90° */
function exif(orientation: number): Buffer {
  const first = 8;
  const gps = first + 2 + 3 * 12 + 4;
  const make = gps + 2 + 4 * 12 + 4;
  const latitude = make + camera.length + 1;
  const longitude = latitude + 24;
  const degrees = (d: number, m: number, s: number) =>
    Buffer.concat([d, m, s].flatMap((value) => [words(value, 4), words(1, 4)]));
  const tiff = Buffer.concat([
    Buffer.from("MM\0*", "latin1"),
    words(first, 4),
    words(3, 2),
    entry(0x010f, 2, camera.length + 1, words(make, 4)),
    entry(0x0112, 3, 1, words(orientation, 2)),
    entry(0x8825, 4, 1, words(gps, 4)),
    words(0, 4),
    words(4, 2),
    entry(1, 2, 2, Buffer.from("N\0")),
    entry(2, 5, 3, words(latitude, 4)),
    entry(3, 2, 2, Buffer.from("E\0")),
    entry(4, 5, 3, words(longitude, 4)),
    words(0, 4),
    Buffer.from(`${camera}\0`),
    degrees(23, 36, 12),
    degrees(109, 39, 47),
  ]);
  const body = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
  return Buffer.concat([Buffer.from([0xff, 0xe1]), words(body.length + 2, 2), body]);
}

/** The same picture with an EXIF segment after its start. */
export const withExif = (jpeg: Buffer, orientation: number): Buffer =>
  Buffer.concat([jpeg.subarray(0, 2), exif(orientation), jpeg.subarray(2)]);

/** As far as `pictureHeader` reads: a JPEG of this size without picture data. */
export const jpegOf = (width: number, height: number): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]),
    Buffer.from("JFIF\0\x01\x01\0\0\x01\0\x01\0\0", "latin1"),
    Buffer.from([0xff, 0xc0, 0, 17, 8]),
    words(height, 2),
    words(width, 2),
    Buffer.from([3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1, 0xff, 0xda, 0, 2, 0xff, 0xd9]),
  ]);
