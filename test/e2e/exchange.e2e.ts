/** Two PCs and a stick: station → bundle → district → receipt → station, with the buttons that people press. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { callService } from "./helpers/call.ts";
import { answerOpenDialog, answerSaveDialog, goTo, setUpByHand } from "./helpers/clerk.ts";
import { electronBinary } from "./helpers/environment.ts";
import { makeWorkplace, type Workplace } from "./helpers/folders.ts";
import { launchApp, screenshot, type RunningApp } from "./helpers/launch.ts";

let atStation: Workplace;
let atDistrict: Workplace;
const running: RunningApp[] = [];

const launch = async (workplace: Workplace): Promise<RunningApp> => {
  const app = await launchApp({ dataDir: workplace.dataDir });
  running.push(app);
  return app;
};

beforeEach(() => {
  atStation = makeWorkplace("联络站");
  atDistrict = makeWorkplace("区县");
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((app) => app.kill().catch(() => {})));
  atStation.dispose();
  atDistrict.dispose();
});

describe.skipIf(electronBinary === null)("U盘来回一趟", () => {
  test("邀请、加入申请、电话核对、导出、导入、回执：记录显示已导入，区县的数字与联络站一致", async () => {
    const stick = atStation.folder("U盘");
    const invitation = join(stick, "邀请.lxqinvite");

    const district = await launch(atDistrict);
    await setUpByHand(district.page, { role: "区县政协", name: "武宣县政协", operator: "陆志强" });
    await goTo(district.page, "联络站");
    await answerSaveDialog(district.app, invitation);
    await district.page.getByRole("button", { name: "邀请联络站" }).first().click();
    await district.page.getByRole("dialog").getByRole("textbox").first().fill("桐岭镇联络站");
    await district.page.getByRole("dialog").getByRole("button").last().click();
    await expect.poll(() => readdirSync(stick)).toEqual(["邀请.lxqinvite"]);
    await district.page.getByText("邀请指纹").first().waitFor();
    await screenshot(district.page, "enrol-invited");

    const station = await launch(atStation);
    await setUpByHand(station.page, { role: "联络站", name: "桐岭镇联络站", operator: "李敏" });
    const { record } = await callService(station.page, "record.save", {
      kind: "hotline",
      fields: {
        line: "resident",
        calledAt: "2026-03-18T09:10",
        caller: "韦志华",
        content: "石桥村饮水不稳，请求协调解决。",
      },
    });
    await goTo(station.page, "同步");
    await answerOpenDialog(station.app, [invitation]);
    await station.page.getByRole("button", { name: "打开邀请文件", exact: false }).click();
    await station.page.getByText("邀请指纹").first().waitFor();
    await screenshot(station.page, "enrol-opened");
    await station.page.getByRole("dialog").getByRole("button").last().click();
    const { station: enrolment } = await waitForStatus(station, "waiting");
    await answerOpenDialog(station.app, [stick]);
    await station.page.getByRole("button", { name: "导出加入申请", exact: false }).click();
    await station.page.getByText("已写入并读回核对，可以拔出U盘").waitFor();
    await screenshot(station.page, "enrol-join-file");
    const joinFile = readdirSync(stick).find((name) => name.includes("加入申请")) ?? "";
    await answerOpenDialog(district.app, [join(stick, joinFile)]);
    await district.page.getByRole("button", { name: "导入数据包", exact: false }).first().click();
    await district.page.getByRole("button", { name: "保留这些数据包" }).click();
    await district.page.getByLabel("对方念出的加入码", { exact: false }).fill(enrolment?.checkCode ?? "");
    await screenshot(district.page, "enrol-code-typed");
    await district.page.keyboard.press("Enter");
    await district.page.getByText("请马上在电话里念出回答码", { exact: false }).waitFor();
    await screenshot(district.page, "enrol-answer");
    const answer = await district.page.locator("output.check-code-digits").first().innerText();
    await station.page.getByLabel("对方念出的回答码", { exact: false }).fill(answer);
    await station.page.keyboard.press("Enter");
    await waitForStatus(station, "compared");
    await screenshot(station.page, "enrol-compared");
    await answerOpenDialog(station.app, [stick]);
    await station.page.getByRole("button", { name: "导出数据包", exact: false }).click();
    await station.page.getByText("已写入并读回核对，可以拔出U盘").waitFor();
    await screenshot(station.page, "station-exported");
    const bundle = readdirSync(stick).find((name) => name.includes("上报")) ?? "";

    await answerOpenDialog(district.app, [join(stick, bundle)]);
    await district.page.getByRole("button", { name: "导入数据包", exact: false }).first().click();
    await district.page.getByRole("button", { name: "导入这些数据包" }).click();
    await expect
      .poll(async () => (await callService(district.page, "district.stations", {})).stations[0], { timeout: 30_000 })
      .toMatchObject({ replicas: [{ state: "active" }], records: { hotline: 1 }, held: 0 });
    await screenshot(district.page, "district-imported");
    await callService(district.page, "event.add", {
      recordId: record.id,
      fields: { type: "replied", at: "2026-03-20", text: "县水利局已安排检修" },
    });
    const receipts = atDistrict.folder("回执");
    await answerOpenDialog(district.app, [receipts]);
    await district.page.getByRole("button", { name: "导出回执", exact: true }).first().click();
    await expect.poll(() => readdirSync(receipts).filter((name) => name.endsWith(".lxr")).length).toBe(1);
    await screenshot(district.page, "district-receipt");

    await answerOpenDialog(station.app, [
      join(receipts, readdirSync(receipts).find((name) => name.endsWith(".lxr")) ?? ""),
    ]);
    await station.page.getByRole("button", { name: "导入回执", exact: false }).click();
    await waitForStatus(station, "active");
    const back = await callService(station.page, "record.get", { id: record.id });
    expect(back.events.map(({ text }) => text)).toEqual(["县水利局已安排检修"]);
    expect(back.delivery).toBe("imported");
    await screenshot(station.page, "station-receipt");

    const years = await Promise.all(
      [station, district].map(({ page }) => callService(page, "report.year", { year: 2026 })),
    );
    expect(years[1]?.hotline).toEqual(years[0]?.hotline);
    expect([...station.errors, ...district.errors]).toEqual([]);
  });
});

/** Waits until the station's enrolment is as wanted. */
async function waitForStatus({ page }: RunningApp, enrolment: "waiting" | "compared" | "active") {
  await expect
    .poll(async () => (await callService(page, "app.status", {})).station?.enrolment, { timeout: 30_000 })
    .toBe(enrolment);
  return callService(page, "app.status", {});
}
