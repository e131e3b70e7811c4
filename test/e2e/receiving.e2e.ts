/** 设置 → 接收: a district switches on, a station sends over TLS, and the district sees who sent what. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import type { Page } from "playwright-core";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { openService, type Service } from "../../db/service.ts";
import { accessibilityProblems } from "./helpers/accessible.ts";
import { callService } from "./helpers/call.ts";
import { goTo, setUpByHand } from "./helpers/clerk.ts";
import { electronBinary, root } from "./helpers/environment.ts";
import { enrol } from "./helpers/enrol.ts";
import { screenshot } from "./helpers/launch.ts";
import { scenario } from "./helpers/scenario.ts";

const current = scenario();
const services: Service[] = [];
const name = "桐岭镇联络站";
const fields = { line: "resident", calledAt: "2026-03-18T09:10", caller: "韦志华", content: "石桥村饮水不稳" };

afterEach(async () => {
  await Promise.all(services.splice(0).map((service) => service.close()));
});

/** One that is free now. */
async function freePort(): Promise<{ readonly port: number; readonly occupy: () => Promise<() => void> }> {
  const open = async (port: number) => {
    const server = createServer();
    server.listen(port, "0.0.0.0");
    await once(server, "listening");
    return server;
  };
  const first = await open(0);
  const { port } = z.object({ port: z.int() }).parse(first.address());
  await new Promise((resolve) => first.close(resolve));
  return {
    port,
    occupy: async () => {
      const server = await open(port);
      return () => void server.close();
    },
  };
}

async function openReceiving(page: Page): Promise<void> {
  await goTo(page, "设置");
  await page.locator(".settings-nav").getByRole("button", { name: "接收" }).click();
  await page.getByRole("switch", { name: "接收联络站送来的数据包" }).waitFor();
}

/** As a station does it without a window: the command line, in a process of its own. */
async function sendByCommand(dir: string): Promise<{ readonly code: number | null; readonly output: string }> {
  const child = spawn(process.execPath, ["scripts/cli.ts", "station", "upload", dir, "--json"], { cwd: root });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (bytes: Buffer) => {
      output += bytes.toString("utf8");
    });
  const [code] = z.tuple([z.int().nullable(), z.unknown()]).parse(await once(child, "close"));
  return { code, output };
}

