import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { onTestFinished, describe, expect, test } from "vitest";
import { z } from "zod";
import { setUploadAddress } from "../../db/exchange/upload-address.ts";
import { formatUploadAddress } from "../../db/network/address.ts";
import { record, World, type Pc } from "../helpers/exchange.ts";

const root = join(import.meta.dirname, "../..");

/** `npm run receiver -- DIR --port 0` as a process of its own. @returns its port, and how it ends */
async function start(dir: string) {
  const child = spawn(process.execPath, ["scripts/receiver.ts", dir, "--port", "0", "--host", "127.0.0.1"], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines = createInterface({ input: child.stdout });
  const [first] = z.tuple([z.string()]).parse(await once(lines, "line"));
  const { port } = z.object({ event: z.literal("listening"), port: z.int() }).parse(JSON.parse(first));
  return {
    port,
    async end(signal: "SIGTERM" | "SIGKILL"): Promise<number | null> {
      child.kill(signal);
      const [code] = z.tuple([z.int().nullable(), z.string().nullable()]).parse(await once(child, "exit"));
      return code;
    },
  };
}

/** The port is another one each time. */
function pointAt(station: Pc, port: number, pins: readonly string[]): void {
  setUploadAddress(station.db, formatUploadAddress({ origin: `https://127.0.0.1:${port}`, pins }));
}

describe("没有窗口的接收端", () => {
  test("收下、导入、断电、再打开、按次序结束", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const { pins } = await district.call("district.address", { url: "https://127.0.0.1:8443" });
    district.close();

    const first = await start(district.dir);
    pointAt(station, first.port, pins);
    await record(station, "第一件");
    expect(await station.call("upload.run", {})).toMatchObject({ sent: [{ grade: "imported" }], left: 0 });
    expect(await first.end("SIGKILL")).toBeNull();

    const second = await start(district.dir);
    await record(station, "断电以后的一件");
    pointAt(station, second.port, pins);
    expect(await station.call("upload.run", {})).toMatchObject({ sent: [{ grade: "imported" }], left: 0 });
    expect(await second.end("SIGTERM")).toBe(0);

    const again = world.open(district.dir);
    expect((await again.call("record.list", { kind: "hotline" })).total).toBe(2);
    expect(await again.call("check.run", {})).toMatchObject({ ok: true });
  });
});
