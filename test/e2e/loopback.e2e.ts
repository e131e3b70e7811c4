/** `npm start` where there is no Electron or no display: the same app in a browser. */
import { existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { hasOffice, pdfFacts } from "../helpers/office.ts";
import { goTo } from "./helpers/clerk.ts";
import { chromiumBinary } from "./helpers/environment.ts";
import { makeWorkplace, type Workplace } from "./helpers/folders.ts";
import { screenSize, screenshot } from "./helpers/launch.ts";
import { makeSampleStation } from "./helpers/sample-station.ts";
import { launchBrowser, startHost, type RunningHost } from "./helpers/loopback.ts";

let workplace: Workplace;
let host: RunningHost | null = null;
beforeEach(() => {
  workplace = makeWorkplace();
});
afterEach(async () => {
  await host?.stop();
  host = null;
  workplace.dispose();
});

const bare = { DISPLAY: "", WAYLAND_DISPLAY: "" };

describe("npm start without a display", () => {
  test("says so in one line with the two variables, serves the app, and ends cleanly on Ctrl+C", async () => {
    host = await startHost("start.ts", workplace.dataDir, bare);
    const said = host
      .output()
      .split("\n")
      .filter((line) => line.includes("ELECTRON_MIRROR"));
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/没有图形界面.*ELECTRON_OVERRIDE_DIST_PATH.*no display/);
    const { origin } = new URL(host.url);
    expect((await fetch(`${origin}/`)).status).toBe(200);
    expect(await host.stop()).toBe(0);
    host = null;
    expect(existsSync(join(workplace.dataDir, "lianxinqiao.db-wal"))).toBe(false);
  });

  test("an Electron that cannot start here is told from one that is missing", async () => {
    // `false` as Electron: a program that ends at once, as one without its libraries does.
    const env = { DISPLAY: ":99", ELECTRON_OVERRIDE_DIST_PATH: workplace.folder("electron") };
    symlinkSync("/bin/false", join(env.ELECTRON_OVERRIDE_DIST_PATH, "electron"));
    host = await startHost("start.ts", workplace.dataDir, env);
    expect(host.output()).toContain("Electron 无法启动");
  });
});

