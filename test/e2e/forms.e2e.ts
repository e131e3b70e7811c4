/** Work in the forms: undo, several drafts, history, power cuts, input methods, the keyboard alone. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { MainKind } from "../../db/schema/kinds.ts";
import { accessibilityProblems } from "./helpers/accessible.ts";
import { callService } from "./helpers/call.ts";
import { fieldOf, fillIn, goTo, save, setUpByHand } from "./helpers/clerk.ts";
import { draftsOfImage, LAG_MS, typeWithImages } from "./helpers/crash-image.ts";
import { electronBinary } from "./helpers/environment.ts";
import { screenshot, windowPicture } from "./helpers/launch.ts";
import { scenario } from "./helpers/scenario.ts";
import { tabOrder } from "./helpers/tab-order.ts";

const current = scenario();
const station = { role: "联络站", name: "桐岭镇联络站", operator: "李敏" } as const;
const focusedPath = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest<HTMLElement>("[data-path]")?.dataset["path"] ?? null);

/** 30 characters each, into the field that is written longest. */
const forms = [
  {
    kind: "session",
    create: "登记协商活动",
    field: "议题",
    text: "石桥村老旧小区加装电梯占用绿地怎么补偿大家坐下来商量第二次会",
  },
  {
    kind: "opinion",
    create: "写社情民意",
    field: "情况(问题)",
    text: "今年柑橘丰收，收购价每斤只有0.8元，仍有30万斤滞销在果园",
  },
  {
    kind: "hotline",
    create: "登记热线",
    field: "诉求内容",
    text: "河坝组12户饮水不稳，每天晚上7点以后停水，请派人查看管道。",
  },
] as const;

/** What a draft holds in the field that was typed in. */
function textIn(content: Readonly<Record<string, unknown>> | undefined, kind: MainKind): string {
  const fields = content?.["fields"] as Readonly<Record<string, unknown>> | undefined;
  const value = fields?.[{ session: "title", opinion: "facts", hotline: "content" }[kind]];
  return typeof value === "string" ? value : "";
}

