/** 第一次打开、示例数据、备份与恢复、搬数据：一台办公电脑从装好到出事的全过程。 */
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../db/database/open.ts";
import { openService } from "../../db/service.ts";
import { aCall } from "../helpers/folder.ts";
import { accessibilityProblems } from "./helpers/accessible.ts";
import { callService } from "./helpers/call.ts";
import { answerOpenDialog, goTo } from "./helpers/clerk.ts";
import { electronBinary } from "./helpers/environment.ts";
import { launchApp, screenshot, type RunningApp } from "./helpers/launch.ts";
import { scenario } from "./helpers/scenario.ts";

const current = scenario();
let running: RunningApp | null = null;
afterEach(async () => {
  await running?.kill().catch(() => {});
  running = null;
});

/** As a clerk starts it: no folder is named, so the one chosen in the window counts. */
async function start(args: readonly string[] = []): Promise<RunningApp> {
  return (running = await launchApp({ dataDir: current.workplace.dataDir, isNamed: false, args }));
}

/** A machine on which `folder` is on a stick, seen through /proc and /sys of another root. */
function machineWithStick(root: string, folder: string): string {
  mkdirSync(join(root, "proc"), { recursive: true });
  writeFileSync(join(root, "proc/mounts"), `/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 ${folder} vfat rw 0 0\n`);
  mkdirSync(join(root, "sys/devices/usb1/1-1/block/sdb/sdb1"), { recursive: true });
  mkdirSync(join(root, "sys/class/block"), { recursive: true });
  symlinkSync(join(root, "sys/devices/usb1/1-1/block/sdb/sdb1"), join(root, "sys/class/block/sdb1"));
  return root;
}

async function fillWho(page: Page): Promise<void> {
  await page.locator(".setup-role-name").getByText("联络站", { exact: true }).click();
  await page.locator("#setup-name").fill("桐岭镇联络站");
  await page.locator("#setup-operator").fill("李敏");
  await page.keyboard.press("Enter");
}

/** The page must not scroll sideways, whatever its size. */
const isTooWide = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

const zoom = (app: RunningApp["app"], factor: number): Promise<void> =>
  app.evaluate(
    ({ BrowserWindow }, value) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(value),
    factor,
  );

const contents = async (page: Page): Promise<string[]> =>
  (await callService(page, "record.list", { kind: "hotline" })).records.map(({ title }) => title).toSorted();

const record = (page: Page, content: string) =>
  callService(page, "record.save", { kind: "hotline", fields: { ...aCall, content } });

