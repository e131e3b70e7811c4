import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { uuidv7 } from "../db/schema/ids.ts";
import { writeRecords, type Change } from "../db/journal/write.ts";
import { readIdentity } from "../db/office/identity.ts";
import { openDatabase, type Connection } from "../db/database/open.ts";
import { tableHashes } from "../db/journal/state-hash.ts";
import { rebuild } from "../db/journal/rebuild.ts";
import { verifyChain } from "../db/journal/check.ts";
import { setUp } from "../db/exchange/setup.ts";
import { kindOf } from "../db/journal/apply.ts";
import { erasureOf } from "../db/handlers/erasure.ts";
import { aCall, makeFolder, makeStation } from "./helpers/folder.ts";

/** What a clerk may do next; `n` picks one of the records there are. */
type Step =
  | { readonly do: keyof typeof kindOfStep }
  | { readonly do: "addEvent" | "addProblem" | "edit" | "delete" | "erase"; readonly n: number; readonly text: string };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom("newHotline", "newSession", "newOpinion") }),
  fc.record({
    do: fc.constantFrom("addEvent", "addProblem", "edit", "edit", "delete", "erase"),
    n: fc.nat(50),
    text: fc.string({ minLength: 1, maxLength: 20, unit: fc.constantFrom("水", "路", "灯", "a", "1") }),
  }),
);

const blanks = {
  newHotline: { ...aCall },
  newSession: { title: "加装电梯", startAt: "2026-01-02" },
  newOpinion: { title: "农网电压", collectedOn: "2026-01-03" },
};
const kindOfStep = { newHotline: "hotline", newSession: "session", newOpinion: "opinion" } as const;

function changesFor(db: Connection, ids: string[], action: Step, now: number): Change[] {
  if (!("n" in action)) {
    const id = uuidv7(now);
    ids.push(id);
    return [{ op: "create", kind: kindOfStep[action.do], id, set: blanks[action.do] }];
  }
  const { n, text } = action;
  const id = ids[n % Math.max(1, ids.length)];
  const kind = id === undefined ? null : kindOf(db, id);
  if (id === undefined || kind === null) return [];
  switch (action.do) {
    case "addEvent":
      return [{ op: "create", kind: "event", id: uuidv7(now), set: { recordId: id, type: "closed", text: text } }];
    case "addProblem":
      if (kind !== "session") return [];
      return [{ op: "create", kind: "problem", id: uuidv7(now), set: { sessionId: id, text: text, state: "todo" } }];
    case "edit":
      return [{ op: "update", kind, id, set: { village: text, note: text } }];
    case "delete":
      return [{ op: "delete", kind, id }];
    case "erase":
      return erasureOf(db, kind, id);
  }
}

describe("变更日志", () => {
  test("只凭变更日志重建，得到的数据与原来完全一样（任意次保存、删除、抹除之后）", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
        const db = openDatabase(makeFolder(), { create: true });
        try {
          setUp(db, db.dir, { role: "station", name: "站", operatorId: null, now: 1 });
          const ids: string[] = [];
          steps.forEach((action, index) => {
            const now = 1_700_000_000_000 + index;
            writeRecords(db, { identity: readIdentity(db), now }, changesFor(db, ids, action, now));
          });
          const before = tableHashes(db);
          rebuild(db);
          expect(tableHashes(db)).toEqual(before);
          expect(verifyChain(db, readIdentity(db).replicaId).brokenAt).toBeNull();
        } finally {
          db.close();
        }
      }),
      { numRuns: 60 },
    );
  });

  test("内容没有变的保存不产生新的日志", async () => {
    const station = await makeStation();
    const { record } = await station.call("record.save", { kind: "hotline", fields: aCall });
    const before = await station.call("record.history", { id: record.id });
    await station.call("record.save", { kind: "hotline", id: record.id, fields: aCall });
    expect(await station.call("record.history", { id: record.id })).toHaveLength(before.length);
  });

  test("日志被人改动过，检查会指出是哪一条", async () => {
    const dir = makeFolder();
    const station = await makeStation(dir);
    await station.call("record.save", { kind: "hotline", fields: aCall });
    await station.call("record.save", { kind: "hotline", fields: { ...aCall, content: "另一件" } });
    await station.close();
    const db = openDatabase(dir);
    db.run(`UPDATE "journal" SET "payload" = ? WHERE "seq" = 2`, [Buffer.from(`{"set":{"content":"改过"}}`)]);
    expect(verifyChain(db, readIdentity(db).replicaId).brokenAt).toBe(2);
    db.close();
  });
});