describe.skipIf(electronBinary === null)("表单", () => {
  test("撤销和重做：文字、选项、日期、问题清单都能退回，光标跟着走", async () => {
    const { page, errors } = await current.launch();
    await setUpByHand(page, station);
    await page.getByRole("button", { name: "登记协商活动" }).click();
    const title = fieldOf(page, "议题");
    await title.pressSequentially("老旧小区加装电梯");
    await fillIn(page, "开始时间", "20260302");
    await page.keyboard.press("Enter");
    await page.getByLabel("开始时间 时间").fill("930");
    await page.keyboard.press("Tab");
    await page.getByRole("button", { name: "添加问题" }).click();
    await page.keyboard.type("电梯井占用绿地");
    await page.getByRole("button", { name: "添加问题" }).click();
    await page.keyboard.type("一楼住户不同意");
    await page.getByRole("button", { name: "移除第 1 行" }).click();
    const rows = page.locator(".child-problems .child-row");
    expect(await rows.count()).toBe(1);

    await page.keyboard.press("Control+z");
    await expect.poll(() => rows.count()).toBe(2);
    await expect.poll(() => focusedPath(page)).toMatch(/^problems\.0\./);
    await page.keyboard.press("Control+z");
    const second = rows.nth(1).locator("textarea").first();
    await expect.poll(() => second.inputValue()).toBe("");
    await expect.poll(() => focusedPath(page)).toBe("problems.1.fields.text");
    await page.keyboard.press("Control+z");
    await expect.poll(() => rows.count()).toBe(1);
    await page.keyboard.press("Control+Shift+z");
    await page.keyboard.press("Control+y");
    await expect.poll(() => second.inputValue()).toBe("一楼住户不同意");
    await screenshot(page, "form-undo");

    const button = page.getByRole("button", { name: "撤销", exact: true });
    for (let step = 0; step < 20 && (await button.isEnabled()); step += 1) await button.click();
    expect(await rows.count()).toBe(0);
    expect(await title.inputValue()).toBe("");
    expect(await fieldOf(page, "开始时间").inputValue()).toBe("");
    expect(await page.getByLabel("开始时间 时间").inputValue()).toBe("");
    const redo = page.getByRole("button", { name: "重做", exact: true });
    while (await redo.isEnabled()) await redo.click();
    expect(await title.inputValue()).toBe("老旧小区加装电梯");
    expect(await fieldOf(page, "开始时间").inputValue()).toBe("2026-03-02");
    expect(await page.getByLabel("开始时间 时间").inputValue()).toBe("09:30");
    expect(await rows.count()).toBe(1);
    expect(errors).toEqual([]);
  });

  test("问题和成效用按钮或 Alt+↑↓ 调顺序：光标跟着走，可撤销，保存后还是这个次序", async () => {
    const { page, errors } = await current.launch();
    await setUpByHand(page, station);
    await page.getByRole("button", { name: "登记协商活动" }).click();
    await fillIn(page, "议题", "老旧小区加装电梯");
    await fillIn(page, "开始时间", "20260302");
    await page.keyboard.press("Enter");
    for (const text of ["绿地", "电梯", "管线"]) {
      await page.getByRole("button", { name: "添加问题" }).click();
      await page.keyboard.type(text);
    }
    const texts = () =>
      page
        .locator('.child-problems [data-field="text"] textarea')
        .evaluateAll((inputs) => inputs.map((input) => (input as HTMLTextAreaElement).value).join(""));
    const caret = () =>
      page.evaluate(() => {
        const { activeElement } = document;
        return activeElement instanceof HTMLTextAreaElement
          ? [activeElement.value, activeElement.selectionStart]
          : null;
      });
    // A text that wraps in its column is one line all the same: Enter goes on.
    await page.keyboard.press("Enter");
    await expect.poll(() => focusedPath(page)).toBe("problems.2.fields.unit");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Alt+ArrowUp");
    await expect.poll(texts).toBe("绿地管线电梯");
    expect(await caret()).toEqual(["管线", 1]);
    await page.keyboard.press("Alt+ArrowUp");
    await page.keyboard.press("Alt+ArrowUp");
    await expect.poll(texts).toBe("管线绿地电梯");
    expect(await caret()).toEqual(["管线", 1]);
    // A key of an input method is the input method's.
    await page.evaluate(() =>
      document.activeElement?.dispatchEvent(
        new KeyboardEvent("keydown", { key: "ArrowDown", altKey: true, isComposing: true, bubbles: true }),
      ),
    );
    expect(await texts()).toBe("管线绿地电梯");
    await page.keyboard.press("Control+z");
    await expect.poll(texts).toBe("绿地管线电梯");
    await page.keyboard.press("Control+y");
    await expect.poll(texts).toBe("管线绿地电梯");
    // A closed list does not open, and the row moves with the list's field focused.
    await page.locator('[data-path="problems.0.fields.state"] input').focus();
    await page.keyboard.press("Alt+ArrowDown");
    await expect.poll(texts).toBe("绿地管线电梯");
    expect(await focusedPath(page)).toBe("problems.1.fields.state");
    expect(await page.locator(".ant-select-dropdown:visible").count()).toBe(0);
    const down = page.getByRole("button", { name: "下移第 2 行" });
    await down.hover();
    await page.getByText("下移第 2 行（Alt+↓）").waitFor();
    await screenshot(page, "form-rows");
    await down.click();
    await expect.poll(texts).toBe("绿地电梯管线");
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label")))
      .toBe("上移第 3 行");
    for (const name of ["争取资金", "受益群众"]) {
      await page.getByRole("button", { name: "添加成效" }).click();
      await page.keyboard.type(name);
    }
    await page.keyboard.press("Alt+ArrowUp");
    await page.keyboard.press("Control+/");
    await page.getByText("上移这一行（问题、成效、附件）").waitFor();
    await page.keyboard.press("Escape");
    await save(page);
    const { records } = await callService(page, "record.list", { kind: "session" });
    const id = records[0]?.id ?? "";
    const saved = await callService(page, "record.get", { id });
    expect(saved.problems.map(({ text }) => text)).toEqual(["绿地", "电梯", "管线"]);
    expect(saved.measures.map(({ name }) => name)).toEqual(["受益群众", "争取资金"]);
    await page.locator('[data-path="problems.2.fields.text"] textarea').focus();
    await page.keyboard.press("Alt+ArrowUp");
    await save(page);
    expect((await callService(page, "record.get", { id })).problems.map(({ text }) => text)).toEqual([
      "绿地",
      "管线",
      "电梯",
    ]);
    expect(errors).toEqual([]);
  });

  test("几张表同时开着：切换、关闭、重新打开，写的字和光标都在；关掉程序再开也记得", async () => {
    const { app, page, close, errors } = await current.launch();
    await setUpByHand(page, station);
    const strip = page.getByRole("region", { name: "打开的表单" });
    const tabs = strip.locator(".form-tab-go");
    await page.getByRole("button", { name: "写社情民意" }).click();
    await fieldOf(page, "标题").pressSequentially("第一份草稿");
    await goTo(page, "今日");
    await page.getByRole("button", { name: "写社情民意" }).click();
    await fieldOf(page, "标题").pressSequentially("第二份草稿");
    await fieldOf(page, "情况(问题)").click();
    await page.keyboard.type("桥面开裂，已有三处");
    for (let count = 0; count < 4; count += 1) await page.keyboard.press("ArrowLeft");
    await goTo(page, "今日");
    await page.getByRole("button", { name: "登记热线" }).click();
    await fieldOf(page, "诉求人").waitFor();
    expect(await tabs.allInnerTexts()).toEqual([
      expect.stringMatching(/第一份草稿\s*未保存/u),
      expect.stringMatching(/第二份草稿\s*未保存/u),
      "新的热线",
    ]);
    await screenshot(page, "form-strip");
    // With less room than tabs each keeps some of its title, the scroll bar lies below them, and the operator's name stays whole.
    const zoom = (factor: number) =>
      app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(to), factor);
    await zoom(2.5);
    await expect.poll(() => strip.evaluate((box) => box.scrollWidth > box.clientWidth)).toBe(true);
    expect(await strip.evaluate((box) => box.scrollHeight <= box.clientHeight)).toBe(true);
    const widths = await strip
      .locator(".form-tab-title")
      .evaluateAll((titles) =>
        titles.map((title) => title.clientWidth / Number.parseFloat(getComputedStyle(title).fontSize)),
      );
    for (const width of widths) expect(width).toBeGreaterThan(5);
    // Nothing of a tab lies over another part of it.
    const overlaps = await strip.locator(".form-tab").evaluateAll((all) =>
      all.filter((tab) => {
        const [mark, cross] = [".form-tab-unsaved", ".form-tab-close"].map((part) => tab.querySelector(part));
        return (mark?.getBoundingClientRect().right ?? 0) > (cross?.getBoundingClientRect().left ?? 0);
      }),
    );
    expect(overlaps.length).toBe(0);
    const name = page.locator(".nav-operator");
    await windowPicture({ app }, "form-strip-200");
    const lines = await name.evaluate((button) => {
      const text = button.firstChild;
      const range = document.createRange();
      if (text === null) return 0;
      range.setStart(text, (text.textContent ?? "").indexOf("李敏"));
      range.setEndAfter(text);
      return range.getClientRects().length;
    });
    expect(lines).toBe(1);
    await zoom(1);

    await page.keyboard.press("Control+Shift+Tab");
    const facts = fieldOf(page, "情况(问题)");
    await expect.poll(() => facts.inputValue()).toBe("桥面开裂，已有三处");
    await expect.poll(() => focusedPath(page)).toBe("fields.facts");
    await page.keyboard.type("今年");
    expect(await facts.inputValue()).toBe("桥面开裂，今年已有三处");
    await page.keyboard.press("Control+Tab");
    await fieldOf(page, "诉求人").waitFor();
    await page.keyboard.press("Control+w");
    await expect.poll(() => tabs.count()).toBe(2);

    await page.keyboard.press("Control+w");
    await page.getByText("草稿已保留，可在今日找到").waitFor();
    await expect.poll(() => tabs.count()).toBe(1);
    await page.getByRole("button", { name: "重新打开" }).click();
    await expect.poll(() => tabs.count()).toBe(2);
    // The undo history is the open form's; what was typed is the draft's.
    await page.keyboard.press("Escape");
    await goTo(page, "今日");
    const drafts = await callService(page, "draft.list", {});
    expect(drafts.map(({ title }) => title).toSorted()).toEqual(["第一份草稿", "第二份草稿"]);
    await expect.poll(async () => (await callService(page, "preference.get", {})).openForms.length).toBe(2);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(errors).toEqual([]);
    await close();

    const again = await current.launch();
    const kept = again.page.getByRole("region", { name: "打开的表单" });
    await kept
      .getByRole("button", { name: /第二份草稿/u })
      .first()
      .click();
    await expect.poll(() => fieldOf(again.page, "情况(问题)").inputValue()).toBe("桥面开裂，今年已有三处");
    await save(again.page);
    await expect.poll(() => kept.locator(".form-tab-active").innerText()).not.toMatch("未保存");
    await again.page.keyboard.press("Escape");
    await expect.poll(() => kept.locator(".form-tab").count()).toBe(1);
    expect(again.errors).toEqual([]);
  });

  test("保存并新增：沿用日期、村和平台，保存后还能撤销到保存前", async () => {
    const { page } = await current.launch();
    await setUpByHand(page, station);
    await page.getByRole("button", { name: "登记协商活动" }).click();
    await fillIn(page, "议题", "路灯维修");
    await fillIn(page, "开始时间", "20260302");
    await page.keyboard.press("Enter");
    await fillIn(page, "村(社区)", "石桥村");
    await page.keyboard.press("Control+Shift+s");
    await page.getByText(/沿用上一条：开始时间 2026-03-02/u).waitFor();
    await screenshot(page, "form-carried");
    expect(await fieldOf(page, "村(社区)").inputValue()).toBe("石桥村");
    expect(await fieldOf(page, "议题").inputValue()).toBe("");
    await fillIn(page, "议题", "水渠清淤");
    await save(page);
    await page.keyboard.press("Control+z");
    await expect.poll(() => fieldOf(page, "议题").inputValue()).toBe("");
    await page.keyboard.press("Control+y");
    await expect.poll(() => fieldOf(page, "议题").inputValue()).toBe("水渠清淤");
    const { records } = await callService(page, "record.list", { kind: "session" });
    expect(new Map(records.map(({ title, fields }) => [title, fields["startAt"]]))).toEqual(
      new Map([
        ["水渠清淤", "2026-03-02"],
        ["路灯维修", "2026-03-02"],
      ]),
    );
  });

  test("历史版本：看得到谁什么时候把什么改成什么，恢复后不满意还能撤销", async () => {
    const { page, errors } = await current.launch();
    await setUpByHand(page, station);
    const text = "石桥村桥面开裂，已有三处，过往车辆需要绕行，群众反映强烈，请交通部门尽快安排维修。";
    const { record } = await callService(page, "record.save", {
      kind: "session",
      fields: { title: "桥面维修", startAt: "2026-03-02", background: text },
      problems: [{ id: null, fields: { text: "桥面开裂", state: "todo" } }],
    });
    const { id } = record;
    const changed = { background: text.replace("三处", "五处").replace("需要绕行，", ""), form: "small" };
    await callService(page, "record.save", { kind: "session", id, fields: changed, problems: [] });
    await callService(page, "event.add", { recordId: id, fields: { type: "remark", text: "已约养护站" } });
    await page.reload();
    await goTo(page, "协商活动");
    await page.getByText("桥面维修").first().click();
    await page.getByRole("tab", { name: "历史版本" }).click();
    const history = page.locator(".history");
    await history.getByText("移除 问题：桥面开裂").waitFor();
    expect(await history.locator(".text-diff del").allInnerTexts()).toEqual(["三", "需要绕行，"]);
    expect(await history.locator(".text-diff ins").allInnerTexts()).toEqual(["五"]);
    await screenshot(page, "history");
    expect(await accessibilityProblems(page)).toEqual([]);

    await history.getByRole("button", { name: "与现在比较" }).last().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("新增 问题：桥面开裂").waitFor();
    await screenshot(page, "history-compare");
    await dialog.getByRole("button", { name: "恢复到这个版本" }).click();
    const rows = page.locator(".child-problems .child-row");
    await expect.poll(() => rows.count()).toBe(1);
    expect(await fieldOf(page, "背景").inputValue()).toBe(text);
    await page.getByRole("button", { name: "撤销", exact: true }).first().click();
    await expect.poll(() => rows.count()).toBe(0);
    await page.getByRole("button", { name: "重做", exact: true }).click();
    await expect.poll(() => rows.count()).toBe(1);
    await save(page);
    const restored = await callService(page, "record.get", { id });
    expect(restored.record).toMatchObject({ background: text, form: null });
    expect(restored.problems.map((row) => row.text)).toEqual(["桥面开裂"]);
    expect(restored.events).toHaveLength(1);
    expect(errors).toEqual([]);
  });

  /**
   * “断电” of the issue, honestly and quickly: killing Electron 90 times would take minutes, so after every single keystroke
   * the database file and its log are copied as they lie on the disk — what a power cut at that moment leaves — and opened
   * like after a crash. In each of the 93 images the draft must hold everything typed until 300 ms before. The real SIGKILL
   * of all processes with a restart is done once a form in the next scenario.
   */
  test("三种表单各写 30 个字，每按一键就断一次电：草稿最多差最后 0.3 秒", async () => {
    const { page, dataDir } = await current.launch();
    await setUpByHand(page, station);
    for (const { kind, create, field, text } of forms) {
      await goTo(page, "今日");
      await page.getByRole("button", { name: create }).click();
      await fieldOf(page, field).click();
      const images = await typeWithImages({
        dataDir,
        into: current.workplace.folder(`断电-${kind}`),
        text,
        type: (character) => page.keyboard.type(character),
        wait: (ms) => page.waitForTimeout(ms),
      });
      expect([...text]).toHaveLength(30);
      for (const { folder, atLeast, atMost } of images) {
        const kept = textIn(draftsOfImage(folder).find((draft) => draft.kind === kind)?.content, kind);
        expect(atMost.startsWith(kept), `${kept} is no beginning of ${atMost}`).toBe(true);
        expect(kept.startsWith(atLeast), `${kept} lacks some of ${atLeast}`).toBe(true);
      }
      expect(images.at(-1)?.atLeast).toBe(text);
    }
  });

  test("三种表单写到一半真的 kill -9，重新打开，每次都一个字不少", async () => {
    let running = await current.launch();
    await setUpByHand(running.page, station);
    for (const { create, field, text } of forms) {
      await running.page.getByRole("button", { name: create }).click();
      await fieldOf(running.page, field).click();
      await running.page.keyboard.type(text);
      await running.page.waitForTimeout(LAG_MS);
      await running.kill();
      running = await current.launch();
      await running.page.getByRole("heading", { name: "今日" }).waitFor();
      await running.page.locator(".today-link").first().click();
      await fieldOf(running.page, field).waitFor();
      expect(await fieldOf(running.page, field).inputValue()).toBe(text);
      await goTo(running.page, "今日");
    }
    expect(await callService(running.page, "draft.list", {})).toHaveLength(3);
  });

  test("输入法拼写时：Ctrl+S 不保存、回车不跳走、Ctrl+Z 不撤销；拼完是一步", async () => {
    const { page } = await current.launch();
    await setUpByHand(page, station);
    await page.getByRole("button", { name: "登记协商活动" }).click();
    const keyboard = await page.context().newCDPSession(page);
    const compose = (text: string) =>
      keyboard.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    const commit = (text: string) => keyboard.send("Input.insertText", { text });
    // As Windows reports a key that the input method took (229), and as a key that only `isComposing` marks.
    const press = async (key: string, code: string, modifiers: number, virtualKey: number) => {
      for (const windowsVirtualKeyCode of [229, virtualKey]) {
        await keyboard.send("Input.dispatchKeyEvent", {
          type: "rawKeyDown",
          key,
          code,
          modifiers,
          windowsVirtualKeyCode,
        });
        await keyboard.send("Input.dispatchKeyEvent", { type: "keyUp", key, code, modifiers, windowsVirtualKeyCode });
      }
    };
    for (const [label, path] of [
      ["议题", "fields.title"],
      ["背景", "fields.background"],
    ] as const) {
      const field = fieldOf(page, label);
      await field.click();
      await page.keyboard.type("关于");
      await page.keyboard.press("Tab");
      await field.click();
      await page.keyboard.press("End");
      await compose("lu");
      await compose("lu'deng");
      await press("s", "KeyS", 2, 83);
      await press("Enter", "Enter", 0, 13);
      await press("z", "KeyZ", 2, 90);
      await press("Escape", "Escape", 0, 27);
      expect(await focusedPath(page), label).toBe(path);
      expect(await field.inputValue(), label).toBe("关于lu'deng");
      await compose("路灯");
      await commit("路灯");
      await expect.poll(() => field.inputValue(), { message: label }).toBe("关于路灯");
      expect(await page.locator("[data-invalid]").count(), label).toBe(0);
      await page.keyboard.press("Control+z");
      await expect.poll(() => field.inputValue(), { message: label }).toBe("关于");
      await page.keyboard.press("Control+y");
      await expect.poll(() => field.inputValue(), { message: label }).toBe("关于路灯");
    }
    expect((await callService(page, "record.list", { kind: "session" })).total).toBe(0);
    await expect
      .poll(async () => (await callService(page, "draft.list", {})).map(({ title }) => title))
      .toEqual(["关于路灯"]);
  });

  test("只按 Tab：三张表的每个控件按看到的顺序各到一次，进得去出得来，焦点看得见", async () => {
    const { page } = await current.launch();
    await setUpByHand(page, station);
    for (const { kind, create, field } of forms) {
      await goTo(page, "今日");
      await page.getByRole("button", { name: create }).click();
      await fieldOf(page, field).waitFor();
      if (kind === "session") await page.getByRole("button", { name: "添加问题" }).click();
      const order = await tabOrder(page, ".record-main");
      expect(order.controls.length, kind).toBeGreaterThan(10);
      expect(order.forth, kind).toEqual(order.controls);
      expect(order.back, kind).toEqual(order.controls.toReversed());
      expect(order.againstReading, kind).toEqual([]);
      expect(order.unseen, kind).toEqual([]);
      expect(order.isLeft, kind).toEqual([true, true]);
    }
  });
});
