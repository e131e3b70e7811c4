/** The shell around the page: it opens, keeps the page in, survives its service's death, and closes cleanly. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../db/open.ts";
import { callService } from "./helpers/call.ts";
import { electronBinary } from "./helpers/environment.ts";
import { makeWorkplace, type Workplace } from "./helpers/folders.ts";
import {
  launchApp,
  launchArguments,
  launchEnvironment,
  screenshot,
  servicePid,
  type RunningApp,
} from "./helpers/launch.ts";

let workplace: Workplace;
let running: RunningApp | null = null;

const launch = async (): Promise<RunningApp> => (running = await launchApp({ dataDir: workplace.dataDir }));
const setUp = ({ page }: RunningApp) =>
  callService(page, "app.setup", { role: "station", name: "桐岭镇联络站", operator: "韦秀英" });

beforeEach(() => {
  workplace = makeWorkplace();
});
afterEach(async () => {
  await running?.kill().catch(() => {});
  running = null;
  workplace.dispose();
});

describe.skipIf(electronBinary === null)("shell", () => {
  test("the window opens and shows the app", async () => {
    const { page, errors } = await launch();
    await expect.poll(() => page.locator("button").count(), { timeout: 15_000 }).toBeGreaterThan(0);
    expect(await page.title()).toBe("连心桥");
    await screenshot(page, "shell-first-run");
    expect(errors).toEqual([]);
  });

  test("the page has no Node and only the bridge's few functions", async () => {
    const { page } = await launch();
    const globals = await page.evaluate(() => ({
      node: [
        typeof Reflect.get(window, "require"),
        typeof Reflect.get(window, "process"),
        typeof Reflect.get(window, "Buffer"),
      ],
      bridge: Object.keys((window as { lianxinqiao?: object }).lianxinqiao ?? {}).toSorted(),
      origin: location.origin,
    }));
    expect(globals.node).toEqual(["undefined", "undefined", "undefined"]);
    expect(globals.bridge).toEqual(["connect", "onServiceLost", "pickFiles", "pickFolder", "pickSaveFile", "showFile"]);
    expect(globals.origin).toBe("app://lianxinqiao");
  });

  test("the policy blocks eval, inline script and style without the nonce", async () => {
    const { page } = await launch();
    const violations = await page.evaluate(async () => {
      const seen: string[] = [];
      document.addEventListener("securitypolicyviolation", (event) =>
        seen.push(`${event.effectiveDirective} ${event.blockedURI}`),
      );
      const script = document.createElement("script");
      script.textContent = "window.inlineRan = true";
      document.head.append(script);
      // As foreign markup would bring it; the page's own scripts may make styles.
      document.head.insertAdjacentHTML("beforeend", "<style>body { outline: 7px solid red }</style>");
      // Out of the test driver's own evaluation, which may eval.
      await new Promise<void>((resolve) => {
        setTimeout(() => {
          try {
            Reflect.construct(Function, ["window.evalRan = true"])();
          } catch {
            seen.push("eval threw");
          }
          resolve();
        });
      });
      await new Promise((resolve) => setTimeout(resolve, 200));
      return {
        seen,
        ran: "inlineRan" in window || "evalRan" in window,
        outline: getComputedStyle(document.body).outlineWidth,
      };
    });
    expect(violations.ran).toBe(false);
    expect(violations.outline).not.toBe("7px");
    expect(violations.seen).toEqual(
      expect.arrayContaining(["script-src-elem inline", "style-src-elem inline", "eval threw"]),
    );
  });

  test("nothing remote or local is loaded: fetch, image, socket, file", async () => {
    const { page } = await launch();
    const outcome = await page.evaluate(async () => {
      const fetched = (url: string) =>
        fetch(url).then(
          () => "loaded",
          () => "refused",
        );
      const image = (url: string) =>
        new Promise((resolve) => {
          const element = new Image();
          element.addEventListener("load", () => resolve("loaded"));
          element.addEventListener("error", () => resolve("refused"));
          element.src = url;
        });
      const socket = (): Promise<string> =>
        new Promise((resolve) => {
          try {
            const opened = new WebSocket("ws://127.0.0.1:9/");
            opened.addEventListener("open", () => resolve("loaded"));
            opened.addEventListener("error", () => resolve("refused"));
          } catch {
            resolve("refused");
          }
        });
      return [
        await fetched("https://example.com/"),
        await fetched("http://127.0.0.1:9/"),
        await fetched("file:///etc/hostname"),
        await image("https://example.com/a.png"),
        await image("file:///usr/share/pixmaps/debian-logo.png"),
        await socket(),
        await fetch("app://lianxinqiao/../package.json").then(
          (response) => String(response.status),
          () => "refused",
        ),
        await fetched("app://other/"),
      ];
    });
    expect(outcome).toEqual(["refused", "refused", "refused", "refused", "refused", "refused", "404", "refused"]);
  });

  test("the main process's own network session is shut too, policy or not", async () => {
    const { app } = await launch();
    const outcome = await app.evaluate(async ({ session }) =>
      session.defaultSession.fetch("https://example.com/").then(
        () => "loaded",
        (error: unknown) => String(error),
      ),
    );
    expect(outcome).toContain("ERR_BLOCKED_BY_CLIENT");
  });

  test("navigation, new windows, frames and permissions are denied", async () => {
    const { app, page } = await launch();
    const outcome = await page.evaluate(async () => {
      const opened = window.open("https://example.com/");
      const frame = document.createElement("iframe");
      frame.src = "https://example.com/";
      document.body.append(frame);
      location.href = "https://example.com/";
      await new Promise((resolve) => setTimeout(resolve, 300));
      const notifications = await Notification.requestPermission();
      const camera = await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => "given",
        () => "denied",
      );
      const position = await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve("given"),
          () => resolve("denied"),
        ),
      );
      return { opened: opened === null, notifications, camera, position, at: location.href };
    });
    expect(outcome).toEqual({
      opened: true,
      notifications: "denied",
      camera: "denied",
      position: "denied",
      at: "app://lianxinqiao/",
    });
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  test("the bridge checks what it is given", async () => {
    const { page } = await launch();
    const outcomes = await page.evaluate(async () => {
      const bridge = (window as unknown as { lianxinqiao: Record<string, (input: unknown) => Promise<unknown>> })
        .lianxinqiao;
      const bad: [string, unknown][] = [
        ["showFile", { path: 1 }],
        ["pickFiles", {}],
        ["pickSaveFile", { title: "x", defaultName: "y", filters: [{ name: "a", extensions: ["../b"] }] }],
      ];
      return Promise.all(
        bad.map(([name, input]) =>
          (bridge[name] as (given: unknown) => Promise<unknown>)(input).then(
            () => "accepted",
            () => "refused",
          ),
        ),
      );
    });
    expect(outcomes).toEqual(["refused", "refused", "refused"]);
  });

  test("the service is killed: nothing saved is lost and the next call works", async () => {
    const started = await launch();
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
    const first = await launch();
    await setUp(first);
    await callService(first.page, "draft.put", {
      key: "new",
      kind: "hotline",
      recordId: null,
      content: { content: "路灯不亮" },
    });
    await first.kill();
    const second = await launch();
    expect(await callService(second.page, "draft.get", { key: "new" })).toMatchObject({
      content: { content: "路灯不亮" },
    });
  });

  test("a reload gets a new port", async () => {
    const started = await launch();
    await setUp(started);
    await started.page.reload();
    expect(await callService(started.page, "app.status", {})).toMatchObject({ name: "桐岭镇联络站" });
  });

  test("a folder that cannot be opened answers with its number, and works once it can", async () => {
    const first = await launch();
    await setUp(first);
    expect(await first.close()).toBe(0);
    const other = openDatabase(workplace.dataDir);
    const second = await launch();
    await expect(callService(second.page, "app.status", {})).rejects.toThrow('"code":1001');
    other.close();
    await expect
      .poll(() => callService(second.page, "app.status", {}).catch(String), { timeout: 10_000 })
      .toMatchObject({ role: "station" });
  });

  test("a corrupt folder is refused by number and the file is untouched", async () => {
    const dir = workplace.folder(workplace.dataDir.split("/").at(-1) ?? "");
    const file = join(dir, "lianxinqiao.db");
    writeFileSync(file, "这不是数据库".repeat(1_000));
    const { page, app } = await launch();
    await expect(callService(page, "app.status", {})).rejects.toThrow(/"code":(1004|1008)/);
    expect(readFileSync(file, "utf8")).toBe("这不是数据库".repeat(1_000));
    const before = await servicePid(app);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await servicePid(app), "no crash loop").toBe(before);
    await screenshot(page, "shell-cannot-open");
  });

  test("a second start focuses the first window and ends", async () => {
    const first = await launch();
    await first.app.evaluate(({ app, BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.minimize();
      app.on("second-instance", () => Reflect.set(globalThis, "secondSeen", true));
    });
    const second = spawn(electronBinary ?? "", launchArguments({ dataDir: workplace.dataDir }), {
      env: launchEnvironment(workplace.dataDir),
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
    const started = await launch();
    await setUp(started);
    const exited = new Promise((resolve) => started.app.process().once("exit", (code) => resolve(code)));
    await Promise.resolve(end(started)).catch(() => {});
    expect(await exited).toBe(0);
    expect(existsSync(join(workplace.dataDir, "lianxinqiao.db-wal"))).toBe(false);
    const reopened = openDatabase(workplace.dataDir);
    reopened.close();
  });

  test("the window comes back where it was", async () => {
    const first = await launch();
    await first.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 30, width: 1_000, height: 640 }),
    );
    await first.close();
    const second = await launchApp({ dataDir: workplace.dataDir, resize: false });
    running = second;
    const bounds = await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
    expect(bounds).toMatchObject({ width: 1_000, height: 640 });
  });
});
