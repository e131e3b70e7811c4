/** What the page cannot do, whatever gets into it: no Node, no code from outside, no network, no way out. */
import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { electronBinary } from "./helpers/environment.ts";
import { makeWorkplace } from "./helpers/folders.ts";
import { launchApp, type RunningApp } from "./helpers/launch.ts";
import { canIsolate, probe } from "./helpers/net-namespace.ts";

/** Would let anyone have its one pixel. */
async function startServer(): Promise<{ url: string; requests: () => number; close: () => void }> {
  const pixel = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
    "base64",
  );
  let requests = 0;
  const server = createServer((_request, response) => {
    requests++;
    response.writeHead(200, { "Content-Type": "image/png", "Access-Control-Allow-Origin": "*" }).end(pixel);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/a.png`, requests: () => requests, close: () => server.close() };
}

describe.skipIf(electronBinary === null)("the page is locked in", () => {
  const workplace = makeWorkplace();
  let running: RunningApp;

  beforeAll(async () => {
    running = await launchApp({ dataDir: workplace.dataDir });
  });
  afterAll(async () => {
    await running.kill();
    workplace.dispose();
  });

  test("the page has no Node and only the bridge's few functions", async () => {
    const { page } = running;
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
    // Each one is checked by main; a new one belongs into this list once that is so.
    expect(globals.bridge).toEqual([
      "cancelPaper",
      "connect",
      "copyText",
      "dataPlaces",
      "onMenuCommand",
      "onServiceLost",
      "openFile",
      "openFolder",
      "pathOf",
      "pickFiles",
      "pickFolder",
      "pickSaveFile",
      "print",
      "rememberFolder",
      "savePdf",
      "setLanguage",
      "setMenu",
      "showFile",
    ]);
    expect(globals.origin).toBe("app://lianxinqiao");
  });

  test("the policy blocks eval, inline script and style without the nonce", async () => {
    const { page } = running;
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

  test("nothing is loaded from a server, a file or another host, though the server would answer", async () => {
    const server = await startServer();
    try {
      const { page, app } = running;
      const outcome = await page.evaluate(async (url) => {
        const fetched = (address: string) =>
          fetch(address).then(
            () => "loaded",
            () => "refused",
          );
        const image = (address: string) =>
          new Promise((resolve) => {
            const element = new Image();
            element.addEventListener("load", () => resolve("loaded"));
            element.addEventListener("error", () => resolve("refused"));
            element.src = address;
          });
        return {
          fetch: await fetched(url),
          image: await image(url),
          fileFetch: await fetched("file:///etc/hostname"),
          otherHost: await fetched("app://other/"),
          outside: await fetch("app://lianxinqiao/..%2fmain/main.cjs").then((response) => response.status),
        };
      }, server.url);
      expect(outcome).toEqual({
        fetch: "refused",
        image: "refused",
        fileFetch: "refused",
        otherHost: "refused",
        outside: 404,
      });
      // Past the policy, as a hole in it would let a request through: the session refuses too.
      const past = await app.evaluate(
        async ({ session }, url) =>
          session.defaultSession.fetch(url).then(
            () => "loaded",
            (error: unknown) => String(error),
          ),
        server.url,
      );
      expect(past).toContain("ERR_BLOCKED_BY_CLIENT");
      expect(server.requests()).toBe(0);
      expect((await fetch(server.url)).status, "the server does answer others").toBe(200);
    } finally {
      server.close();
    }
  });

  test("navigation, new windows, frames and permissions are denied", async () => {
    const { app, page } = running;
    const outcome = await page.evaluate(async () => {
      const opened = window.open("https://example.com/");
      const frame = document.createElement("iframe");
      frame.src = "https://example.com/";
      document.body.append(frame);
      location.href = "https://example.com/";
      await new Promise((resolve) => setTimeout(resolve, 300));
      const notifications = await Notification.requestPermission();
      const state = async (name: string): Promise<string> =>
        (await navigator.permissions.query({ name: name as PermissionName })).state;
      const [camera, position, clipboard] = [
        await state("camera"),
        await state("geolocation"),
        await state("clipboard-read"),
      ];
      return { opened: opened === null, notifications, camera, position, clipboard, at: location.href };
    });
    expect(outcome).toEqual({
      opened: true,
      notifications: "denied",
      camera: "denied",
      position: "denied",
      clipboard: "denied",
      at: "app://lianxinqiao/",
    });
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  test("the bridge checks what it is given", async () => {
    const { page } = running;
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
});

/** Needs root and Linux's namespaces. */
describe.skipIf(electronBinary === null || !canIsolate())("在一张只记数的网卡后面", () => {
  test("程序从打开到关闭一个包也没有发出，网页试遍了所有办法", async () => {
    const workplace = makeWorkplace();
    try {
      const { sent, control, attempts } = await probe(workplace.dataDir, null);
      expect(control, "what is sent is counted").toBeGreaterThanOrEqual(2);
      expect(sent, JSON.stringify(attempts)).toBe(0);
      expect(attempts["webrtc"]).not.toBe("connected");
      expect(attempts["resolveHost"]).toContain("ERR_NAME_NOT_RESOLVED");
    } finally {
      workplace.dispose();
    }
  });
});
