import { randomBytes } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { expect, test } from "vitest";
import { blobFile } from "../../db/attachments/store.ts";
import { aCall } from "../helpers/folder.ts";
import { answer, send, World, type Pc } from "../helpers/exchange.ts";
import { jpegOf } from "../helpers/photo.ts";

async function put(pc: Pc, name: string, bytes: Buffer) {
  const { upload } = await pc.call("attachment.begin", { name, size: bytes.length });
  await pc.call("attachment.append", { upload, offset: 0, data: bytes.toString("base64") });
  return pc.call("attachment.finish", { upload });
}

test("表单里添加的照片和 PDF 随数据包到区县，一个字节不差，名称、类别、顺序也一样；区县能打开", async () => {
  const world = World.make();
  const district = await world.district();
  const station = await world.enrolled(district);
  const contents = [
    Buffer.concat([jpegOf(2_000, 1_500), randomBytes(300_000)]),
    Buffer.from("%PDF-1.4 会议记录"),
  ] as const;
  const files = [await put(station, "现场.jpg", contents[0]), await put(station, "会议记录.pdf", contents[1])] as const;
  const { record } = await station.call("record.save", {
    kind: "hotline",
    fields: aCall,
    attachments: [
      { id: null, fields: { role: "minutes", ...files[1] } },
      { id: null, fields: { role: "photo", ...files[0] } },
    ],
  });
  await send(world, station, district);
  const arrived = (await district.call("record.get", { id: record.id })).attachments;
  expect(arrived).toMatchObject([
    { name: "会议记录.pdf", role: "minutes", mime: "application/pdf", position: 0 },
    { name: "现场.jpg", role: "photo", mime: "image/jpeg", position: 1 },
  ]);
  expect(readFileSync(blobFile(district.dir, files[0].sha256)).equals(contents[0])).toBe(true);
  const { file } = await district.call("attachment.open", { sha256: files[1].sha256, name: "会议记录.pdf" });
  expect(readFileSync(file).equals(contents[1])).toBe(true);
  expect((await district.call("check.run", {})).attachments).toEqual({
    checked: 2,
    missing: [],
    changed: [],
    waiting: 0,
  });
  // Nothing drifts: both sides hold the same rows.
  expect((await answer(world, district, station)).drift).toBe(false);
});

test("数据包里没带到的附件，区县的检查说明在等，不算出错", async () => {
  const world = World.make();
  const district = await world.district();
  const station = await world.enrolled(district);
  const file = await put(station, "现场.jpg", randomBytes(100));
  const fields = { role: "photo", ...file };
  await station.call("record.save", { kind: "hotline", fields: aCall, attachments: [{ id: null, fields }] });
  rmSync(blobFile(station.dir, file.sha256));
  await send(world, station, district);
  expect(await district.call("check.run", {})).toMatchObject({ ok: true, attachments: { missing: [], waiting: 1 } });
  expect(await station.call("check.run", {})).toMatchObject({
    ok: false,
    attachments: { missing: ["现场.jpg"], waiting: 0 },
  });
});
