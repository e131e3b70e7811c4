/**
 * A station is cut off in the middle of an upload, again and again. Here at some places of a small file and at each piece of one of
 * 24 MB; with CUTS=all at every byte of 64 KB and at each piece of 100 MB (a quarter of an hour).
 */
import { createHash, randomBytes } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { connect, type TLSSocket } from "node:tls";
import { describe, expect, test } from "vitest";
import { stateHash } from "../../db/journal/state-hash.ts";
import { newsAnswer, paths } from "../../db/network/protocol.ts";
import { readIdentity } from "../../db/office/identity.ts";
import { begin, head, locationOf, patch, post, type Token } from "../../scripts/load/raw-caller.ts";
import { codeOf, record, World, type Pc } from "../helpers/exchange.ts";
import { layWire, listen, publish } from "./line.ts";
import { prove, scene } from "./scene.ts";

const isAll = process.env["CUTS"] === "all";
const MiB = 1024 * 1024;

async function attach(station: Pc, bytes: number): Promise<void> {
  const file = join(station.dir, "..", `${bytes}.jpg`);
  writeFileSync(file, randomBytes(bytes));
  await station.call("attachment.add", { recordId: await record(station, `${bytes}`), file, role: "other" });
}

const opened = (port: number): Promise<TLSSocket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: "127.0.0.1", port, rejectUnauthorized: false }, () => resolve(socket));
    socket.once("error", reject);
  });

/** Announces all that is left and is cut off when the district has some of it. */
async function cutOff(port: number, token: Token, path: string, { offset, sent, left, arrived }: Cut): Promise<void> {
  const socket = await opened(port);
  const lines = [
    `PATCH ${path} HTTP/1.1`,
    "Host: x",
    "Tus-Resumable: 1.0.0",
    "Content-Type: application/offset+octet-stream",
    `Authorization: ${token.authorization}`,
    `Upload-Offset: ${offset}`,
    `Content-Length: ${left}`,
  ];
  socket.write(Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), sent]));
  while (!arrived()) await setTimeout(1);
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  socket.destroy();
  await closed;
}

interface Cut {
  readonly offset: number;
  readonly sent: Buffer;
  /** Bytes from the offset to the end of the file. */
  readonly left: number;
  readonly arrived: () => boolean;
}

describe("断在半路", () => {
  test(isAll ? "64 KB 的文件，断在每一个字节" : "小文件断在许多地方", { timeout: 3 * 3_600_000 }, async () => {
    const { port, pin, district, station, world, receiver } = await scene();
    await attach(station, isAll ? 63 * 1024 : 3_000);
    const { files } = await station.call("bundle.export", { folder: world.folder("导出") });
    const whole = readFileSync(files[0] ?? "");
    const sha256 = createHash("sha256").update(whole).digest("hex");
    let token = await prove(port, pin, station);
    const path = locationOf(await begin(port, token, whole.length, sha256));
    const file = join(district.dir, "inbox", "open", basename(path));
    const step = isAll ? 1 : Math.ceil(whole.length / 60);
    let cuts = 0;
    for (let offset = 0; offset < whole.length - step; offset += step) {
      const end = offset + step;
      const arrived = (): boolean => statSync(file).size === end;
      // Where it goes on is what the receiver says after each cut: another offset would be refused.
      await cutOff(port, token, path, {
        offset,
        sent: whole.subarray(offset, end),
        left: whole.length - offset,
        arrived,
      });
      cuts += 1;
      if (cuts % 5_000 === 0) {
        token = await prove(port, pin, station);
        console.error(`${cuts} cuts`);
      }
    }
    const last = Number((await head(port, token, path)).headers["upload-offset"]);
    expect((await patch(port, token, path, last, whole.subarray(last))).status).toBe(204);
    const note = async (): Promise<string> => {
      const asked = { files: [sha256], feed: { replica: "a".repeat(32), seq: 0 }, receipt: null };
      const { notes } = newsAnswer.parse(JSON.parse((await post(port, paths.news, asked, token)).text));
      return JSON.stringify(notes);
    };
    const first = await note();
    expect(first).toContain(sha256);
    expect(await receiver.importWaiting({ progress: () => {}, throwIfCancelled: () => {} })).toBe(1);
    // The whole of it once more, as if the answer had been lost.
    const again = locationOf(await begin(port, token, whole.length, sha256));
    expect((await patch(port, token, again, 0, whole)).status).toBe(204);
    expect(await note()).toBe(first);
    expect((await district.call("record.list", { kind: "hotline" })).total).toBe(1);
    expect(await district.call("check.run", {})).toMatchObject({ ok: true });
    console.error(`${whole.length} bytes, ${cuts} cuts`);
    expect(cuts).toBeGreaterThan(whole.length / step - 2);
  });

  test(`${isAll ? 100 : 24} MB 的附件，断在每一段`, { timeout: 3_600_000 }, async () => {
    const world = World.make();
    const district = await world.district();
    const receiver = await listen(district);
    const wire = await layWire(receiver.port);
    await publish(district, wire.port);
    const station = await world.enrolled(district);
    await receiver.refresh();
    const count = isAll ? 4 : 1;
    for (let number = 0; number < count; number += 1) await attach(station, (isAll ? 25 : 24) * MiB - number);
    let cuts = 0;
    let carried = 0;
    for (;;) {
      wire.cutAfter(4 * MiB);
      const code = await codeOf(station.call("upload.run", {}));
      carried += wire.carried;
      if (code === "none") break;
      expect(code).toBe("uploadTimeout");
      cuts += 1;
    }
    wire.cutAfter(Infinity);
    expect(await station.call("upload.run", {})).toMatchObject({ left: 0 });
    const { stationId } = readIdentity(station.db);
    expect(stateHash(station.db, stationId)).toBe(stateHash(district.db, stationId));
    expect((await district.call("record.list", { kind: "hotline" })).total).toBe(count);
    expect(await district.call("check.run", {})).toMatchObject({ ok: true });
    console.error(`${count} records, ${cuts} cuts, ${Math.round(carried / MiB)} MiB carried`);
    expect(cuts).toBeGreaterThanOrEqual(isAll ? 24 : 5);
    // What was there before a cut is not sent again.
    expect(carried).toBeLessThan((isAll ? 100 : 24) * MiB * 1.2);
  });
});
