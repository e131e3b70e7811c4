/** The packaged program, as an office PC gets it: it starts, saves, and has the record after a restart. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { connect } from "node:tls";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { paperKinds } from "../../db/schema/paper.ts";
import { callService } from "./helpers/call.ts";
import { electronBinary, root } from "./helpers/environment.ts";
import { makeWorkplace } from "./helpers/folders.ts";
import { launchApp, screenshot } from "./helpers/launch.ts";
import { canIsolate, probe } from "./helpers/net-namespace.ts";

const output = join(root, "test-results/packaged");
const program = join(output, "linux-unpacked/lianxinqiao");
const workplace = makeWorkplace();

// electron-builder names the folder and the program differently elsewhere; CI is Linux.
describe.skipIf(electronBinary === null || process.platform !== "linux")("packaged program", () => {
  beforeAll(() => {
    rmSync(output, { recursive: true, force: true });
    const packed = spawnSync(process.execPath, [join(root, "scripts/pack.ts"), `-c.directories.output=${output}`], {
      cwd: root,
      encoding: "utf8",
    });
    if (packed.status !== 0) throw new Error(packed.stdout + packed.stderr);
  });
  afterAll(() => {
    workplace.dispose();
    rmSync(output, { recursive: true, force: true });
  });

  test("holds its code in an archive, and the native module beside it", () => {
    const resources = join(output, "linux-unpacked/resources");
    expect(existsSync(join(resources, "app.asar"))).toBe(true);
    expect(existsSync(join(resources, "app"))).toBe(false);
    const native = `app.asar.unpacked/node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`;
    expect(existsSync(join(resources, native))).toBe(true);
  });

  test("saves a record and reads it back after a restart", async () => {
    const first = await launchApp({ dataDir: workplace.dataDir, program });
    expect(await first.app.evaluate(({ app }) => app.isPackaged)).toBe(true);
    await callService(first.page, "app.setup", { role: "station", name: "桐岭镇联络站", operator: "韦秀英" });
    const saved = await callService(first.page, "record.save", { kind: "village", fields: { name: "石桥村" } });
    expect(await first.close()).toBe(0);

    const second = await launchApp({ dataDir: workplace.dataDir, program });
    const found = await callService(second.page, "record.get", { id: saved.record.id });
    expect(found.record).toMatchObject({ name: "石桥村" });
    const status = await callService(second.page, "app.status", {});
    expect(status).toMatchObject({
      name: "桐岭镇联络站",
      version: await second.app.evaluate(({ app }) => app.getVersion()),
    });
    // Loaded from the archive when they are first asked for.
    expect(await callService(second.page, "ledger.batches", {})).toEqual([]);
    expect((await callService(second.page, "paper.templates", {})).map(({ source }) => source)).toContain("builtIn");
    for (const kind of paperKinds) {
      const template = join(workplace.folder("桌面"), `${kind}.docx`);
      await callService(second.page, "paper.exportTemplate", { kind, file: template, builtIn: true });
      expect(readFileSync(template).subarray(0, 2).toString()).toBe("PK");
    }
    // Large enough for a thread of its own, whose code lies in the archive too.
    const file = join(workplace.folder("桌面"), "留言.csv");
    writeFileSync(
      file,
      ["来电时间,来电人,反映事项", ...Array<string>(9_000).fill("2023-03-01,韦志华,路灯不亮")].join("\n"),
    );
    const { sheets } = await callService(second.page, "ledger.open", { file });
    expect(sheets.map(({ rows }) => rows)).toEqual([9_001]);
    await screenshot(second.page, "packaged");
    expect(await second.close()).toBe(0);
  });

  test("a district's receiver listens in a thread whose code lies in the archive, and ends with the program", async () => {
    const district = await launchApp({ dataDir: join(workplace.folder("区县"), "数据"), program });
    await callService(district.page, "app.setup", { role: "district", name: "武宣县政协", operator: "陆志强" });
    const port = 18_443;
    const status = await callService(district.page, "receiving.set", { isOn: true, host: "127.0.0.1", port });
    expect(status).toMatchObject({ state: "receiving", error: null });
    const subject = new Promise<string>((resolve, reject) => {
      const socket = connect({ host: "127.0.0.1", port, rejectUnauthorized: false }, () => {
        resolve(socket.getPeerX509Certificate()?.subject ?? "");
        socket.destroy();
      });
      socket.once("error", reject);
    });
    // It speaks TLS with the certificate that the district made for it.
    expect(await subject).toContain("CN=");
    expect(await district.close()).toBe(0);
  });

  test.skipIf(!canIsolate())("一个包也没有发到网上，网页试遍了所有办法", async () => {
    const { sent, control, attempts } = await probe(join(workplace.folder("网络"), "数据"), program);
    expect(control, "what is sent is counted").toBeGreaterThanOrEqual(2);
    expect(sent, JSON.stringify(attempts)).toBe(0);
  });
});
