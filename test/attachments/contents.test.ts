/** 附件的内容：分段送来、读回核对、同样的只存一份、丢了会发现、没人用的会清掉。 */
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Service } from "../../db/service.ts";
import { blobFile } from "../../db/attachments/store.ts";
import { toAppError } from "../../db/schema/app-error.ts";
import { isDangerousName } from "../../db/schema/attachment.ts";
import { makeFolder, makeStation, open } from "../helpers/folder.ts";

type Pc = Pick<Service, "call">;

/** As the page sends a file. */
async function put(pc: Pc, name: string, bytes: Buffer, piece = 1_000) {
  const { upload } = await pc.call("attachment.begin", { name, size: bytes.length });
  for (let offset = 0; offset < bytes.length; offset += piece) {
    await pc.call("attachment.append", {
      upload,
      offset,
      data: bytes.subarray(offset, offset + piece).toString("base64"),
    });
  }
  return pc.call("attachment.finish", { upload });
}

const row = (file: Awaited<ReturnType<typeof put>>, id: string | null = null) => ({
  id,
  fields: { role: "photo", ...file },
});

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "none",
    (error: unknown) => toAppError(error).code,
  );

const newSession = (pc: Pc, attachments: ReturnType<typeof row>[]) =>
  pc.call("record.save", { kind: "session", fields: { title: "路灯", startAt: "2026-01-05" }, attachments });

/** As if stored so long ago. */
const age = (dir: string, sha256: string, days: number) => {
  const at = new Date(Date.now() - days * 86_400_000);
  utimesSync(blobFile(dir, sha256), at, at);
};

