import { describe, expect, test } from "vitest";
import { readingOf } from "../../db/text/pinyin.ts";
import { matchActions, recordEntries, type NamedAction, type RecordWords } from "../../renderer/commands/matching.ts";
import { commandIds } from "../../renderer/commands/registry.ts";
import { settingsSections } from "../../renderer/screens/settings/register.ts";
import { commandText } from "../../renderer/text/commands.ts";
import { settingsText } from "../../renderer/text/settings.ts";
import { zh } from "../../renderer/text/zh.ts";

const actions: readonly NamedAction[] = commandIds.map((id) => ({
  key: `command:${id}`,
  group: "操作",
  name: commandText.zh.names[id],
  detail: "",
  words: "",
  ...readingOf(commandText.zh.names[id]),
  end: "",
  run: () => {},
}));
/** A Chinese text by its key. */
const textAt = (key: string): string => {
  let found: unknown = zh;
  for (const part of key.split(".")) found = (found as Record<string, unknown>)[part];
  return String(found);
};
const titles = (text: string) => matchActions(actions, text).map(({ title }) => title);

describe("搜索全部：操作", () => {
  test("拼音首字母：xzrx 是新增热线，rx 也找得到", () => {
    expect(titles("xzrx")[0]).toBe("新增热线");
    expect(titles("XZSQMY")[0]).toBe("新增社情民意");
    expect(titles("rx")).toContain("新增热线");
    expect(titles("tj")[0]).toBe("统计");
  });

  test("按字：名称开头的在前，包含的在后", () => {
    expect(titles("新增")).toEqual(["新增热线", "新增委员", "新增协商活动", "新增社情民意", "保存并新增"]);
    expect(titles("热线")[0]).toBe("热线列表");
    expect(titles("没有的操作")).toEqual([]);
    expect(titles("  ")).toEqual([]);
  });

  test("还不知道首字母时按字仍然找得到", () => {
    const early = actions.map((action) => ({ ...action, initials: "", pinyin: "" }));
    expect(matchActions(early, "撤销").map(({ title }) => title)).toEqual(["撤销"]);
    expect(matchActions(early, "cx")).toEqual([]);
  });
});

describe("搜索全部：设置", () => {
  const settings = settingsSections.flatMap(({ key, title, settings: names }): NamedAction[] => {
    const named = (entry: string, name: string, words: string): NamedAction => ({
      key: entry,
      group: "设置",
      name,
      detail: "",
      words,
      ...readingOf(name),
      end: "",
      run: () => {},
    });
    return [
      named(`section:${key}`, textAt(title), settingsText.zh.words[key]),
      ...names.map((name) => named(`setting:${name}`, settingsText.zh.find[name], "")),
    ];
  });
  const keys = (typed: string) => matchActions([...actions, ...settings], typed).map(({ key }) => key);

  test("每个分区、每项设定按名称、全拼和首字母都找得到", () => {
    expect(settings.length).toBeGreaterThan(35);
    for (const { key, name, initials, pinyin } of settings) {
      for (const typed of [name, initials, pinyin.replaceAll(" ", ""), pinyin])
        expect(keys(typed), typed).toContain(key);
    }
  });

  test("名称中间的字也行，没打完的拼音也行；分区还认得别的说法", () => {
    expect(keys("sanji")).toContain("setting:categories");
    expect(keys("beifenjiang")).toContain("setting:backupEvery");
    expect(keys("dangefujian")).toContain("setting:attachmentFileMb");
    expect(keys("换届")).toContain("section:lists");
    expect(keys("搬家")).toContain("section:upkeep");
  });
});

test("每种记录列几条，多出来的有一行通向全部", () => {
  const opened: string[] = [];
  const words: RecordWords = {
    groupOf: (kind) => kind,
    stationOf: () => "桐岭镇联络站",
    role: (code) => code,
    more: (kind, total) => `${kind} ${total}`,
    open: ({ id }) => opened.push(id),
    openAll: (kind) => opened.push(`all ${kind}`),
  };
  const record = {
    station: "s",
    title: "路灯不亮",
    detail: "韦志华",
    roles: [],
    date: "2026-03-05T09:30",
    state: null,
  };
  const entries = recordEntries(
    {
      groups: [
        { kind: "hotline", total: 40, records: [{ ...record, id: "a", kind: "hotline" }] },
        { kind: "member", total: 1, records: [{ ...record, id: "b", kind: "member", date: null }] },
      ],
    },
    words,
  );
  expect(entries.map(({ title }) => title)).toEqual(["路灯不亮", "hotline 40", "路灯不亮"]);
  expect(entries[0]).toMatchObject({ detail: "桐岭镇联络站 · 韦志华", end: "2026-03-05" });
  for (const entry of entries) entry.run();
  expect(opened).toEqual(["a", "all hotline", "b"]);
});
