import { enrol } from "../../scripts/common/enrol.ts";
import { createKeys } from "../../db/bundle/crypto.ts";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { canonicalBytes } from "../../db/journal/canonical.ts";
import { frameTypes, mostContent } from "../../db/bundle/format.ts";
import { errorCatalogue, type ErrorName } from "../../db/schema/errors.ts";
import {
  contentOf,
  everythingIn,
  fileWith,
  keysOf,
  putTogether,
  rawFrame,
  takeApart,
  type Forgery,
  type Parts,
} from "../helpers/craft.ts";
import { makeDistrict, makeStationPc, openPc, record, type Pc } from "../helpers/exchange.ts";

/** A district with two confirmed stations; the first has a bundle of two transactions on the stick. */
interface Scene {
  readonly root: string;
  readonly district: Pc;
  readonly station: Pc;
  readonly other: Pc;
  readonly good: Buffer;
  readonly goodFile: string;
  readonly parts: Parts;
}

let scene: Scene;

beforeAll(async () => {
  const root = mkdtempSync(join(tmpdir(), "坏文件-"));
  const district = await makeDistrict(join(root, "区县"));
  const [station, other] = [await joined(root, district, "甲站"), await joined(root, district, "乙站")];
  await record(station, "第一件");
  await record(station, "第二件");
  const { files } = await station.call("bundle.export", { folder: join(root, "U盘") });
  const goodFile = files[0] ?? "";
  scene = {
    root,
    district,
    station,
    other,
    goodFile,
    good: readFileSync(goodFile),
    parts: await takeApart(goodFile, district),
  };
  return () => {
    for (const pc of [district, station, other]) pc.close();
    rmSync(root, { recursive: true, force: true });
  };
}, 60_000);

async function joined(root: string, district: Pc, name: string): Promise<Pc> {
  const pc = await makeStationPc(join(root, name));
  await enrol(district, pc, { name, stick: join(root, "U盘") });
  const receipt = await district.call("receipt.export", { station: name, folder: join(root, "U盘") });
  await pc.call("receipt.import", { file: receipt.files[0] ?? "" });
  return pc;
}

/** Imports the bytes and requires that they are refused for one of the reasons, and that not one row or file has changed. */
async function expectRefused(bytes: Uint8Array, ...reasons: ErrorName[]): Promise<void> {
  const { district, root } = scene;
  const before = everythingIn(district);
  const { results } = await district.call("bundle.import", { files: [fileWith(root, "bad.lxq", bytes)] });
  expect(results).toHaveLength(1);
  expect(results[0]).toMatchObject({ outcome: "refused", entries: 0 });
  expect(reasons.map((reason) => errorCatalogue[reason].number)).toContain(results[0]?.code);
  expect(everythingIn(district)).toEqual(before);
}

const forged = (forgery: Partial<Forgery>, keys = keysOf(scene.station)) =>
  putTogether(scene.parts, keys, { content: contentOf(scene.parts), ...forgery });

