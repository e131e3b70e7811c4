import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { request } from "node:https";
import { connect as connectPlain } from "node:net";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { loadKeys } from "../../db/bundle/crypto.ts";
import { parseUploadAddress } from "../../db/network/address.ts";
import { isDeliveryOf } from "../../db/network/delivery.ts";
import { newsAnswer, proofBytes, refusalSchema } from "../../db/network/protocol.ts";
import { readIdentity } from "../../db/office/identity.ts";
import { feedOf } from "../../db/journal/chains.ts";
import type { ReceiverLimits } from "../../db/receiver/limits.ts";
import { z } from "zod";
import { record, World, type Pc } from "../helpers/exchange.ts";
import { listen, publish } from "./line.ts";

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A caller that follows no rules but HTTP's. */
function call(
  port: number,
  method: string,
  path: string,
  { headers = {}, body = null }: { headers?: Record<string, string | number>; body?: Buffer | string | null } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: "127.0.0.1", port, method, path, headers, rejectUnauthorized: false, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString("utf8"),
          }),
        );
      },
    );
    asked.once("error", reject);
    asked.end(body ?? undefined);
  });
}

const json = (body: unknown) => {
  const text = JSON.stringify(body);
  return { headers: { "content-type": "application/json", "content-length": Buffer.byteLength(text) }, body: text };
};

const tus = { "tus-resumable": "1.0.0" };

async function challenge(port: number, replica: string): Promise<string> {
  const { body } = await call(port, "POST", "/v1/challenge", json({ replica }));
  return z.object({ nonce: z.string() }).parse(JSON.parse(body)).nonce;
}

async function scene(limits: Partial<ReceiverLimits> = {}) {
  const world = World.make();
  const district = await world.district();
  const receiver = await listen(district, { limits, importsByItself: false });
  const address = parseUploadAddress(await publish(district, receiver.port));
  const station = await world.enrolled(district);
  await receiver.refresh();
  const pin = address?.pins[0] ?? "";
  return { world, district, receiver, station, port: receiver.port, pin };
}

/** Proves a station's key as the program does. @returns the header that shows the token */
async function prove(port: number, pin: string, pc: Pc): Promise<{ authorization: string }> {
  const replica = readIdentity(pc.db).replicaId;
  const nonce = await challenge(port, replica);
  const signature = loadKeys(pc.dir, replica).signContact(proofBytes({ replica, nonce, pin })).toString("base64url");
  const { body } = await call(port, "POST", "/v1/session", json({ replica, nonce, signature, join: null }));
  return { authorization: `Bearer ${z.object({ token: z.string() }).parse(JSON.parse(body)).token}` };
}

async function begin(port: number, auth: { authorization: string }, bytes: number): Promise<Answer> {
  return call(port, "POST", "/v1/files", { headers: { ...auth, ...tus, "upload-length": bytes, "content-length": 0 } });
}

const patch = (port: number, auth: { authorization: string }, path: string, offset: number, body: Buffer) =>
  call(port, "PATCH", path, {
    headers: {
      ...auth,
      ...tus,
      "content-type": "application/offset+octet-stream",
      "upload-offset": offset,
      "content-length": body.length,
    },
    body,
  });

const open = (district: Pc): string[] => readdirSync(join(district.dir, "inbox", "open"));
const storedBytes = (district: Pc): number =>
  open(district)
    .filter((name) => !name.endsWith(".json"))
    .reduce((sum, name) => sum + readFileSync(join(district.dir, "inbox", "open", name)).length, 0);

async function bundleOf(world: World, station: Pc): Promise<Buffer> {
  await record(station);
  const { files } = await station.call("bundle.export", { folder: world.folder("导出") });
  return readFileSync(files[0] ?? "");
}

