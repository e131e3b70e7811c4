/** The sample rows as cells: a field's value as a person reads it, an event in a few words. Pure. */
import type { LedgerPreview } from "../../../db/api.ts";
import { adoptions, eventTypes, grades, levels, passTargets } from "../../../db/schema/event.ts";
import { columnsOf } from "../../../db/schema/kinds.ts";
import type { Labels } from "../../text/labels.ts";

export interface SampleColumn {
  readonly index: number;
  readonly header: string;
  readonly field: string;
}

/** Columns that fill a field of the record. Virtual targets become events, and those are shown in one column of their own. */
export function sampleColumns(preview: LedgerPreview): readonly SampleColumn[] {
  const fields = new Set(columnsOf(preview.kind).map(({ name }) => name));
  return preview.columns.flatMap(({ index, header, target }) =>
    target !== null && fields.has(target) ? [{ index, header, field: target }] : [],
  );
}

export function fieldText(preview: LedgerPreview, field: string, value: unknown, labels: Labels): string {
  const column = columnsOf(preview.kind).find(({ name }) => name === field);
  return column === undefined ? "" : labels.value(column.meta, value);
}

const optionTables = { grade: grades, level: levels, passedTo: passTargets, adoption: adoptions };

/** `办结 2023-03-04` or `回访 满意`. */
export function eventText(event: Readonly<Record<string, unknown>>, labels: Labels): string {
  const at = typeof event["at"] === "string" ? event["at"].slice(0, 10) : "";
  const details = Object.entries(optionTables).flatMap(([name, options]) => {
    const code = event[name];
    return typeof code === "string" ? [labels.option(options, code)] : [];
  });
  return [labels.option(eventTypes, String(event["type"])), at, ...details].filter((part) => part !== "").join(" ");
}