describe("坏的数据包：说明原因，什么都不改", () => {
  test("拷贝时在任何地方被截断", async () => {
    const { good } = scene;
    const headerLength = good.readUInt32BE(8);
    const cuts = [
      1,
      7,
      8,
      11,
      12,
      12 + (headerLength >> 1),
      12 + headerLength,
      12 + headerLength + 40,
      76 + headerLength,
      76 + headerLength + 30,
      (good.length + headerLength) >> 1,
      good.length - 1,
    ];
    await expectRefused(Buffer.alloc(0), "bundleNotOurs");
    for (const cut of cuts) await expectRefused(good.subarray(0, cut), "bundleTruncated", "bundleNotOurs");
  });

  test("任何一个字节坏了一位：魔数、长度、包头、签名、内容", async () => {
    const { good } = scene;
    const headerLength = good.readUInt32BE(8);
    const offsets = new Set([0, 3, 7, 8, 10, 11]);
    for (let at = 12; at < 76 + headerLength; at += 23) offsets.add(at);
    for (let at = 76 + headerLength; at < good.length; at += Math.ceil(good.length / 25)) offsets.add(at);
    offsets.add(good.length - 1);
    for (const at of offsets) {
      const bad = Buffer.from(good);
      bad[at] = (bad[at] ?? 0) ^ (1 << (at % 8));
      await expectRefused(
        bad,
        "bundleNotOurs",
        "bundleDamaged",
        "bundleTruncated",
        "bundleOtherDistrict",
        "bundleUnknownSender",
        "joinOccupied",
      );
    }
  });

  test("后面多出内容：文件末尾、压缩流之后、结束帧之后", async () => {
    const junk = Buffer.from("junk");
    await expectRefused(Buffer.concat([scene.good, junk]), "bundleDamaged");
    await expectRefused(await forged({ afterStream: junk }), "bundleDamaged");
    await expectRefused(await forged({ afterStream: Buffer.alloc(200_000, 7) }), "bundleDamaged");
    await expectRefused(
      await forged({ content: Buffer.concat([contentOf(scene.parts), rawFrame(frameTypes.end, junk)]) }),
      "bundleDamaged",
    );
    await expectRefused(
      await forged({ content: Buffer.concat([contentOf(scene.parts), Buffer.from([0])]) }),
      "bundleDamaged",
    );
  });

  test("压缩炸弹：比声明的长，或声明得离谱", async () => {
    const bomb = Buffer.concat([contentOf(scene.parts), Buffer.alloc(64 * 1024 * 1024)]);
    await expectRefused(await forged({ content: bomb, contentLength: contentOf(scene.parts).length }), "bundleDamaged");
    await expectRefused(await forged({ content: bomb }), "bundleDamaged");
    await expectRefused(await forged({ contentLength: mostContent(1 << 20) }), "bundleDamaged");
  });

  test("帧的长度、类型、次序不对", async () => {
    const { frames } = scene.parts;
    const huge = Buffer.concat([
      contentOf({ frames: frames.slice(0, 1) }),
      rawFrame(frameTypes.entry, Buffer.alloc(10), 9 * 1024 * 1024),
    ]);
    await expectRefused(await forged({ content: huge }), "bundleDamaged");
    await expectRefused(await forged({ content: rawFrame(99, Buffer.alloc(1)) }), "bundleDamaged");
    await expectRefused(await forged({ content: contentOf({ frames: frames.slice(1) }) }), "bundleDamaged");
    await expectRefused(await forged({ content: contentOf({ frames: frames.slice(0, -1) }) }), "bundleDamaged");
    await expectRefused(await forged({ content: contentOf({ frames: frames.toSpliced(1, 1) }) }), "bundleDamaged");
    await expectRefused(
      await forged({
        content: contentOf({ frames: frames.toSpliced(2, 0, { type: "chunk", body: Buffer.from("x") }) }),
      }),
      "bundleDamaged",
    );
    const blob = {
      type: "blob" as const,
      body: Buffer.concat([Buffer.alloc(32, 1), Buffer.from("0000000000000001", "hex")]),
    };
    await expectRefused(
      await forged({
        content: contentOf({ frames: frames.toSpliced(-1, 0, blob, { type: "chunk", body: Buffer.from("x") }) }),
      }),
      "bundleDamaged",
    );
  });

  test("包头不是规范的 JSON，或有重复的键", async () => {
    await expectRefused(await forged({ rewrite: (text) => text.replace(",", ", ") }), "bundleDamaged");
    await expectRefused(
      await forged({ rewrite: (text) => text.replace("{", `{"district":"${"0".repeat(32)}",`) }),
      "bundleDamaged",
    );
    await expectRefused(await forged({ rewrite: (text) => `${text}\n` }), "bundleDamaged");
    await expectRefused(
      await forged({ rewrite: (text) => text.replace('"format":1', '"format":1.0') }),
      "bundleDamaged",
    );
    await expectRefused(await forged({ rewrite: () => "[]" }), "bundleDamaged");
    await expectRefused(await forged({ header: { extra: 1 } }), "bundleDamaged");
  });

  test("包头说的范围、哈希与内容不一致", async () => {
    const { header, frames } = scene.parts;
    await expectRefused(await forged({ header: { toSeq: Number(header["toSeq"]) + 1 } }), "bundleDamaged");
    await expectRefused(await forged({ header: { hashAfter: "ab".repeat(32) } }), "bundleChainMismatch");
    const entry = frames.find(({ type, body }) => type === "entry" && body.includes("第一件"));
    const changed = Buffer.from(entry?.body ?? []);
    const at = changed.indexOf("第一件");
    changed.write("第壹件", at);
    const swapped = frames.map((frame) => (frame === entry ? { ...frame, body: changed } : frame));
    await expectRefused(await forged({ content: contentOf({ frames: swapped }) }), "bundleChainMismatch");
    const doubled = Buffer.from(
      (entry?.body ?? Buffer.alloc(0)).toString("latin1").replace('{"set":{', '{"set":{ '),
      "latin1",
    );
    await expectRefused(
      await forged({
        content: contentOf({ frames: frames.map((frame) => (frame === entry ? { ...frame, body: doubled } : frame)) }),
      }),
      "bundleDamaged",
    );
  });

  test("包头里的名册版本再高，内容坏了就什么都不记", async () => {
    const { frames } = scene.parts;
    const damaged = contentOf({ frames: frames.slice(0, -1) });
    await expectRefused(await forged({ header: { rosterVersion: 1_000 }, content: damaged }), "bundleDamaged");
    await expectRefused(
      await forged({ header: { rosterVersion: 1_000, hashAfter: "ab".repeat(32) } }),
      "bundleChainMismatch",
    );
  });

  test("别的联络站拿走内容，换上自己的签名", async () => {
    const { other, parts, good, district } = scene;
    const thief = keysOf(other);
    const stolen = {
      replica: thief.replica,
      station: (await district.call("district.stations", {})).stations.find(({ name }) => name === "乙站")?.station,
    };
    await expectRefused(await forged({}, thief), "bundleDamaged");
    await expectRefused(await forged({ header: stolen }, thief), "joinOccupied");
    // The payload as it was, without decrypting it: only the signature is the thief's.
    const payloadStart = 76 + good.readUInt32BE(8);
    const header = canonicalBytes({ ...parts.header, ...stolen });
    const length = Buffer.alloc(4);
    length.writeUInt32BE(header.length);
    const resigned = Buffer.concat([
      good.subarray(0, 8),
      length,
      header,
      thief.signFile(header),
      good.subarray(payloadStart),
    ]);
    await expectRefused(resigned, "joinOccupied");
  });

  test("不是发给我们的：别的区县、别的收件人", async () => {
    const other = await makeDistrict(join(scene.root, "邻县"), "邻县政协");
    try {
      const before = everythingIn(other);
      const { results } = await other.call("bundle.import", { files: [scene.goodFile] });
      expect(results[0]).toMatchObject({ outcome: "refused", code: errorCatalogue.bundleOtherDistrict.number });
      expect(everythingIn(other)).toEqual(before);
      await expectRefused(await forged({ header: { district: "ab".repeat(16) } }), "bundleOtherDistrict");
      await expectRefused(await forged({ header: { recipients: [keysOf(other).recipient] } }), "bundleOtherDistrict");
    } finally {
      other.close();
    }
  });

  test("没有登记的电脑、假的邀请、弱密钥", async () => {
    const { parts } = scene;
    const replica = "cd".repeat(16);
    await expectRefused(await forged({ header: { replica } }), "joinOccupied");
    await expectRefused(await forged({ header: { replica, join: null } }), "bundleUnknownSender");
    // A stranger's own keys, which no PC has here.
    const folder = join(scene.root, "生人");
    mkdirSync(folder);
    const keys = createKeys(folder, replica, { withRoot: false });
    const strangers = (forgery: Partial<Forgery>) => forged(forgery, keys);
    const request = {
      invitation: "ef".repeat(16),
      station: parts.header["station"],
      replica,
      signingKey: keys.signingKey,
      recipient: keys.recipient,
    };
    await expectRefused(await strangers({ header: { replica, join: request } }), "bundleUnknownSender");
    const invitation = scene.district.db.value<string>(`SELECT "id" FROM "invitation" WHERE "station" = ?`, [
      String(parts.header["station"]),
    ]);
    const weak = Buffer.alloc(32);
    weak[0] = 1;
    await expectRefused(
      await strangers({
        header: { replica, join: { ...request, invitation, signingKey: weak.toString("base64url") } },
      }),
      "bundleUnknownSender",
    );
    await expectRefused(
      await strangers({
        header: { replica, join: { ...request, invitation, signingKey: keysOf(scene.other).signingKey } },
      }),
      "joinOccupied",
    );
    // Keys of its own in the request, and another one's signature on the file.
    await expectRefused(await forged({ header: { replica, join: { ...request, invitation } } }), "bundleDamaged");
  });

  test("回执当成数据包、空文件夹、不存在的文件", async () => {
    const { district, root } = scene;
    const receipt = await district.call("receipt.export", { station: "甲站", folder: join(root, "U盘") });
    const before = everythingIn(district);
    const { results } = await district.call("bundle.import", {
      files: [receipt.files[0] ?? "", root, join(root, "没有")],
    });
    expect(results.map(({ code }) => code)).toEqual([
      errorCatalogue.receiptWrongKind.number,
      errorCatalogue.fileUnreadable.number,
      errorCatalogue.fileUnreadable.number,
    ]);
    expect(everythingIn(district)).toEqual(before);
  });

  test("坏文件不挡好文件；好的导入之后，再导入一次没有影响", async () => {
    const { root, good, goodFile } = scene;
    scene.district.db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    cpSync(scene.district.dir, join(root, "区县副本"), { recursive: true });
    const district = openPc(join(root, "区县副本"));
    try {
      const cut = fileWith(root, "cut.lxq", good.subarray(0, good.length - 5));
      const { results } = await district.call("bundle.import", { files: [cut, goodFile] });
      expect(results).toMatchObject([{ outcome: "refused" }, { outcome: "imported", entries: 3 }]);
      const before = everythingIn(district);
      const again = await district.call("bundle.import", { files: [goodFile, goodFile] });
      expect(again.results).toMatchObject([
        { outcome: "duplicate", code: 4017 },
        { outcome: "duplicate", code: 4017 },
      ]);
      expect(everythingIn(district)).toEqual(before);
    } finally {
      district.close();
    }
  });
});