describe.skipIf(electronBinary === null)("第一次打开", () => {
  test("网络盘、U盘、不能写的文件夹都说明原因；已有数据可以打开；选好的文件夹下次还记得", async () => {
    const { workplace } = current;
    const stick = workplace.folder("stick");
    const own = workplace.folder("我的资料");
    const root = machineWithStick(workplace.folder("root"), stick);
    const { page, app, errors, close } = await start([`--sysroot=${root}`]);
    await fillWho(page);
    await page.getByRole("heading", { name: "数据放在哪里？" }).waitFor();
    await screenshot(page, "window-folder");
    for (const [folder, reason] of [
      [String.raw`\\nas\共享\联络站`, "网络位置"],
      [join(stick, "数据"), "U盘或移动硬盘"],
      ["/proc/1/数据", "不能写入"],
    ] as const) {
      await answerOpenDialog(app, [folder]);
      await page.getByRole("button", { name: "换一个文件夹……" }).click();
      await page.getByRole("alert").getByText(reason).waitFor();
      expect(await page.getByRole("button", { name: "下一步" }).isDisabled()).toBe(true);
    }
    await screenshot(page, "window-folder-refused");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "上一步" }).click();
    expect(await page.locator("#setup-name").inputValue()).toBe("桐岭镇联络站");
    await page.locator("#setup-name").press("Enter");
    await answerOpenDialog(app, [join(own, "坚果云", "数据")]);
    await page.getByRole("button", { name: "换一个文件夹……" }).click();
    await page.getByText("坚果云的同步文件夹", { exact: false }).waitFor();
    await answerOpenDialog(app, [join(own, "数据")]);
    await page.getByRole("button", { name: "换一个文件夹……" }).click();
    await page.getByText(join(own, "数据"), { exact: true }).waitFor();
    await zoom(app, 2);
    expect(await isTooWide(page), "200%").toBe(false);
    await screenshot(page, "window-folder-200");
    await zoom(app, 1);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "以后再说，先开始记录" }).click();
    await page.getByRole("heading", { name: "今日" }).waitFor();
    expect(existsSync(join(own, "数据", "lianxinqiao.db"))).toBe(true);
    expect(errors).toEqual([]);
    expect(await close()).toBe(0);

    const again = await start();
    await again.page.getByRole("heading", { name: "今日" }).waitFor();
    expect(await callService(again.page, "app.status", {})).toMatchObject({ dir: join(own, "数据") });
    await again.close();

    rmSync(`${workplace.dataDir}.shell`, { recursive: true });
    const fresh = await start();
    await fillWho(fresh.page);
    await answerOpenDialog(fresh.app, [join(own, "数据")]);
    await fresh.page.getByRole("button", { name: "换一个文件夹……" }).click();
    await fresh.page.getByRole("button", { name: "打开“桐岭镇联络站”的数据" }).click();
    await fresh.page.getByRole("heading", { name: "今日" }).waitFor();
  });

  test("先用示例数据试一试，再一键删除，正式数据一点不沾", async () => {
    const { page, app, errors } = await start();
    await zoom(app, 2);
    expect(await isTooWide(page), "200%").toBe(false);
    await screenshot(page, "window-first-run-200");
    await zoom(app, 1);
    await page.getByRole("button", { name: "先用示例数据试一试" }).click();
    await page.getByText("示例数据，不会上报", { exact: false }).waitFor();
    await goTo(page, "热线");
    await page.getByRole("heading", { name: "热线", exact: true }).waitFor();
    expect((await contents(page)).length).toBeGreaterThan(5);
    await screenshot(page, "window-sample");
    expect(await accessibilityProblems(page)).toEqual([]);
    await expect(callService(page, "bundle.export", { folder: "/tmp" })).rejects.toThrow('"code":1120');
    await page.getByRole("button", { name: "结束试用并删除示例数据" }).click();
    await page.getByRole("heading", { name: "欢迎使用连心桥" }).waitFor();
    const shell = join(`${current.workplace.dataDir}.shell`, "lianxinqiao");
    expect(readdirSync(shell)).not.toContain("sample");
    expect(readdirSync(shell)).not.toContain("data");
    expect(errors).toEqual([]);
  });
});

async function setUp({ page }: RunningApp): Promise<void> {
  await callService(page, "app.setup", { role: "station", name: "桐岭镇联络站", operator: "李敏" });
  await page.reload();
  await page.getByRole("heading", { name: "今日" }).waitFor();
}

const openBackups = async (page: Page): Promise<void> => {
  await goTo(page, "设置");
  await page.getByRole("navigation", { name: "设置分类" }).getByRole("button", { name: "数据与备份" }).click();
  await page.getByRole("heading", { name: "备份列表" }).waitFor();
};

describe.skipIf(electronBinary === null)("备份与恢复", () => {
  test("打开时和定时自动备份；先看后恢复，恢复可以撤销", async () => {
    const app = await start(["--backup-every=1"]);
    const { page, errors } = app;
    await setUp(app);
    await record(page, "备份之前");
    const reasons = async () =>
      (await callService(page, "backup.list", { place: "here" })).backups.map(({ reason }) => reason);
    await expect.poll(reasons, { timeout: 10_000 }).toContain("start");
    await record(page, "后来又记的");
    await expect.poll(reasons, { timeout: 10_000 }).toContain("hourly");
    await openBackups(page);
    await screenshot(page, "window-backups");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("row").filter({ hasText: "打开程序时" }).getByRole("button").first().click();
    await page.getByText("恢复后会消失").waitFor();
    await page.locator(".ant-drawer").getByText("热线", { exact: true }).last().click();
    await page.getByText("备份里没有").first().waitFor();
    await screenshot(page, "window-look");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "恢复成这份备份……" }).click();
    await page.getByText("新记的 ", { exact: false }).first().waitFor();
    await screenshot(page, "window-confirm");
    await page.getByRole("button", { name: "备份现有数据并恢复" }).click();
    await page.getByText("数据已恢复成", { exact: false }).waitFor();
    await screenshot(page, "window-restored");
    const early = await contents(page);
    expect(early).not.toContain("后来又记的");
    await page.getByRole("button", { name: "撤销恢复" }).click();
    await page.getByText("数据已恢复成 恢复之前", { exact: false }).waitFor();
    expect(await contents(page)).toContain("后来又记的");
    expect((await callService(page, "check.run", {})).ok).toBe(true);
    expect(errors).toEqual([]);
  });

  test("数据文件坏了：说明原因，从备份恢复，接着用", async () => {
    const app = await start();
    await setUp(app);
    await record(app.page, "备份过的");
    await callService(app.page, "backup.now", {});
    const { dir } = await callService(app.page, "app.status", {});
    await app.close();
    writeFileSync(join(dir, "lianxinqiao.db"), "坏了".repeat(5_000));
    const { page } = await start();
    await page.getByRole("heading", { name: "用备份恢复" }).waitFor();
    await screenshot(page, "window-rescue");
    await page.getByRole("button", { name: /^查看/ }).first().click();
    await page.getByRole("button", { name: "恢复成这份备份……" }).click();
    await page.getByRole("button", { name: "恢复成这份备份", exact: true }).click();
    await page.getByRole("heading", { name: "今日" }).waitFor();
    expect(await contents(page)).toEqual(["备份过的"]);
  });
});

