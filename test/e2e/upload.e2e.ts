/** A station's window sends over TLS to a district that listens, and says what the district has signed for. */
import { afterEach, describe, expect, test } from "vitest";
import { openService, type Service } from "../../db/service.ts";
import { defaultSendingPlan } from "../../db/schema/sending.ts";
import { callerOf, callService } from "./helpers/call.ts";
import { goTo, setUpByHand } from "./helpers/clerk.ts";
import { enrol } from "./helpers/enrol.ts";
import { electronBinary } from "./helpers/environment.ts";
import { makeWorkplace, type Workplace } from "./helpers/folders.ts";
import { launchApp, screenshot, type RunningApp } from "./helpers/launch.ts";

const places: Workplace[] = [];
const running: RunningApp[] = [];
const services: Service[] = [];
const name = "桐岭镇联络站";

afterEach(async () => {
  await Promise.all(running.splice(0).map((app) => app.kill().catch(() => {})));
  await Promise.all(services.splice(0).map((service) => service.close()));
  for (const place of places.splice(0)) place.dispose();
});

describe.skipIf(electronBinary === null)("联网报送", () => {
  test("按一下就送：已送达、已导入，区县的反馈一起回来；区县关机时说连不上", async () => {
    const place = makeWorkplace("李敏");
    places.push(place);
    const stick = place.folder("U盘");
    const district = openService({ dir: place.folder("区县") });
    services.push(district);
    await district.call("app.setup", { role: "district", name: "武宣县政协", operator: "陆志强" });
    const receiver = await district.receive({
      host: "127.0.0.1",
      port: 0,
      onLost: (error) => {
        throw error;
      },
    });
    await district.call("district.address", { url: `https://127.0.0.1:${receiver.port}` });

    const app = await launchApp({ dataDir: place.dataDir });
    running.push(app);
    const { page } = app;
    await setUpByHand(page, { role: "联络站", name, operator: "李敏" });
    // By press alone: sending by itself is another scenario's.
    await callService(page, "preference.set", { values: { sending: { ...defaultSendingPlan, mode: "off" } } });
    await enrol(district, callerOf(page), { name, stick });
    const fields = { line: "resident", calledAt: "2026-03-18T09:10", caller: "韦志华", content: "石桥村饮水不稳" };
    const { record } = await callService(page, "record.save", { kind: "hotline", fields });
    const { files } = await callService(page, "bundle.export", { folder: stick });
    await district.call("bundle.import", { files: [...files] });
    const receipt = await district.call("receipt.export", { station: name, folder: stick });
    await callService(page, "receipt.import", { file: receipt.files[0] ?? "" });
    await district.call("event.add", { recordId: record.id, fields: { type: "replied", text: "已转水利局" } });
    await callService(page, "record.save", { kind: "hotline", fields: { ...fields, content: "第二件" } });
    await receiver.refresh();

    await page.reload();
    await goTo(page, "同步");
    await page.getByText("有 1 条记录的新内容还没有送到区县").waitFor();
    await page.getByRole("button", { name: "现在发送", exact: true }).click();
    await page.getByText("已送达，区县已导入").waitFor();
    await page.getByText("带回 1 处区县的反馈").waitFor();
    await page.getByText("全部改动区县都已导入").waitFor();
    await screenshot(page, "station-upload");
    expect((await district.call("record.list", { kind: "hotline" })).total).toBe(2);

    await receiver.close();
    await callService(page, "record.save", { kind: "hotline", fields: { ...fields, content: "第三件" } });
    await page.getByRole("button", { name: "现在发送", exact: true }).click();
    await page.getByText("连不上区县的接收端").waitFor();
    await screenshot(page, "station-upload-failed");
    expect(app.errors).toEqual([]);
  });
});