describe.skipIf(electronBinary === null)("区县接收", () => {
  test("用键盘打开，联络站送来，看得到谁送了什么，记录就在列表里；暂停、继续、占用、关掉、重开程序", async () => {
    const { port, occupy } = await freePort();
    const stick = current.workplace.folder("U盘");
    const stationDir = current.workplace.folder("站");
    const first = await current.launch();
    let { page } = first;
    await setUpByHand(page, { role: "区县政协", name: "武宣县政协", operator: "陆志强" });

    // On a port that another program has: told, with what to do.
    const release = await occupy();
    await openReceiving(page);
    await page.getByText("已关", { exact: true }).waitFor();
    await page.getByLabel("端口", { exact: true }).fill(String(port));
    await page.keyboard.press("Enter");
    await page.getByText("已改。").waitFor();
    await page.getByRole("switch", { name: "接收联络站送来的数据包" }).focus();
    await page.keyboard.press("Space");
    await page.getByText(`端口 ${String(port)} 已被别的程序占用`).waitFor();
    await page.getByText("现在不能接收联络站送来的数据包。").waitFor();
    await screenshot(page, "receiving-port-taken");
    release();
    await page.getByRole("button", { name: "现在再试" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("正在接收", { exact: true }).waitFor();

    // The address by one press, where this PC has one; the loopback one for the test's own station.
    if (await page.getByRole("button", { name: "把这个地址告诉各站" }).isVisible()) {
      await page.getByRole("button", { name: "把这个地址告诉各站" }).focus();
      await page.keyboard.press("Enter");
      await page.getByText(/现在告诉各站的是：https:\/\/.+/u).waitFor();
    }
    await callService(page, "district.address", { url: `https://127.0.0.1:${String(port)}` });
    const station = openService({ dir: stationDir });
    await station.call("app.setup", { role: "station", name: "本机", operator: "李敏" });
    const district = { call: ((operation, input) => callService(page, operation, input)) as Service["call"] };
    await enrol(district, station, { name, stick });
    const receipt = await district.call("receipt.export", { station: name, folder: stick });
    await station.call("receipt.import", { file: receipt.files[0] ?? "" });
    await station.call("record.save", { kind: "hotline", fields });
    await station.close();

    // The list is open while the station sends: it is read again by itself.
    await goTo(page, "热线");
    const sent = await sendByCommand(stationDir);
    expect(sent).toMatchObject({ code: 0 });
    await page.getByText("石桥村饮水不稳").first().waitFor({ timeout: 15_000 });
    await openReceiving(page);
    const contacts = page.getByRole("table", { name: "最近联系" });
    await contacts.getByText("涉及 1 条记录").waitFor();
    await contacts.getByText(name).first().waitFor();
    await contacts.getByText("已导入").first().waitFor();
    await page.locator(".settings-open").evaluate((element) => element.scrollIntoView());
    await screenshot(page, "receiving-on");
    await contacts.scrollIntoViewIfNeeded();
    await screenshot(page, "receiving-contacts");
    expect(await accessibilityProblems(page)).toEqual([]);
    await goTo(page, "联络站");
    await page.getByText(/桐岭镇联络站-网络送达-\d{4}-\d{2}-\d{2}-\d{4}\.lxq/u).waitFor();
    await screenshot(page, "receiving-transfers");

    // Paused: told to come later; gone on with: it comes.
    const record = async (content: string): Promise<void> => {
      const service = openService({ dir: stationDir });
      await service.call("record.save", { kind: "hotline", fields: { ...fields, content } });
      await service.close();
    };
    const total = async (): Promise<number> => (await callService(page, "record.list", { kind: "hotline" })).total;
    await record("暂停时的一件");
    await openReceiving(page);
    await page.getByRole("button", { name: "暂停接收" }).click();
    await page.getByText("已暂停", { exact: true }).waitFor();
    await screenshot(page, "receiving-paused");
    const paused = await sendByCommand(stationDir);
    expect(paused.code).not.toBe(0);
    expect(paused.output).toContain("区县正忙");
    expect(await total()).toBe(1);
    await page.getByRole("button", { name: "继续接收" }).click();
    await page.getByText("正在接收", { exact: true }).waitFor();
    expect(await sendByCommand(stationDir)).toMatchObject({ code: 0 });
    expect(await total()).toBe(2);

    // Closed in order, and it receives again after the next start, without a press.
    await record("重开以后的一件");
    expect(first.errors).toEqual([]);
    expect(await first.close()).toBe(0);
    expect((await sendByCommand(stationDir)).output).toContain("连不上");
    const second = await current.launch();
    page = second.page;
    await page.getByRole("heading", { name: "今日" }).waitFor();
    await expect
      .poll(async () => (await callService(page, "receiving.status", {})).state, { timeout: 20_000 })
      .toBe("receiving");
    expect(await sendByCommand(stationDir)).toMatchObject({ code: 0 });
    expect(await total()).toBe(3);

    // Off again: nobody gets through.
    await record("关掉以后的一件");
    await openReceiving(page);
    await page.getByRole("switch", { name: "接收联络站送来的数据包" }).focus();
    await page.keyboard.press("Space");
    await page.getByText("已关", { exact: true }).waitFor();
    const refused = await sendByCommand(stationDir);
    expect(refused.code).not.toBe(0);
    expect(refused.output).toContain("连不上");
    expect(await total()).toBe(3);
    expect(second.errors).toEqual([]);
    expect(await second.close()).toBe(0);
  });
});