describe.skipIf(electronBinary === null)("搬数据", () => {
  test("搬到另一个文件夹，旧的留到确认；途中 kill -9 也只有一份好的", async () => {
    const app = await start();
    const { page } = app;
    await setUp(app);
    await record(page, "搬家之前");
    const { dir: from } = await callService(page, "app.status", {});
    const to = join(current.workplace.folder("新盘"), "数据");
    await openBackups(page);
    await answerOpenDialog(app.app, [to]);
    await page.getByRole("button", { name: "搬到另一个文件夹……" }).click();
    await screenshot(page, "window-move");
    await page.getByRole("button", { name: "开始搬" }).click();
    await page.getByText("原来的文件夹里还留着一份旧数据", { exact: false }).waitFor();
    await screenshot(page, "window-moved");
    expect(existsSync(join(from, "lianxinqiao.db"))).toBe(true);
    await page.getByRole("button", { name: "删除旧的一份" }).click();
    await page.locator(".ant-modal").getByRole("button", { name: "删除旧的一份" }).click();
    await expect.poll(() => existsSync(join(from, "lianxinqiao.db"))).toBe(false);
    await record(page, "搬家之后");
    const third = join(current.workplace.folder("第三处"), "数据");
    void callService(page, "folder.move", { folder: third }).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 60));
    await app.kill();
    const service = openService({ dir: to });
    const { dir } = await service.call("app.status", {});
    expect([to, third]).toContain(dir);
    expect((await service.call("record.list", { kind: "hotline" })).total).toBe(2);
    await service.close();
    openDatabase(dir).close();
    const again = await start();
    await again.page.getByRole("heading", { name: "今日" }).waitFor();
    expect(await contents(again.page)).toEqual(["搬家之前", "搬家之后"].toSorted());
  });
});

describe.skipIf(electronBinary === null)("设置", () => {
  test("按词查找；离开再回来，没保存的还在；保存后可以撤销；200% 也能用", async () => {
    const app = await start();
    const { page } = app;
    await setUp(app);
    await goTo(page, "设置");
    await page.getByLabel("查找设置").fill("界别");
    await page.keyboard.press("Enter");
    const lines = page.locator(".settings-lines:visible").first();
    await lines.fill("教育界\n农业和农村界");
    await goTo(page, "今日");
    await goTo(page, "设置");
    await page.getByRole("button", { name: /^名单/ }).click();
    expect(await lines.inputValue()).toBe("教育界\n农业和农村界");
    await screenshot(page, "window-settings-unsaved");
    await page.getByRole("button", { name: "保存", exact: true }).first().click();
    await page.getByRole("button", { name: "撤销" }).click();
    await page.getByText("已改回原来的设定").waitFor();
    expect((await callService(page, "settings.get", {})).sectors.length).toBeGreaterThan(30);
    await zoom(app.app, 2);
    for (const name of ["操作员", "期限与提醒", "名单", "节假日", "数据与备份", "语言和字号", "关于"]) {
      await page.getByRole("navigation", { name: "设置分类" }).getByRole("button", { name }).click();
      expect(await isTooWide(page), name).toBe(false);
      await screenshot(page, `window-settings-200-${name}`);
    }
    expect(await accessibilityProblems(page)).toEqual([]);
  });
});
