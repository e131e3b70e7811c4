/** 插上U盘，窗口自己看见：联络站一按导出、一按导入回执；区县一按导入、一按写回执；拔了就不见。 */
import { mkdirSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterEach, describe, expect, test } from "vitest";
import { openService, type Service } from "../../db/service.ts";
import { aCall } from "../helpers/folder.ts";
import { Machine } from "../helpers/machine.ts";
import { accessibilityProblems } from "./helpers/accessible.ts";
import { callService } from "./helpers/call.ts";
import { goTo } from "./helpers/clerk.ts";
import { enrol } from "./helpers/enrol.ts";
import { electronBinary } from "./helpers/environment.ts";
import { launchApp, screenshot, type RunningApp } from "./helpers/launch.ts";
import { scenario } from "./helpers/scenario.ts";

const current = scenario();
let running: RunningApp | null = null;
afterEach(async () => {
  await running?.kill().catch(() => {});
  running = null;
});

interface Place {
  readonly machine: Machine;
  readonly stick: string;
  readonly districtDir: string;
  readonly stationDir: string;
}

/** A station that has joined and has something to send, and its district; neither window is open yet. */
async function place(
  before: (office: { district: Service; station: Service; stick: string }) => Promise<void> = async () => {},
): Promise<Place> {
  const { workplace } = current;
  const stick = workplace.folder("media/通挽站的盘");
  const districtDir = workplace.folder("区县");
  const stationDir = workplace.folder("站");
  const district = openService({ dir: districtDir });
  const station = openService({ dir: stationDir });
  await district.call("app.setup", { role: "district", name: "武宣县政协", operator: "陆志强" });
  await station.call("app.setup", { role: "station", name: "通挽镇联络站", operator: "李敏" });
  const desk = workplace.folder("办公桌");
  await enrol(district, station, { name: "通挽镇联络站", stick: desk });
  const { files } = await district.call("receipt.export", { station: "通挽镇联络站", folder: desk });
  await station.call("receipt.import", { file: files[0] ?? "" });
  for (const content of ["石桥村饮水不稳", "村口路灯不亮"])
    await station.call("record.save", { kind: "hotline", fields: { ...aCall, content } });
  await before({ district, station, stick });
  await station.close();
  await district.close();
  return { machine: new Machine(workplace.folder("系统")), stick, districtDir, stationDir };
}

const start = async (dataDir: string, { machine }: Place): Promise<RunningApp> => {
  running = await launchApp({ dataDir, args: [`--sysroot=${machine.root}`] });
  await running.page.getByRole("heading", { name: "今日" }).waitFor();
  return running;
};

const banner = (page: Page) => page.locator(".stick-banner");
/** What a clerk waits at most, with the time that a busy test machine needs. */
const soon = { timeout: 6_000 } as const;