describe("附件的内容", () => {
  test("分段送来，读回一致才算数；同样的内容只存一份；不留半个文件", async () => {
    const dir = makeFolder();
    const station = await makeStation(dir);
    const bytes = randomBytes(3_456);
    const first = await put(station, "现场/照片 1.JPG", bytes);
    expect(first).toMatchObject({ name: "照片 1.JPG", mime: "image/jpeg", size: 3_456 });
    expect(readFileSync(blobFile(dir, first.sha256)).equals(bytes)).toBe(true);
    expect((await put(station, "副本.jpg", bytes, 3_456)).sha256).toBe(first.sha256);
    expect(readdirSync(join(dir, "blobs"))).toEqual([first.sha256.slice(0, 2)]);
    const half = await station.call("attachment.data", { sha256: first.sha256, offset: 3_000, length: 1_000 });
    expect(Buffer.from(half.data, "base64").equals(bytes.subarray(3_000))).toBe(true);
    expect(half.size).toBe(3_456);
  });

  test("缺了一段、顺序不对、多送了：说明中断，不留下任何文件", async () => {
    const dir = makeFolder();
    const station = await makeStation(dir);
    const begin = async () => (await station.call("attachment.begin", { name: "a.pdf", size: 8 })).upload;
    const data = Buffer.from("1234").toString("base64");
    const short = await begin();
    await station.call("attachment.append", { upload: short, offset: 0, data });
    expect(await codeOf(station.call("attachment.finish", { upload: short }))).toBe("uploadBroken");
    const gap = await begin();
    expect(await codeOf(station.call("attachment.append", { upload: gap, offset: 4, data }))).toBe("uploadBroken");
    const long = await begin();
    await station.call("attachment.append", { upload: long, offset: 0, data });
    const more = Buffer.from("56789").toString("base64");
    expect(await codeOf(station.call("attachment.append", { upload: long, offset: 4, data: more }))).toBe(
      "uploadBroken",
    );
    expect((await station.call("attachment.abort", { upload: await begin() })).aborted).toBe(true);
    expect(readdirSync(join(dir, "blobs"))).toEqual([]);
  });

  test("可执行的文件、空文件、超过上限的，写盘之前就拒绝", async () => {
    const dir = makeFolder();
    const station = await makeStation(dir);
    await station.call("settings.set", { values: { attachmentFileMb: 1, attachmentRecordMb: 1 } });
    const begin = (name: string, size: number) => codeOf(station.call("attachment.begin", { name, size }));
    expect(await begin("通知.exe", 10)).toBe("attachmentDangerous");
    expect(await begin("照片.jpg.LNK ", 10)).toBe("attachmentDangerous");
    expect(await begin("名单.xlsm", 10)).toBe("attachmentDangerous");
    expect(await begin("录像.mp4", 1_048_577)).toBe("attachmentTooLarge");
    expect(readdirSync(join(dir, "blobs"))).toEqual([]);
    const folder = makeFolder();
    writeFileSync(join(folder, "空.txt"), "");
    const { record } = await newSession(station, []);
    const add = (name: string) =>
      codeOf(station.call("attachment.add", { recordId: record.id, file: join(folder, name), role: "other" }));
    expect(await add("空.txt")).toBe("attachmentEmpty");
    const files = [
      await put(station, "一.bin1", randomBytes(700_000), 700_000),
      await put(station, "二.bin1", randomBytes(700_000), 700_000),
    ];
    expect(
      await codeOf(
        newSession(
          station,
          files.map((file) => row(file)),
        ),
      ),
    ).toBe("attachmentsTooLarge");
    expect(
      (
        await newSession(
          station,
          files.slice(0, 1).map((file) => row(file)),
        )
      ).attachments,
    ).toHaveLength(1);
  });

  test.each([
    ["照片.jpg", false],
    ["签到表.docx", false],
    ["a.exe.pdf", false],
    ["没有后缀", false],
    ["照片.jpg.exe", true],
    ["照片.ExE. ", true],
    ["通知.bat", true],
    ["脚本.js", true],
    ["快捷方式.desktop", true],
    [`照片${String.fromCodePoint(0x202e)}gpj.exe`, true],
  ])("“%s”能不能运行：%s", (name, expected) => {
    expect(isDangerousName(name)).toBe(expected);
  });

  test("和记录一起保存：改名、换类别、调顺序、移除，一次存好；移除的还能恢复", async () => {
    const station = await makeStation();
    const files = [await put(station, "1.jpg", randomBytes(10)), await put(station, "2.pdf", randomBytes(20))];
    const { record, attachments } = await newSession(
      station,
      files.map((file) => row(file)),
    );
    expect(attachments.map(({ name }) => name)).toEqual(["1.jpg", "2.pdf"]);
    const [first, second] = attachments;
    const changed = await station.call("record.save", {
      kind: "session",
      id: record.id,
      fields: {},
      attachments: [
        { id: second?.id ?? "", fields: { ...files[1], name: "会议记录.pdf", role: "minutes" } },
        { id: first?.id ?? "", fields: { ...files[0], role: "signIn" } },
      ],
    });
    expect(changed.attachments).toMatchObject([
      { id: second?.id, name: "会议记录.pdf", role: "minutes", position: 0 },
      { id: first?.id, name: "1.jpg", role: "signIn", position: 1 },
    ]);
    const one = { id: first?.id ?? "", fields: { ...files[0], role: "signIn" } };
    const less = await station.call("record.save", { kind: "session", id: record.id, fields: {}, attachments: [one] });
    expect(less.attachments.map(({ id }) => id)).toEqual([first?.id]);
    expect((await station.call("record.restore", { id: second?.id ?? "" })).title).toBe("会议记录.pdf");
    expect((await station.call("check.run", {})).ok).toBe(true);
  });

  test("内容不在本机的，不能当作已有附件保存：整条都不写", async () => {
    const dir = makeFolder();
    const station = await makeStation(dir);
    const file = await put(station, "1.jpg", randomBytes(10));
    rmSync(blobFile(dir, file.sha256));
    expect(await codeOf(newSession(station, [row(file)]))).toBe("attachmentLost");
    expect((await station.call("record.list", { kind: "session" })).total).toBe(0);
  });

  test("丢了、被改了都会发现；重新添加同一个文件就好了", async () => {
    const dir = makeFolder();
    const station = await makeStation(dir);
    const bytes = [randomBytes(5_000), randomBytes(5_000)] as const;
    const lost = await put(station, "丢的.jpg", bytes[0]);
    const edited = await put(station, "改的.pdf", bytes[1]);
    await newSession(station, [row(lost), row(edited)]);
    const verify = async () =>
      (await station.call("attachment.verify", { sha256: [lost.sha256, edited.sha256] })).map(({ state }) => state);
    expect(await verify()).toEqual(["ok", "ok"]);
    rmSync(blobFile(dir, lost.sha256));
    const damaged = Buffer.from(bytes[1]);
    damaged[2_500] = (damaged[2_500] ?? 0) ^ 1;
    writeFileSync(blobFile(dir, edited.sha256), damaged);
    expect(await verify()).toEqual(["missing", "changed"]);
    const openCode = (file: typeof lost) =>
      codeOf(station.call("attachment.open", { sha256: file.sha256, name: file.name }));
    expect([await openCode(lost), await openCode(edited)]).toEqual(["attachmentLost", "attachmentChanged"]);
    expect(await station.call("check.run", {})).toMatchObject({
      ok: false,
      attachments: { checked: 2, missing: ["丢的.jpg"], changed: ["改的.pdf"], waiting: 0 },
    });
    await put(station, "丢的.jpg", bytes[0]);
    await put(station, "改的.pdf", bytes[1]);
    expect(await verify()).toEqual(["ok", "ok"]);
    expect((await station.call("check.run", {})).ok).toBe(true);
  });

  test("打开的是只读副本，名字照旧；下次启动就清掉；会运行的不打开", async () => {
    const dir = makeFolder();
    const station = await makeStation(dir);
    const { sha256 } = await put(station, "签到表.pdf", Buffer.from("%PDF"));
    const { file } = await station.call("attachment.open", { sha256, name: "签到表.pdf" });
    expect([basename(file), readFileSync(file, "utf8")]).toEqual(["签到表.pdf", "%PDF"]);
    expect(statSync(file).mode & 0o222).toBe(0);
    expect(await codeOf(station.call("attachment.open", { sha256, name: "签到表.cmd" }))).toBe("attachmentDangerous");
    await station.close();
    const again = open(dir);
    await again.call("app.status", {});
    expect(existsSync(file)).toBe(false);
    await again.close();
  });
});

