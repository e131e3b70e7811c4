/** The shell around the page: it opens, survives its service's death, and closes cleanly. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openDatabase } from "../../db/database/open.ts";
import { callService } from "./helpers/call.ts";
import { electronBinary } from "./helpers/environment.ts";
import { launchArguments, launchEnvironment, screenshot, servicePid, type RunningApp } from "./helpers/launch.ts";
import { scenario } from "./helpers/scenario.ts";

const current = scenario();

const setUp = ({ page }: RunningApp) =>
  callService(page, "app.setup", { role: "station", name: "桐岭镇联络站", operator: "韦秀英" });

describe.skipIf(electronBinary === null)("shell", () => {
  test("the window opens and shows the app", async () => {
    const { page, errors } = await current.launch();
    await expect.poll(() => page.locator("button").count(), { timeout: 15_000 }).toBeGreaterThan(0);
    expect(await page.title()).toBe("连心桥");
    await screenshot(page, "shell-first-run");
    expect(errors).toEqual([]);
  });

  test("the service is killed: nothing saved is lost and the next call works", async () => {
    const started = await current.launch();
    await setUp(started);
    const saved = await callService(started.page, "record.save", { kind: "village", fields: { name: "石桥村" } });
    const before = await servicePid(started.app);
    process.kill(before, "SIGKILL");
    await expect.poll(() => servicePid(started.app).catch(() => before), { timeout: 10_000 }).not.toBe(before);
    const found = await callService(started.page, "record.get", { id: saved.record.id });
    expect(found.record).toMatchObject({ name: "石桥村" });
    await callService(started.page, "record.save", { kind: "village", fields: { name: "大坪村" } });
    expect((await callService(started.page, "record.list", { kind: "village" })).total).toBe(2);
  });

  test("the whole program is killed: what was saved is there at the next start", async () => {
    const first = await current.launch();
    await setUp(first);
    await callService(first.page, "draft.put", {
      key: "new",
      kind: "hotline",
      recordId: null,
      content: { content: "路灯不亮" },
    });
    await first.kill();
    const second = await current.launch();
    expect(await callService(second.page, "draft.get", { key: "new" })).toMatchObject({
      content: { content: "路灯不亮" },
    });
  });

  test("a reload gets a new port", async () => {
    const started = await current.launch();
    await setUp(started);
    await started.page.reload();
    expect(await callService(started.page, "app.status", {})).toMatchObject({ name: "桐岭镇联络站" });
  });

  test("a folder that cannot be opened answers with its number, and works once it can", async () => {
    const first = await current.launch();
    await setUp(first);
    expect(await first.close()).toBe(0);
    const other = openDatabase(current.workplace.dataDir);
    const second = await current.launch();
    await expect(callService(second.page, "app.status", {})).rejects.toThrow('"code":1001');
    other.close();
    await expect
      .poll(() => callService(second.page, "app.status", {}).catch(String), { timeout: 10_000 })
      .toMatchObject({ role: "station" });
  });

  test("a corrupt folder is refused by number and the file is untouched", async () => {
    const dir = current.workplace.folder(current.workplace.dataDir.split("/").at(-1) ?? "");
    const file = join(dir, "lianxinqiao.db");
    writeFileSync(file, "这不是数据库".repeat(1_000));
    const { page, app } = await current.launch();
    await expect(callService(page, "app.status", {})).rejects.toThrow(/"code":(1004|1008)/);
    expect(readFileSync(file, "utf8")).toBe("这不是数据库".repeat(1_000));
    const before = await servicePid(app);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await servicePid(app), "no crash loop").toBe(before);
    await screenshot(page, "shell-cannot-open");
  });

  test("a second start focuses the first window and ends", async () => {
    const first = await current.launch();
    await first.app.evaluate(({ app, BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.minimize();
      app.on("second-instance", () => Reflect.set(globalThis, "secondSeen", true));
    });
    const second = spawn(electronBinary ?? "", launchArguments({ dataDir: current.workplace.dataDir }), {
      env: launchEnvironment(current.workplace.dataDir),
      stdio: "ignore",
    });
    const code = await new Promise((resolve) => second.once("exit", resolve));
    expect(code).toBe(0);
    const seen = () =>
      first.app.evaluate(({ BrowserWindow }) => [
        Reflect.get(globalThis, "secondSeen"),
        BrowserWindow.getAllWindows()[0]?.isMinimized(),
      ]);
    await expect.poll(seen).toEqual([true, false]);
  });

  test.each([
    [
      "closing the window",
      ({ app }: RunningApp) => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()),
    ],
    ["the system's request to end", ({ app }: RunningApp) => void app.process().kill("SIGTERM")],
    [
      "Ctrl+C, which reaches every process,",
      async ({ app }: RunningApp) => {
        process.kill(await servicePid(app), "SIGINT");
        app.process().kill("SIGINT");
      },
    ],
  ])("%s ends with code 0, the database closed and no lock left", async (_way, end) => {
    const started = await current.launch();
    await setUp(started);
    const exited = new Promise((resolve) => started.app.process().once("exit", (code) => resolve(code)));
    await Promise.resolve(end(started)).catch(() => {});
    expect(await exited).toBe(0);
    expect(existsSync(join(current.workplace.dataDir, "lianxinqiao.db-wal"))).toBe(false);
    const reopened = openDatabase(current.workplace.dataDir);
    reopened.close();
  });

  test("the window comes back where it was", async () => {
    const boundsOf = ({ app }: RunningApp) =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
    const first = await current.launch({ resize: false });
    await first.page.locator("#root > *").first().waitFor();
    await first.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.unmaximize();
      window?.setBounds({ x: 40, y: 30, width: 1_000, height: 640 });
    });
    // The screen's server resizes in its own time.
    await expect.poll(() => boundsOf(first)).toMatchObject({ width: 1_000, height: 640 });
    await first.close();
    expect(await boundsOf(await current.launch({ resize: false }))).toMatchObject({ width: 1_000, height: 640 });
  });
});
