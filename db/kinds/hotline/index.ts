/** 服务热线: what a call is to ledgers, lists, papers, figures and searching. */
import { readSettings } from "../../office/settings.ts";
import type { Stored } from "../../schema/kinds.ts";
import { comparedCharacters } from "../../text/collation.ts";
import type { ReadableDb } from "../../sqlite/connection.ts";
import { ofState, type MainModule } from "../common/kind-module.ts";
import { recordAs } from "../common/ledger-fields.ts";
import { completeHotline } from "./complete.ts";
import { dueDate } from "./due.ts";
import { hotlineDuty } from "./duty.ts";
import { callsWhere, hotlineFigures } from "./figures.ts";
import { hotlineColumns, hotlineLedger } from "./ledger.ts";
import { numberer } from "./numbering.ts";
import { hotlineData } from "./paper.ts";
import { hotlineDerived } from "./state.ts";

export const hotlineModule: MainModule = {
  ledger: hotlineLedger,
  searchRank: 2,
  details: ["enterprise", "caller", "village"],
  complete: completeHotline,
  rows: [],
  state: hotlineDerived,
  imported: (db, station) => {
    const nextNumber = numberer(db, station);
    return (row) => (row["number"] === null ? { ...row, number: nextNumber(String(row["calledAt"])) } : row);
  },
  columns: new Map([
    ...ofState("state", "dueOn", "unit", "assignedAt", "closedAt", "supervisions", "callback", "grade"),
    ["sameDemand", `(t."sameAsId" IS NOT NULL OR EXISTS (SELECT 1 FROM "hotline" o WHERE o."sameAsId" = t."id"))`],
  ]),
  linkName: `trim(coalesce(l."number", '') || ' ' || replace(substr(l."content", 1, ${comparedCharacters}), char(10), ' '))`,
  totals: [
    {
      alias: "h",
      source: callsWhere,
      figures: {
        calls: hotlineFigures.calls,
        enterprise: hotlineFigures.enterprise,
        residents: hotlineFigures.residents,
        closed: hotlineFigures.closed,
      },
    },
  ],
  duty: hotlineDuty,
  printed: {
    ledger: hotlineColumns,
    counter: "件",
    data: (db, full) => {
      const call = recordAs(full, "hotline");
      return hotlineData(full, call, dueExplanation(db, call));
    },
    fileName: (full) => [recordAs(full, "hotline").number ?? full.title],
    hasPhotos: false,
  },
};

/** How the date was counted; nothing when the date is another one, entered by hand or extended. */
function dueExplanation(db: ReadableDb, call: Stored<"hotline">): string {
  const counted = dueDate(call, readSettings(db));
  if (counted.dueOn === null || counted.dueOn !== call.dueOn) return "";
  return counted.summary.zh.replace(/[：。]$/u, "");
}