describe("没保存的附件", () => {
  const draft = (file: Awaited<ReturnType<typeof put>>) => ({
    key: "session:new:1",
    kind: "session" as const,
    recordId: null,
    content: { fields: { title: "路灯" }, attachments: [{ id: null, fields: { role: "photo", ...file } }] },
  });

  test("草稿在，内容就在，多久都不清；放弃草稿一天后，再启动时清掉；用到的都留着", async () => {
    const dir = makeFolder();
    const station = await makeStation(dir);
    const kept = await put(station, "草稿.jpg", Buffer.from("草稿里的照片"));
    const saved = await put(station, "存了.jpg", Buffer.from("存了的照片"));
    const removed = await put(station, "移除.jpg", Buffer.from("移除了的照片"));
    const stray = await put(station, "没用.jpg", Buffer.from("没人用的照片"));
    const fresh = await put(station, "刚放.jpg", Buffer.from("刚刚放进来的"));
    await station.call("draft.put", draft(kept));
    const { record } = await newSession(station, [row(saved), row(removed)]);
    const [first] = (await station.call("record.get", { id: record.id })).attachments;
    await station.call("record.save", {
      kind: "session",
      id: record.id,
      fields: {},
      attachments: [row(saved, first?.id ?? "")],
    });
    await station.call("attachment.begin", { name: "断电时在写.jpg", size: 100 });
    await station.close();
    for (const { sha256 } of [kept, saved, removed, stray]) age(dir, sha256, 3);
    const here = () => [kept, saved, removed, stray, fresh].map(({ sha256 }) => existsSync(blobFile(dir, sha256)));

    const second = open(dir);
    await second.call("draft.list", {});
    expect(here()).toEqual([true, true, true, false, true]);
    await second.call("draft.discard", { key: "session:new:1" });
    await second.close();
    const third = open(dir);
    await third.call("draft.list", {});
    expect(here()).toEqual([false, true, true, false, true]);
    await third.close();
  });

  test("保存时附件变成记录的，草稿同时消失", async () => {
    const station = await makeStation();
    const file = await put(station, "草稿.jpg", Buffer.from("照片"));
    await station.call("draft.put", draft(file));
    const { attachments } = await station.call("record.save", {
      kind: "session",
      fields: { title: "路灯", startAt: "2026-01-05" },
      attachments: [row(file)],
      draftKey: "session:new:1",
    });
    expect(attachments).toMatchObject([{ name: "草稿.jpg", sha256: file.sha256, position: 0 }]);
    expect(await station.call("draft.list", {})).toEqual([]);
  });

  test("抹除个人信息时，这条记录草稿里还没保存的附件和打开过的副本也没有了；别的草稿用着的留着", async () => {
    const dir = makeFolder();
    const station = await makeStation(dir);
    const saved = await put(station, "存了.jpg", Buffer.from("存了的照片"));
    const unsaved = await put(station, "没存.jpg", Buffer.from("还没保存的照片"));
    const shared = await put(station, "共用.jpg", Buffer.from("两处都用的照片"));
    const { record } = await newSession(station, [row(saved), row(shared)]);
    await station.call("draft.put", draft(shared));
    await station.call("draft.put", {
      key: `session:${record.id}`,
      kind: "session",
      recordId: record.id,
      content: { fields: {}, attachments: [{ id: null, fields: { role: "photo", ...unsaved } }] },
    });
    const { file } = await station.call("attachment.open", { sha256: saved.sha256, name: "存了.jpg" });
    await station.call("record.erase", { id: record.id });
    expect([saved, unsaved, shared].map(({ sha256 }) => existsSync(blobFile(dir, sha256)))).toEqual([
      false,
      false,
      true,
    ]);
    expect(existsSync(file)).toBe(false);
    expect((await station.call("draft.list", {})).map(({ key }) => key)).toEqual(["session:new:1"]);
  });
});