describe.skipIf(electronBinary === null)("插上U盘", () => {
  test("联络站：插上三秒内提示，一按导出，可以拔出；回执带回来一按导入；拔了就不见", { timeout: 180_000 }, async () => {
    const at = await place();
    const { machine, stick } = at;
    const { page, errors } = await start(at.stationDir, at);
    expect(await banner(page).innerText()).toBe("");
    machine.plug(stick);
    await banner(page).getByText("U盘“通挽站的盘”插上了。本站有 2 条记录的新内容可以带给区县。").waitFor(soon);
    await screenshot(page, "stick-station");
    expect(await accessibilityProblems(page)).toEqual([]);
    // Put aside it is out of the way, on every screen; the palette has it back, with the cursor on its button.
    await banner(page).getByRole("button", { name: "不用" }).click();
    await expect.poll(() => banner(page).innerText()).toBe("");
    await goTo(page, "热线");
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "搜索全部" }).fill("U盘");
    await page.getByRole("option", { name: "处理插上的U盘" }).waitFor();
    await page.keyboard.press("Enter");
    const write = banner(page).getByRole("button", { name: "导出到U盘“通挽站的盘”" });
    await write.waitFor(soon);
    await expect.poll(() => write.evaluate((button) => button === document.activeElement), soon).toBe(true);
    await page.keyboard.press("Enter");
    await banner(page)
      .getByText("已写入并读回核对，2 条记录有新内容。可以拔出U盘“通挽站的盘”。")
      .waitFor({ timeout: 30_000 });
    await screenshot(page, "stick-station-written");
    expect(readdirSync(stick)).toEqual([expect.stringMatching(/^通挽镇联络站-上报-.*\.lxq$/)]);
    machine.pull(stick);
    await expect.poll(() => banner(page).innerText(), soon).toBe("");

    const district = openService({ dir: at.districtDir });
    await district.call("bundle.import", { files: readdirSync(stick).map((name) => join(stick, name)) });
    await district.call("receipt.export", { station: "通挽镇联络站", folder: stick });
    await district.close();
    // Write-protected: it is imported, and nothing is offered to be written.
    machine.plug(stick, { isReadOnly: true });
    await banner(page).getByText("U盘“通挽站的盘”上有 1 份可以导入的回执。").waitFor(soon);
    await banner(page).getByRole("button", { name: "导入回执" }).click();
    await banner(page).getByText("回执已导入。没有新的反馈。可以拔出U盘“通挽站的盘”。").waitFor({ timeout: 30_000 });
    await screenshot(page, "stick-station-receipt");
    expect((await callService(page, "app.status", {})).station?.unsent).toBe(0);
    machine.pull(stick);
    await expect.poll(() => banner(page).innerText(), soon).toBe("");
    expect(errors).toEqual([]);
  });

  test(
    "区县：一按导入，一按写回执；别人的文件只说有几个；中途拔了说清楚，留着给人看",
    { timeout: 180_000 },
    async () => {
      const at = await place(async ({ district, station, stick }) => {
        await station.call("bundle.export", { folder: stick });
        const other = openService({ dir: current.workplace.folder("邻县") });
        await other.call("app.setup", { role: "district", name: "邻县政协", operator: "黄英" });
        const theirs = openService({ dir: current.workplace.folder("邻站") });
        await theirs.call("app.setup", { role: "station", name: "邻县联络站", operator: "韦兰" });
        await enrol(other, theirs, { name: "邻县联络站", stick });
        await theirs.close();
        await other.close();
        await district.call("district.stations", {});
      });
      const { machine, stick } = at;
      const { page, errors } = await start(at.districtDir, at);
      machine.plug(stick);
      await banner(page)
        .getByText("U盘“通挽站的盘”上有 1 个可以导入的数据包。另有 1 个文件是给别的单位的。")
        .waitFor(soon);
      await screenshot(page, "stick-district");
      expect(await accessibilityProblems(page)).toEqual([]);
      await banner(page).getByRole("button", { name: "导入 1 个数据包" }).click();
      await banner(page)
        .getByText(
          "导入了 1 个数据包，2 条记录有新内容。可以拔出U盘“通挽站的盘”。1 个站的回执可以带回去：通挽镇联络站。",
        )
        .waitFor({ timeout: 30_000 });
      await screenshot(page, "stick-district-imported");
      await banner(page).getByRole("button", { name: "把回执写到U盘“通挽站的盘”" }).click();
      await banner(page).getByText("1 份回执已写入并读回核对。可以拔出U盘“通挽站的盘”。").waitFor({ timeout: 30_000 });
      await screenshot(page, "stick-district-written");
      expect(readdirSync(stick).filter((name) => name.endsWith(".lxr"))).toHaveLength(1);
      machine.pull(stick);
      await expect.poll(() => banner(page).innerText(), soon).toBe("");

      const station = openService({ dir: at.stationDir });
      await station.call("record.save", { kind: "hotline", fields: { ...aCall, content: "水渠失修" } });
      await station.call("bundle.export", { folder: stick });
      await station.close();
      machine.plug(stick);
      const take = banner(page).getByRole("button", { name: "导入 1 个数据包" });
      await take.waitFor(soon);
      // Pulled out between the look and the press: the mount is dead, and the folder is gone.
      renameSync(stick, `${stick}-拔走了`);
      await take.click();
      machine.pull(stick);
      await banner(page).getByText("U盘“通挽站的盘”在读写时被拔出了", { exact: false }).waitFor({ timeout: 30_000 });
      await screenshot(page, "stick-district-pulled");
      await banner(page).getByRole("button", { name: "关闭" }).click();
      await expect.poll(() => banner(page).innerText(), soon).toBe("");
      mkdirSync(stick, { recursive: true });
      expect(errors).toEqual([]);
    },
  );
});
