/** A station's window sends by itself: the clerk saves and goes on typing. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import type { Client } from "../../db/api/operations.ts";
import { openService, type Service } from "../../db/service.ts";
import { callService } from "./helpers/call.ts";
import { fieldOf, goTo, setUpByHand } from "./helpers/clerk.ts";
import { enrol } from "./helpers/enrol.ts";
import { electronBinary } from "./helpers/environment.ts";
import { makeWorkplace, type Workplace } from "./helpers/folders.ts";
import { launchApp, screenshot, type RunningApp } from "./helpers/launch.ts";

const places: Workplace[] = [];
const running: RunningApp[] = [];
const services: Service[] = [];
const name = "桐岭镇联络站";
/** Seconds; half an hour in an office. */
const every = 3;

afterEach(async () => {
  await Promise.all(running.splice(0).map((app) => app.kill().catch(() => {})));
  await Promise.all(services.splice(0).map((service) => service.close()));
  for (const place of places.splice(0)) place.dispose();
});

const call = (content: string) => ({
  kind: "hotline" as const,
  fields: { line: "resident", calledAt: "2026-03-18T09:10", caller: "韦志华", content },
});

describe.skipIf(electronBinary === null)("自动报送", () => {
  test("办事员只管保存：自己送到、自己导入；对方关机说连不上和下次几点，开机自己接着送；不联网就一个连接也没有", async () => {
    const place = makeWorkplace("李敏");
    places.push(place);
    const stick = place.folder("U盘");
    const districtDir = place.folder("区县");
    const district = openService({ dir: districtDir });
    services.push(district);
    await district.call("app.setup", { role: "district", name: "武宣县政协", operator: "陆志强" });
    const listen = (port: number) =>
      district.receive({
        host: "127.0.0.1",
        port,
        onLost: (error) => {
          throw error;
        },
      });
    let receiver = await listen(0);
    const { port } = receiver;
    const receiverLog = () => readFileSync(join(districtDir, "receiver", "receiver.log"), "utf8");
    await district.call("district.address", { url: `https://127.0.0.1:${port}` });

    const app = await launchApp({ dataDir: place.dataDir, args: [`--send-every=${every}`] });
    running.push(app);
    const { page } = app;
    await setUpByHand(page, { role: "联络站", name, operator: "李敏" });
    const station: Client = { call: (operation, input) => callService(page, operation, input) };
    await callService(page, "record.save", call("先记一件"));
    await enrol(district, station, { name, stick });
    await receiver.refresh();
    await page.reload();

    // The invitation has brought the address: said once, and it goes by itself.
    await page.getByText("区县开通了联网接收").waitFor();
    await screenshot(page, "sends-first");
    await page.getByRole("button", { name: "知道了" }).click();
    await page.getByText("区县开通了联网接收").waitFor({ state: "detached" });
    const mark = page.locator(".nav-sending");
    await mark.getByText("已连接").waitFor();

    // A save, and the clerk types on in another form; the list in the other screen changes by itself.
    await callService(page, "record.save", call("自己送的第二件"));
    await page.keyboard.press("Alt+4");
    await page.keyboard.press("Control+n");
    const content = fieldOf(page, "诉求内容");
    await content.waitFor();
    const typed = "这一件还在写，别的在送，一个字也不会少。".repeat(4);
    const slowest = { ms: 0 };
    await content.click();
    for (const letter of typed) {
      const begun = Date.now();
      await page.keyboard.insertText(letter);
      slowest.ms = Math.max(slowest.ms, Date.now() - begun);
      await page.waitForTimeout(50);
    }
    expect(await content.inputValue()).toBe(typed);
    expect(slowest.ms).toBeLessThan(1_000);
    await screenshot(page, "sends-typing");
    await page.keyboard.press("Alt+4");
    await expect.poll(async () => (await district.call("record.list", { kind: "hotline" })).total).toBe(2);
    await expect.poll(() => page.locator(".record-grid, main").getByText("已导入").count()).toBeGreaterThanOrEqual(2);
    await screenshot(page, "sends-list");

    // The district's PC is off.
    await receiver.close();
    await callService(page, "record.save", call("对方关机时的第三件"));
    await mark.getByText("连不上区县").waitFor();
    await mark.getByText(/\d\d:\d\d 再试/).waitFor();
    await goTo(page, "同步");
    await page.getByText("连不上区县的接收端").waitFor();
    await page.getByText(/下次 .*\d\d:\d\d 自动再试/).waitFor();
    await screenshot(page, "sends-unreachable");

    // It is on again: nobody presses anything.
    receiver = await listen(port);
    await expect
      .poll(async () => (await district.call("record.list", { kind: "hotline" })).total, { timeout: 60_000 })
      .toBe(3);
    await mark.getByText("已连接").waitFor();
    await page.getByText("全部改动区县都已导入").waitFor();
    await screenshot(page, "sends-again");

    // 不联网: no socket is opened.
    await page.getByRole("button", { name: "修改设置" }).click();
    await page.getByText("不联网：不自动联系区县").click();
    await mark.getByText("不联网").waitFor();
    await screenshot(page, "sends-settings");
    await page.waitForTimeout(1_000);
    const before = receiverLog();
    await callService(page, "record.save", call("不联网时的第四件"));
    await page.waitForTimeout(every * 3_000);
    expect(receiverLog()).toBe(before);
    expect((await district.call("record.list", { kind: "hotline" })).total).toBe(3);
    await mark.getByText("还有 1 条没有送").waitFor();
    await screenshot(page, "sends-off");

    // A person may press all the same, with the keyboard alone.
    await mark.getByRole("button", { name: "现在发送到区县" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("区县已收到，全部送完").waitFor();
    expect((await district.call("record.list", { kind: "hotline" })).total).toBe(4);
    expect(app.errors).toEqual([]);
    // Closing in the middle of it ends it in order.
    expect(await app.close()).toBe(0);
  });
});
