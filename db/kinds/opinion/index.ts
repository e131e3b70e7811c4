/** 社情民意信息: what an opinion is to ledgers, lists, papers, figures and searching. */
import { asEntered, asRead, ofState, type MainModule } from "../common/kind-module.ts";
import { recordAs } from "../common/ledger-fields.ts";
import { opinionDuty } from "./duty.ts";
import { adoptedAtAll, opinionFigures, opinionsWhere } from "./figures.ts";
import { opinionColumns, opinionLedger } from "./ledger.ts";
import { opinionData } from "./paper.ts";
import { opinionDerived } from "./state.ts";

export const opinionModule: MainModule = {
  ledger: opinionLedger,
  searchRank: 3,
  details: ["reporters"],
  complete: asEntered,
  rows: [],
  state: opinionDerived,
  imported: asRead,
  columns: new Map(ofState("state", "submittedAt", "adopted", "passedTo", "instructions", "replies")),
  linkName: `l."title"`,
  totals: [
    {
      alias: "o",
      source: opinionsWhere,
      figures: { collected: opinionFigures.collected, compiled: opinionFigures.compiled, adopted: adoptedAtAll },
    },
  ],
  duty: opinionDuty,
  printed: {
    ledger: opinionColumns,
    counter: "条",
    data: (_db, full) => opinionData(full, recordAs(full, "opinion")),
    fileName: (full) => [full.title],
    hasPhotos: false,
  },
};
