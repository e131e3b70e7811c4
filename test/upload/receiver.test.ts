import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { connect as connectPlain } from "node:net";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { isDeliveryOf } from "../../db/network/delivery.ts";
import { newsAnswer, paths, refusalSchema } from "../../db/network/protocol.ts";
import { readIdentity } from "../../db/office/identity.ts";
import { feedOf } from "../../db/journal/chains.ts";
import { z } from "zod";
import type { Reply } from "../../scripts/common/raw-http.ts";
import { begin, challenge, locationOf, patch, post, signatureFor, type Prover } from "../../scripts/load/raw-caller.ts";
import type { Pc } from "../helpers/exchange.ts";
import { bundleOf, prove, proverOf, scene } from "./scene.ts";

const open = (district: Pc): string[] => readdirSync(join(district.dir, "inbox", "open"));
const storedBytes = (district: Pc): number =>
  open(district)
    .filter((name) => !name.endsWith(".json"))
    .reduce((sum, name) => sum + readFileSync(join(district.dir, "inbox", "open", name)).length, 0);

describe("接收端只收该收的", () => {
  test("没有证明是谁以前，什么也存不下；不认识的电脑和签错的签名得到一样的回答", async () => {
    const { port, pin, district, station } = await scene();
    const none = await begin(port, { authorization: "" }, 100);
    expect(none.status).toBe(401);
    const stranger = randomBytes(16).toString("hex");
    const known = readIdentity(station.db).replicaId;
    const answers: Reply[] = [];
    for (const replica of [stranger, known]) {
      const nonce = await challenge(port, replica);
      expect(nonce).toHaveLength(46);
      const signature = randomBytes(64).toString("base64url");
      answers.push(await post(port, paths.session, { replica, nonce, signature, join: null }));
    }
    const [first, second] = answers;
    expect(first?.status).toBe(401);
    expect(second).toMatchObject({ status: 401, text: first?.text });
    // Another's own key does not help either.
    const { privateKey } = generateKeyPairSync("ed25519");
    expect(privateKey.type).toBe("private");
    expect(open(district)).toEqual([]);
    const auth = await prove(port, pin, station);
    expect((await begin(port, auth, 100)).status).toBe(201);
  });

  test("同一个挑战只能用一次；为别的证书、别的区县签的，别人的挑战，都不算", async () => {
    const { port, pin, station } = await scene();
    const prover = proverOf(station, pin);
    const { replica } = prover;
    const nonce = await challenge(port, replica);
    const signed = (other: Partial<Prover & { nonce: string }> = {}) => signatureFor({ ...prover, nonce, ...other });
    const asked = { replica, nonce, join: null };
    const session = async (signature: string, other = asked) =>
      (await post(port, paths.session, { ...other, signature })).status;
    expect(await session(signed({ pin: "B".repeat(43) }))).toBe(401);
    expect(await session(signed({ district: "b".repeat(32) }))).toBe(401);
    expect(await session(signed({ replica: "b".repeat(32) }))).toBe(401);
    expect(await session(signed())).toBe(200);
    expect(await session(signed())).toBe(401);
    const foreign = await challenge(port, randomBytes(16).toString("hex"));
    expect(await session(signed({ nonce: foreign }), { ...asked, nonce: foreign })).toBe(401);
  });

  test("头部不对：只存过头部那么多，随即删掉", async () => {
    const { port, pin, district, station, world } = await scene();
    const auth = await prove(port, pin, station);
    const bundle = await bundleOf(world, station);
    const junk = Buffer.concat([bundle.subarray(0, 40), randomBytes(5 * 1024 * 1024)]);
    const path = locationOf(await begin(port, auth, junk.length));
    // The head in pieces, as a slow line brings it.
    expect((await patch(port, auth, path, 0, junk.subarray(0, 20))).status).toBe(204);
    expect(storedBytes(district)).toBe(20);
    const refused = await patch(port, auth, path, 20, junk.subarray(20));
    expect(refused.status).toBe(422);
    expect(refusalSchema.parse(JSON.parse(refused.text)).reason).toBe("badFile");
    expect(open(district)).toEqual([]);
  });

  test("别的站点的文件，自己再签也不收；改了一个字节也不收", async () => {
    const { port, pin, district, station, world, receiver } = await scene();
    const other = await world.enrolled(district, "二塘镇联络站");
    await receiver.refresh();
    const foreign = await bundleOf(world, other);
    const auth = await prove(port, pin, station);
    const sent = async (bytes: Buffer): Promise<number> => {
      return (await patch(port, auth, locationOf(await begin(port, auth, bytes.length)), 0, bytes)).status;
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
      expect((await patch(port, auth, locationOf(await begin(port, auth, own.length)), 0, own)).status).toBe(204);
      const name = readdirSync(join(district.dir, "inbox")).find((each) => each.endsWith(".lxq"));
      const asked = { files: [name?.slice(0, 64)], feed: { replica: feed.id, seq: 0 }, receipt: null };
      const news = newsAnswer.parse(JSON.parse((await post(port, paths.news, asked, auth)).text));
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
    const begun = await begin(port, await prove(port, pin, other), 1_000);
    const auth = await prove(port, pin, station);
    const foreign = await patch(port, auth, locationOf(begun), 0, randomBytes(10));
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
    expect(refused).toMatchObject({ status: 403, text: '{"reason":"retired","retryAfter":null}' });
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
