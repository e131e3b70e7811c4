/** The year's figures, and the rows behind each of them. */
import { dutyReport } from "../reports/duty/report.ts";
import { dutyRows } from "../reports/duty/rows.ts";
import { figureRows } from "../reports/rows.ts";
import { yearReport } from "../reports/year.ts";
import { readSettings } from "../office/settings.ts";
import type { Part } from "./context.ts";

export const reportHandlers: Part<"report.year" | "report.rows" | "report.duty" | "report.dutyRows"> = {
  "report.year": (context, { year, station = null }) =>
    yearReport(context.db, { year, station }, readSettings(context.db), context.now()),

  "report.rows": ({ db }, { year, figure, station = null }) =>
    figureRows(db, figure, { year, station }, readSettings(db)),

  "report.duty": ({ db }, { year, station = null }) => dutyReport(db, { year, station }, readSettings(db)),

  "report.dutyRows": ({ db }, input) => dutyRows(db, input, readSettings(db)),
};
