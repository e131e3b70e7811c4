import { describe, expect, it } from "vitest";
import { byMainKind } from "../../db/schema/kinds.ts";
import type { ImportResult, StationStatus } from "../../db/api/operations.ts";
import {
  baseName,
  hasSomethingToApply,
  summarise,
  toneOf,
  outcomeWord,
  refusalWord,
} from "../../renderer/screens/sync/outcomes.ts";
import { refusalReasons } from "../../db/schema/refusal.ts";
import { en } from "../../renderer/text/en.ts";
import { zh } from "../../renderer/text/zh.ts";
import { concernOf, daysSilent, sortStations } from "../../renderer/screens/sync/stations.ts";

const result = (outcome: ImportResult["outcome"], entries = 0, setAside = 0): ImportResult => ({
  file: "a.lxq",
  outcome,
  entries,
  records: entries,
  setAside,
  code: null,
  message: null,
  reason: null,
  station: null,
});

describe("results of an import", () => {
  it("is not green when entries were set aside, and not red for a duplicate", () => {
    expect(toneOf(result("imported", 3))).toBe("success");
    expect(toneOf(result("imported", 3, 1))).toBe("warning");
    expect(toneOf(result("duplicate"))).toBe("info");
    expect(toneOf(result("fork"))).toBe("error");
  });

  it("还没有导入时说可以导入，不说已导入", () => {
    expect(outcomeWord("imported", false)).toBe("sync.importing.would.imported");
    expect(outcomeWord("held", false)).toBe("sync.importing.would.held");
    expect(outcomeWord("imported", true)).toBe("sync.outcome.imported");
    expect(outcomeWord("duplicate", false)).toBe("sync.outcome.duplicate");
  });

  it("adds up only what was imported", () => {
    const summary = summarise([result("imported", 10, 1), result("duplicate", 7), result("held", 4)]);
    expect(summary).toMatchObject({
      files: 3,
      entries: 10,
      setAside: 1,
      byOutcome: { imported: 1, duplicate: 1, held: 1 },
    });
  });

  it("has nothing to apply when every file is known or refused", () => {
    expect(hasSomethingToApply([result("duplicate"), result("refused")])).toBe(false);
    expect(hasSomethingToApply([result("duplicate"), result("held")])).toBe(true);
  });

  it("shows a file without its folder on Windows too", () => {
    expect([baseName("E:\\数据 包\\a.lxq"), baseName("/media/usb/a.lxq"), baseName("a.lxq")]).toEqual([
      "a.lxq",
      "a.lxq",
      "a.lxq",
    ]);
  });
});

describe("stations that need a hand", () => {
  const now = Date.UTC(2026, 10, 21);
  const day = 86_400_000;
  const station = (name: string, more: Partial<StationStatus>): StationStatus => ({
    name,
    station: name,
    replicas: [],
    records: byMainKind(() => 0),
    lastImportAt: now - day,
    held: 0,
    heldFiles: [],
    ...more,
  });
  const waiting = { replica: "r", state: "waiting", headSeq: 0, lastImportAt: null, join: null } as const;

  it("puts a phone call to make before everything else", () => {
    const stations = [
      station("好", {}),
      station("久", { lastImportAt: now - 40 * day }),
      station("未加入", { lastImportAt: null }),
      station("缺包", { held: 1 }),
      station("等确认", { replicas: [waiting], lastImportAt: null }),
    ];
    expect(sortStations(stations, now).map(({ name }) => name)).toEqual(["等确认", "缺包", "久", "未加入", "好"]);
    expect(concernOf(stations[1] ?? station("", {}), now)).toBe("silent");
  });

  it("does not count a wrong clock as negative days", () => {
    expect(daysSilent(station("a", { lastImportAt: now + 5 * day }), now)).toBe(0);
    expect(daysSilent(station("a", { lastImportAt: null }), now)).toBeNull();
  });
});

describe("区县没有接受的改动", () => {
  it("每种原因都用两种语言说，不露出代码；不认识的原因说出代码", () => {
    for (const [language, texts] of Object.entries({ zh, en })) {
      const words = texts.sync.receipt.refusal;
      expect(Object.keys(words)).toEqual([...refusalReasons, "other"]);
      for (const reason of refusalReasons) {
        expect(refusalWord(reason)).toBe(`sync.receipt.refusal.${reason}`);
        expect(words[reason], language).not.toContain(reason);
      }
      expect(words.other).toContain("{{code}}");
    }
    expect(refusalWord("reasonOfANewerProgram")).toBe("sync.receipt.refusal.other");
    expect(refusalWord("toString")).toBe("sync.receipt.refusal.other");
  });
});
