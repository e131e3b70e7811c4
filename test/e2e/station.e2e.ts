/** A clerk's first day: set-up, one record of each kind, a power cut in mid-sentence, last year's ledger. */
import { join } from "node:path";
import { writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { writeLedgerXlsx } from "../../db/spreadsheet/ledger-xlsx.ts";
import { accessibilityProblems } from "./helpers/accessible.ts";
import { callService } from "./helpers/call.ts";
import { answerOpenDialog, fieldOf, fillIn, goTo, save, setUpByHand } from "./helpers/clerk.ts";
import { electronBinary, sharedData } from "./helpers/environment.ts";
import { screenshot } from "./helpers/launch.ts";
import { scenario } from "./helpers/scenario.ts";
import { sampleLedger } from "../helpers/sample-ledger.ts";

const current = scenario();
const station = { role: "联络站", name: "桐岭镇联络站", operator: "李敏" } as const;

describe.skipIf(electronBinary === null)("联络站的一天", () => {
  test("第一次打开：设置好联络站，三种记录各登记一条，关掉再开都在", async () => {
    const { page, close } = await current.launch();
    await setUpByHand(page, station);

    await page.getByRole("button", { name: "登记热线" }).click();
    await page.getByText("群众热线", { exact: true }).first().click();
    await fillIn(page, "诉求人", "韦志华");
    await fillIn(page, "联系电话", "13988192468");
    await fillIn(page, "诉求内容", "石桥村饮水不稳，请求协调解决。");
    await save(page);
    await screenshot(page, "hotline-saved");
    expect(await accessibilityProblems(page)).toEqual([]);

    await goTo(page, "今日");
    await page.getByRole("button", { name: "登记协商活动" }).click();
    await fillIn(page, "议题", "老旧小区加装电梯");
    await fillIn(page, "开始时间", "20260302");
    await page.keyboard.press("Enter");
    await save(page);
    await screenshot(page, "session-saved");

    await goTo(page, "今日");
    await page.getByRole("button", { name: "写社情民意" }).click();
    await fillIn(page, "标题", "关于解决双河村农网电压不稳的建议");
    await fillIn(page, "情况(问题)", "双河村电压不稳，群众反映强烈。");
    await save(page);
    await screenshot(page, "opinion-saved");
    expect(await close()).toBe(0);

    const again = await current.launch();
    await goTo(again.page, "热线");
    await again.page.getByText("石桥村饮水不稳", { exact: false }).first().waitFor();
    await screenshot(again.page, "hotline-list");
    for (const kind of ["session", "opinion", "hotline"] as const) {
      expect((await callService(again.page, "record.list", { kind })).total, kind).toBe(1);
    }
    expect(again.errors).toEqual([]);
  });

  test("写到一半断电（kill -9），重新打开，一个字也不少", async () => {
    const { page, kill } = await current.launch();
    await setUpByHand(page, station);
    await page.getByRole("button", { name: "写社情民意" }).click();
    await fillIn(page, "标题", "关于解决农产品滞销的建议");
    const facts = fieldOf(page, "情况(问题)");
    await facts.click();
    await facts.pressSequentially("今年柑橘丰收，收购价每斤只有八毛，", { delay: 20 });
    // As long as it takes to see what one has typed.
    await page.waitForTimeout(600);
    await kill();

    const again = await current.launch();
    await again.page.getByRole("heading", { name: "今日" }).waitFor();
    await screenshot(again.page, "draft-on-today");
    await again.page.getByText("关于解决农产品滞销的建议", { exact: false }).first().click();
    await expect.poll(() => fieldOf(again.page, "情况(问题)").inputValue()).toBe("今年柑橘丰收，收购价每斤只有八毛，");
    expect(await fieldOf(again.page, "标题").inputValue()).toBe("关于解决农产品滞销的建议");
    await screenshot(again.page, "draft-restored");
    await save(again.page);
    expect((await callService(again.page, "draft.list", {})).length).toBe(0);
  });

  test("只用键盘：Ctrl+N 新建，回车到下一项，Ctrl+S 保存，Esc 回列表，一边输入一边查找", async () => {
    const { page } = await current.launch();
    await setUpByHand(page, station);
    await goTo(page, "社情民意");
    await page.getByRole("heading", { name: "社情民意" }).waitFor();
    await page.keyboard.press("Control+n");
    await fieldOf(page, "标题").waitFor();
    await page.keyboard.type("关于路灯的建议");
    expect(await fieldOf(page, "标题").inputValue()).toBe("关于路灯的建议");
    await page.keyboard.press("Enter");
    expect(await fieldOf(page, "标题").evaluate((field) => field === document.activeElement)).toBe(false);
    await save(page);
    await page.keyboard.press("Escape");
    const search = page.getByRole("searchbox").or(page.getByPlaceholder(/^查找/u)).first();
    await search.waitFor();
    for (const [typed, total] of [
      ["路灯", 1],
      ["没有的词", 0],
    ] as const) {
      await search.fill(typed);
      await expect.poll(() => page.getByText("关于路灯的建议").count()).toBe(total);
    }
  });

  test("去年的台账：选文件、看预览、导入，撤销后一条不剩", async () => {
    const ledger = join(current.workplace.folder("台账"), "热线台账2023.xlsx");
    await writeFile(ledger, await writeLedgerXlsx(sampleLedger));
    const { app, page } = await current.launch();
    await setUpByHand(page, station);
    await answerOpenDialog(app, [ledger]);
    await goTo(page, "台账导入");
    await page.getByRole("button", { name: "选择台账文件", exact: false }).first().click();
    for (const step of ["下一步", "下一步", "下一步：导入 2 条"])
      await page.getByRole("button", { name: step, exact: true }).click();
    await page.getByRole("button", { name: "开始导入 2 条热线记录" }).click();
    await page.getByRole("button", { name: "撤销本次导入", exact: false }).waitFor();
    await screenshot(page, "ledger-imported");
    expect(await accessibilityProblems(page)).toEqual([]);
    expect((await callService(page, "record.list", { kind: "hotline" })).total).toBe(2);
    const [batch] = await callService(page, "ledger.batches", {});
    await callService(page, "ledger.undo", { batch: batch?.batch ?? "" });
    expect((await callService(page, "record.list", { kind: "hotline" })).total).toBe(0);
  });

  test.skipIf(sharedData === null)("真实的三本台账导入后，年度数字与公布的一致", async () => {
    const { page } = await current.launch();
    await callService(page, "app.setup", { role: "station", name: station.name, operator: station.operator });
    for (const name of ["热线台账-武宣2023.xlsx", "协商活动台账-荣昌2023.xlsx", "社情民意台账-南川2024-GB18030.csv"]) {
      const result = await callService(page, "ledger.import", { file: join(sharedData ?? "", "ledgers", name) });
      expect(result.problems.filter(({ severity }) => severity === "error")).toEqual([]);
    }
    await page.reload();
    await goTo(page, "统计");
    const of2023 = await callService(page, "report.year", { year: 2023 });
    const of2024 = await callService(page, "report.year", { year: 2024 });
    expect(of2023.session).toMatchObject({ sessions: 215, attendances: 1_967, problemsSolved: 239 });
    expect(of2023.hotline).toMatchObject({ calls: 152, enterprise: 85, residents: 67, immediate: 138 });
    expect(of2023.hotline.satisfaction).toMatchObject({ numerator: 152, denominator: 152 });
    expect(of2024.opinion).toMatchObject({
      collected: 140,
      compiled: 101,
      passedOn: { national: 14, city: 6 },
      instructed: 5,
    });
    await screenshot(page, "stats-real");
    expect(await accessibilityProblems(page)).toEqual([]);
  });
});