describe.skipIf(chromiumBinary === null)("the app in Chromium", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  const open = async (url: string): Promise<{ page: Page; errors: string[] }> => {
    const page = await browser.newPage({ viewport: screenSize });
    const errors: string[] = [];
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto(url);
    return { page, errors };
  };
  const buttons = (page: Page): Promise<number> => page.locator("button").count();

  test("opens from its address, keeps the token through a reload and out of the address bar", async () => {
    host = await startHost("loopback.ts", workplace.dataDir);
    const { page, errors } = await open(host.url);
    await expect.poll(() => buttons(page), { timeout: 15_000 }).toBeGreaterThan(0);
    expect(page.url()).toBe(`${new URL(host.url).origin}/`);
    await page.reload();
    await expect.poll(() => buttons(page), { timeout: 15_000 }).toBeGreaterThan(0);
    await screenshot(page, "loopback-first-run");
    expect(errors).toEqual([]);
  });

  test("without the token the page gets nothing and says why", async () => {
    host = await startHost("loopback.ts", workplace.dataDir);
    const { page } = await open(new URL(host.url).origin);
    await expect.poll(() => page.textContent("body"), { timeout: 15_000 }).toContain("口令不符");
    await screenshot(page, "loopback-no-token");
  });

  test("网址只能打开一次：另一个账户从进程列表抄去的打不开，先开的页面照常用", async () => {
    host = await startHost("loopback.ts", workplace.dataDir);
    const { page } = await open(host.url);
    await expect.poll(() => buttons(page), { timeout: 15_000 }).toBeGreaterThan(0);
    const context = await browser.newContext();
    const copied = await context.newPage();
    await copied.goto(host.url);
    await expect.poll(() => copied.textContent("body"), { timeout: 15_000 }).toContain("只能打开一次");
    await page.reload();
    await expect.poll(() => buttons(page), { timeout: 15_000 }).toBeGreaterThan(0);
    await context.close();
  });

  test("a folder in use by another program is refused by number", async () => {
    host = await startHost("loopback.ts", workplace.dataDir);
    const first = host;
    const { hash, origin } = new URL(first.url);
    const exchanged = await fetch(`${origin}/token`, {
      method: "POST",
      headers: { Origin: origin, "Content-Type": "application/json" },
      body: JSON.stringify({ code: hash.slice(1) }),
    });
    const { token } = (await exchanged.json()) as { token: string };
    const headers = { Authorization: `Bearer ${token}`, Origin: origin, "Content-Type": "application/json" };
    const body = JSON.stringify({ role: "station", name: "桐岭镇联络站", operator: "韦秀英" });
    expect((await fetch(`${origin}/call/app.setup`, { method: "POST", headers, body })).status).toBe(200);
    const second = await startHost("loopback.ts", workplace.dataDir);
    try {
      const { page } = await open(second.url);
      await expect.poll(() => page.textContent("body"), { timeout: 15_000 }).toContain("1001");
    } finally {
      await second.stop();
    }
  });

  test("几条记录一次打印：浏览器的打印框里就是这些页，一条也不少，看不到程序的按钮", async () => {
    await makeSampleStation(workplace.dataDir);
    host = await startHost("loopback.ts", workplace.dataDir);
    const { page, errors } = await open(host.url);
    await keepWhatIsPrinted(page);
    await goTo(page, "社情民意");
    await page.locator('[role="row"][aria-rowindex]').nth(1).click();
    for (const key of ["Space", "ArrowDown", "Space"]) await page.keyboard.press(key);
    await page.getByText("已选 2 条").waitFor();
    const titles = await page.locator('[role="row"][aria-selected="true"]').allTextContents();
    await page.getByRole("button", { name: "打印（可另存为 PDF）" }).click();
    await page.locator(".kept-print").waitFor({ state: "attached" });
    const pdf = join(workplace.folder("打印"), "两条.pdf");
    await page.pdf({ path: pdf, preferCSSPageSize: true });
    expect(titles).toHaveLength(2);
    expect(errors).toEqual([]);
    if (!hasOffice) return;
    const facts = pdfFacts(pdf);
    expect([Math.round(facts.width), Math.round(facts.height)]).toEqual([595, 842]);
    expect(facts.lines.filter((lines) => lines.some((line) => line.includes("社情民意信息")))).toHaveLength(2);
    expect(facts.text).not.toContain("同步");
  });

  test("选了英文，下次打开换了网址还是英文", async () => {
    await makeSampleStation(workplace.dataDir);
    host = await startHost("loopback.ts", workplace.dataDir);
    const first = await open(host.url);
    await goTo(first.page, "设置");
    await first.page.locator(".settings-nav").getByRole("button", { name: "语言和字号" }).click();
    await first.page.getByRole("radio", { name: "English" }).check();
    await first.page.getByRole("heading", { name: "Settings" }).waitFor();
    await host.stop();
    host = await startHost("loopback.ts", workplace.dataDir);
    const again = await open(host.url);
    expect(new URL(again.page.url()).origin).not.toBe(new URL(first.page.url()).origin);
    await again.page.getByRole("heading", { name: "Today" }).waitFor();
  });
});

/**
 * A browser without a screen has no print dialog, and the page takes the pages away as soon as it is closed: this keeps a
 * copy of what the dialog would have got, in the state in which it would have been printed.
 */
async function keepWhatIsPrinted(page: Page): Promise<void> {
  await page.evaluate(() => {
    URL.revokeObjectURL = () => {};
    window.print = () => {
      const shown = document.querySelector(".paper-print");
      if (shown === null) throw new Error("nothing to print");
      const kept = document.createElement("div");
      kept.className = "paper-print kept-print";
      for (const drawn of shown.children) {
        const copy = kept.appendChild(document.createElement("div"));
        const shadow = copy.attachShadow({ mode: "open" });
        shadow.adoptedStyleSheets = drawn.shadowRoot?.adoptedStyleSheets ?? [];
        for (const node of drawn.shadowRoot?.children ?? []) shadow.append(node.cloneNode(true));
      }
      const sheets = document.adoptedStyleSheets;
      // After the page has tidied up behind the dialog.
      setTimeout(() => {
        document.adoptedStyleSheets = sheets;
        document.documentElement.classList.add("paper-printing");
        document.body.append(kept);
      });
    };
  });
}