describe("接收端只收该收的", () => {
  test("没有证明是谁以前，什么也存不下；不认识的电脑和签错的签名得到一样的回答", async () => {
    const { port, pin, district, station } = await scene();
    const none = await begin(port, { authorization: "" }, 100);
    expect(none.status).toBe(401);
    const stranger = randomBytes(16).toString("hex");
    const known = readIdentity(station.db).replicaId;
    const answers: Answer[] = [];
    for (const replica of [stranger, known]) {
      const nonce = await challenge(port, replica);
      expect(nonce).toHaveLength(46);
      const signature = randomBytes(64).toString("base64url");
      answers.push(await call(port, "POST", "/v1/session", json({ replica, nonce, signature, join: null })));
    }
    const [first, second] = answers;
    expect(first?.status).toBe(401);
    expect(second).toMatchObject({ status: 401, body: first?.body });
    // Another's own key does not help either.
    const { privateKey } = generateKeyPairSync("ed25519");
    expect(privateKey.type).toBe("private");
    expect(open(district)).toEqual([]);
    const auth = await prove(port, pin, station);
    expect((await begin(port, auth, 100)).status).toBe(201);
  });

  test("同一个挑战只能用一次；为别的证书签的、别人的挑战都不算", async () => {
    const { port, pin, station } = await scene();
    const replica = readIdentity(station.db).replicaId;
    const keys = loadKeys(station.dir, replica);
    const nonce = await challenge(port, replica);
    const signed = (at: { nonce: string; pin: string }) =>
      keys.signContact(proofBytes({ replica, ...at })).toString("base64url");
    const asked = { replica, nonce, join: null };
    const session = (signature: string, other = asked) =>
      call(port, "POST", "/v1/session", json({ ...other, signature }));
    expect((await session(signed({ nonce, pin: "B".repeat(43) }))).status).toBe(401);
    expect((await session(signed({ nonce, pin }))).status).toBe(200);
    expect((await session(signed({ nonce, pin }))).status).toBe(401);
    const foreign = await challenge(port, randomBytes(16).toString("hex"));
    expect((await session(signed({ nonce: foreign, pin }), { ...asked, nonce: foreign })).status).toBe(401);
  });

  test("头部不对：只存过头部那么多，随即删掉", async () => {
    const { port, pin, district, station, world } = await scene();
    const auth = await prove(port, pin, station);
    const bundle = await bundleOf(world, station);
    const junk = Buffer.concat([bundle.subarray(0, 40), randomBytes(5 * 1024 * 1024)]);
    const { headers } = await begin(port, auth, junk.length);
    const path = String(headers["location"]);
    // The head in pieces, as a slow line brings it.
    expect((await patch(port, auth, path, 0, junk.subarray(0, 20))).status).toBe(204);
    expect(storedBytes(district)).toBe(20);
    const refused = await patch(port, auth, path, 20, junk.subarray(20));
    expect(refused.status).toBe(422);
    expect(refusalSchema.parse(JSON.parse(refused.body)).reason).toBe("badFile");
    expect(open(district)).toEqual([]);
  });

  test("别的站点的文件，自己再签也不收；改了一个字节也不收", async () => {
    const { port, pin, district, station, world, receiver } = await scene();
    const other = await world.enrolled(district, "二塘镇联络站");
    await receiver.refresh();
    const foreign = await bundleOf(world, other);
    const auth = await prove(port, pin, station);
    const sent = async (bytes: Buffer): Promise<number> => {
      const { headers } = await begin(port, auth, bytes.length);
      return (await patch(port, auth, String(headers["location"]), 0, bytes)).status;
    };
    expect(await sent(foreign)).toBe(422);
    const own = await bundleOf(world, station);
    const bent = Buffer.from(own);
    bent[bent.length - 5] = (bent[bent.length - 5] ?? 0) ^ 1;
    expect(await sent(bent)).toBe(422);
    expect(await sent(own)).toBe(204);
    expect(readdirSync(join(district.dir, "inbox")).filter((name) => name.endsWith(".lxq"))).toHaveLength(1);
  });

  test("同一份文件再送一次：同一张凭据，一个字节不差，也不占第二份地方", async () => {
    const { port, pin, district, station, world } = await scene();
    const auth = await prove(port, pin, station);
    const own = await bundleOf(world, station);
    const feed = feedOf(station.db, readIdentity(station.db).stationId);
    const notes: string[] = [];
    for (let time = 0; time < 2; time += 1) {
      const { headers } = await begin(port, auth, own.length);
      expect((await patch(port, auth, String(headers["location"]), 0, own)).status).toBe(204);
      const name = readdirSync(join(district.dir, "inbox")).find((each) => each.endsWith(".lxq"));
      const { body } = await call(port, "POST", "/v1/news", {
        ...json({ files: [name?.slice(0, 64)], feed: { replica: feed.id, seq: 0 }, receipt: null }),
        headers: {
          ...json({ files: [name?.slice(0, 64)], feed: { replica: feed.id, seq: 0 }, receipt: null }).headers,
          ...auth,
        },
      });
      const news = newsAnswer.parse(JSON.parse(body));
      const [note] = news.notes;
      expect(note === undefined ? false : isDeliveryOf(feed.signingKey ?? "", note)).toBe(true);
      notes.push(JSON.stringify(note));
    }
    expect(notes[0]).toBe(notes[1]);
    expect(readdirSync(join(district.dir, "inbox")).filter((each) => each.endsWith(".lxq"))).toHaveLength(1);
  });

  test("别人的上传编号和不存在的编号，回答一样", async () => {
    const { port, pin, district, station, world, receiver } = await scene();
    const other = await world.enrolled(district, "二塘镇联络站");
    await receiver.refresh();
    const { headers } = await begin(port, await prove(port, pin, other), 1_000);
    const auth = await prove(port, pin, station);
    const foreign = await patch(port, auth, String(headers["location"]), 0, randomBytes(10));
    const missing = await patch(port, auth, `/v1/files/${randomBytes(16).toString("hex")}`, 0, randomBytes(10));
    expect(foreign.status).toBe(404);
    expect({ ...foreign, headers: null }).toEqual({ ...missing, headers: null });
  });

  test("磁盘要留的地方不够、超过配额：带上多久以后再来", async () => {
    const { port, pin, station } = await scene({ stationBytes: 10_000 });
    const auth = await prove(port, pin, station);
    const quota = await begin(port, auth, 20_000);
    expect(quota.status).toBe(429);
    expect(Number(quota.headers["retry-after"])).toBeGreaterThan(0);
    const full = await scene({ freeBytes: Number.MAX_SAFE_INTEGER / 2 });
    const answer = await begin(full.port, await prove(full.port, full.pin, full.station), 1_000);
    expect(answer.status).toBe(507);
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    expect(open(full.district)).toEqual([]);
  });

  test("占着连接不说话的：让位给新来的，到时间就断", async () => {
    const { port, pin, station } = await scene({ unproved: 8, provingMs: 1_500 });
    let closed = 0;
    for (let count = 0; count < 40; count += 1)
      connectPlain(port, "127.0.0.1")
        .on("close", () => (closed += 1))
        .on("error", () => {});
    await setTimeout(300);
    expect(closed).toBeGreaterThanOrEqual(30);
    // An honest one finds room among them.
    expect((await prove(port, pin, station)).authorization).toMatch(/^Bearer /);
    await setTimeout(3_000);
    expect(closed).toBe(40);
  });

  test("停用的电脑马上被拒；日志里没有令牌、姓名和内容", async () => {
    const { port, pin, district, station, receiver, world } = await scene();
    const auth = await prove(port, pin, station);
    const own = await bundleOf(world, station);
    await begin(port, auth, own.length);
    await district.call("district.retire", { replica: readIdentity(station.db).replicaId });
    await receiver.refresh();
    await setTimeout(50);
    const refused = await begin(port, auth, own.length);
    expect(refused).toMatchObject({ status: 403, body: '{"reason":"retired","retryAfter":null}' });
    const log = readFileSync(join(district.dir, "receiver", "receiver.log"), "utf8");
    expect(log).toContain('"event":"contact"');
    expect(log).toContain('"reason":"retired"');
    expect(log).not.toContain(auth.authorization.slice(7));
    expect(log).not.toContain("李敏");
    for (const line of log.trim().split("\n"))
      expect(() => z.object({ at: z.string() }).parse(JSON.parse(line))).not.toThrow();
  });

  test("办公密钥不在接收一侧：接收端的文件夹里只有传输用的密钥", async () => {
    const { district } = await scene();
    expect(readdirSync(join(district.dir, "receiver")).toSorted()).toEqual(["key.pem", "next-key.pem", "receiver.log"]);
    expect(existsSync(join(district.dir, "keys.json"))).toBe(true);
  });
});
