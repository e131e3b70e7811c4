import { beforeEach, describe, expect, test } from "vitest";
import { keysOf, MOST_TABS, nextTab, useOpenForms } from "../../renderer/stores/open-forms.ts";
import { newRoute, recordRoute, useRoute } from "../../renderer/stores/route.ts";

const { show, describe: tell, forget, rename, restore } = useOpenForms.getState();
const tabs = () => useOpenForms.getState().tabs;
const titles = () => tabs().map(({ title }) => title);

beforeEach(() => useOpenForms.setState({ tabs: [] }));

function opened(title: string, isUnsaved = false) {
  const route = newRoute("session");
  show(route);
  tell(route.draftKey, { title, isUnsaved, adding: 0 });
  return route;
}

describe("打开的表单", () => {
  test("同一类可以同时开几张新表，再次显示不会多出一张", () => {
    const first = opened("甲");
    opened("乙");
    show(first);
    expect(titles()).toEqual(["甲", "乙"]);
    expect(new Set(keysOf(tabs()).map(({ key }) => key)).size).toBe(2);
  });

  test("开得太多时，先收起最早的、没有未保存内容的一张", () => {
    opened("没保存", true);
    opened("已保存");
    for (let count = 2; count <= MOST_TABS; count += 1) opened(`第${count}张`, true);
    expect(titles()).not.toContain("已保存");
    expect(titles()).toContain("没保存");
    expect(tabs()).toHaveLength(MOST_TABS);
  });

  test("Ctrl+Tab 轮着走，从别的页面进来是第一张", () => {
    const [first, second] = [opened("甲"), opened("乙")];
    expect(nextTab(tabs(), first.draftKey, 1)?.title).toBe("乙");
    expect(nextTab(tabs(), second.draftKey, 1)?.title).toBe("甲");
    expect(nextTab(tabs(), first.draftKey, -1)?.title).toBe("乙");
    expect(nextTab(tabs(), null, 1)?.title).toBe("甲");
    expect(nextTab([], null, 1)).toBeUndefined();
  });

  test("新表保存后还在原来的位置，变成那条记录", () => {
    const first = opened("甲");
    opened("乙");
    rename(first.draftKey, recordRoute("session", "0190-a"));
    expect(keysOf(tabs())[0]).toEqual({ key: "edit:0190-a", kind: "session", recordId: "0190-a" });
  });

  test("重新启动后，上次的表单排在前面，不重复", () => {
    const now = opened("现在");
    const last = { route: newRoute("hotline"), title: "上次", isUnsaved: true, adding: 0 };
    restore([last, { route: now, title: "旧标题", isUnsaved: false, adding: 0 }]);
    expect(titles()).toEqual(["上次", "现在"]);
    forget(last.route.draftKey);
    expect(titles()).toEqual(["现在"]);
  });

  test("返回不会再打开已经关闭的表单", () => {
    const form = newRoute("opinion");
    useRoute.setState({ route: { screen: "today" }, trail: [] });
    const { open, forget: closed, back } = useRoute.getState();
    open(form);
    open({ screen: "stats" });
    closed(form.draftKey);
    back();
    expect(useRoute.getState().route).toEqual({ screen: "today" });
  });
});
