import { createHash, randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Upload } from "@tus/server";
import { describe, expect, test } from "vitest";
import { usualLimits } from "../../db/receiver/limits.ts";
import { Refused } from "../../db/receiver/refused.ts";
import { UploadStore } from "../../db/receiver/store.ts";
import { begin, head, locationOf, patch } from "../../scripts/load/raw-caller.ts";
import { makeFolder } from "../helpers/folder.ts";
import { bundleOf, prove, scene } from "./scene.ts";

const digestOf = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");
const anyDigest = (): string => randomBytes(32).toString("hex");

describe("收件夹里给每个站留多少地方", () => {
  test("等着导入的文件也占份数：满了就请过一会儿再来，导入以后又有地方", async () => {
    const { port, pin, station, world, receiver } = await scene({ waitingFiles: 2 });
    const token = await prove(port, pin, station);
    const send = async (): Promise<number> => {
      const own = await bundleOf(world, station);
      const begun = await begin(port, token, own.length, digestOf(own));
      return begun.status === 201 ? (await patch(port, token, locationOf(begun), 0, own)).status : begun.status;
    };
    expect([await send(), await send()]).toEqual([204, 204]);
    expect(await send()).toBe(429);
    await receiver.importWaiting({ progress: () => {}, throwIfCancelled: () => {} });
    expect(await send()).toBe(204);
  });

  test("等着导入的文件也占字节", async () => {
    const bytes = 40_000;
    const { port, pin, station, world } = await scene({ stationBytes: bytes });
    const token = await prove(port, pin, station);
    const own = await bundleOf(world, station);
    await patch(port, token, locationOf(await begin(port, token, own.length)), 0, own);
    expect((await begin(port, token, bytes - own.length + 1)).status).toBe(429);
    expect((await begin(port, token, bytes - own.length)).status).toBe(201);
  });

  test("开了头的上传到了上限：先前的一个也不删，请过一会儿再来；同一份文件重开的，顶替原来那个", async () => {
    const { port, pin, station, district } = await scene({ openUploads: 3 });
    const token = await prove(port, pin, station);
    const digests = [anyDigest(), anyDigest(), anyDigest()];
    const paths: string[] = [];
    for (const digest of digests) paths.push(locationOf(await begin(port, token, 1_000, digest)));
    const refused = await begin(port, token, 1_000, anyDigest());
    expect(refused.status).toBe(429);
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    for (const path of paths) expect((await head(port, token, path)).status).toBe(200);
    // The answer was lost on its way: the station knows no name to go on with.
    const again = locationOf(await begin(port, token, 1_000, digests[1]));
    expect(again).not.toBe(paths[1]);
    expect((await head(port, token, paths[1] ?? "")).status).toBe(404);
    expect((await head(port, token, again)).status).toBe(200);
    expect(readdirSync(join(district.dir, "inbox", "open"))).toHaveLength(6);
  });

  test("没人接着送、放了一个钟头的上传，到了上限就让位；两份同时来的，不会都占最后一个位子", async () => {
    let now = Date.now();
    const limits = { ...usualLimits, freeBytes: 0, openUploads: 2 };
    const dir = makeFolder();
    const sender = () => {
      throw new Refused("unproved");
    };
    const store = new UploadStore(dir, limits, sender, () => now);
    const owner = { replica: "a".repeat(32), station: "b".repeat(32), bytes: 100, sha256: null };
    const start = async (id: string): Promise<void> => {
      await store.requireRoom(id, owner, false);
      const { replica, station } = owner;
      await store.create(new Upload({ id, size: 100, offset: 0, metadata: { replica, station } }));
    };
    await start("1");
    const both = await Promise.allSettled([start("2"), start("3")]);
    expect(both.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    now += 61 * 60_000;
    await start("4");
    expect([store.ownerOf("1"), store.ownerOf("2") === null, store.ownerOf("4") === null]).toEqual([
      null,
      false,
      false,
    ]);
    // After a restart the same uploads count.
    const again = new UploadStore(dir, limits, sender, () => now);
    await again.takeStock();
    await again.requireRoom("5", owner, false);
    await expect(again.requireRoom("6", owner, false)).resolves.toBeUndefined();
  });
});
