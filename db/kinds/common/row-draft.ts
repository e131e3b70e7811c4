/** One ledger row on its way to a record: its fields so far, its events, and all that did not fit, which goes to 备注. */
import { cellRemark, kept, type CellRemark } from "../../schema/cell-remarks.ts";
import { eventFields } from "../../schema/event.ts";
import { blank, columnsOf, type ListedKind } from "../../schema/kinds.ts";
import { words } from "../../schema/words.ts";
import { columnLetter, type CellValue } from "../../spreadsheet/cells.ts";
import type { DateContext } from "../../spreadsheet/dates.ts";
import type { HeaderColumn } from "../../spreadsheet/cells.ts";
import { cellText } from "../../spreadsheet/normalise.ts";
import type { PlannedEvent } from "./event-phrases.ts";

export interface PlanProblem {
  /** Row as Excel counts, from 1. */
  readonly row: number;
  /** Column letter, or "" when it concerns the whole row. */
  readonly column: string;
  readonly header: string;
  /** Field or virtual target. */
  readonly field: string | null;
  /** The cell's text. */
  readonly value: string;
  /** `error`: the row is not imported. */
  readonly severity: "error" | "warning";
  readonly remark: CellRemark;
}

/** A cell under a virtual target, and the column it came from. */
export interface SourceCell {
  readonly column: HeaderColumn;
  readonly cell: CellValue;
}

const plannedEventSchema = eventFields.omit({ recordId: true });

export class RowDraft {
  readonly kind: ListedKind;
  /** From 1. */
  readonly row: number;
  readonly context: DateContext;
  readonly fields: Record<string, unknown>;
  readonly events: PlannedEvent[] = [];
  readonly problems: PlanProblem[] = [];
  /** Cells by target, for fields and virtual targets alike. */
  readonly sources = new Map<string, SourceCell>();
  /** Names that the row gives for members, to be looked up in the roster. */
  readonly people = new Set<string>();
  /** Those of them who took part. */
  readonly attending = new Set<string>();
  readonly #extraNotes: string[] = [];

  constructor(kind: ListedKind, row: number, context: DateContext) {
    this.kind = kind;
    this.row = row;
    this.context = context;
    this.fields = blank(kind);
  }

  text(target: string): string {
    return cellText(this.sources.get(target)?.cell ?? null);
  }

  /** The value of a text field or of a date; null for anything else. */
  string(field: string): string | null {
    const value = this.fields[field];
    return typeof value === "string" ? value : null;
  }

  /** Keeps a cell's text in 备注 under its column's name, so that nothing in the ledger is lost. Once per cell. */
  keep({ column, cell }: SourceCell): void {
    const line = `${column.header.replaceAll("\n", "")}：${cellText(cell)}`;
    if (!this.#extraNotes.includes(line)) this.#extraNotes.push(line);
  }

  /** Reports a cell; `target` names it. */
  report(severity: PlanProblem["severity"], target: string, remark: CellRemark): void {
    const source = this.sources.get(target);
    this.problems.push({
      row: this.row,
      column: source === undefined ? "" : columnLetter(source.column.index),
      header: source?.column.header ?? "",
      field: target,
      value: source === undefined ? "" : cellText(source.cell),
      severity,
      remark,
    });
  }

  /** A cell that could not be used: warned about and kept in 备注. */
  setAside(target: string, remark: CellRemark): void {
    const source = this.sources.get(target);
    if (source !== undefined) this.keep(source);
    this.report("warning", target, kept(remark));
  }

  /** Adds an event made from the cells of `targets`; one that the schema refuses is set aside. */
  addEvent(event: PlannedEvent, targets: readonly string[]): void {
    const checked = plannedEventSchema.safeParse(event);
    if (checked.success) {
      this.events.push(checked.data);
      return;
    }
    for (const target of targets) if (this.sources.has(target)) this.setAside(target, cellRemark("tooLong"));
  }

  /** Closes the draft: note joined, every field checked against the schema. Problems of required fields are errors. */
  finish(): void {
    const note = this.string("note");
    const lines = [...(note === null || note === "" ? [] : [note]), ...this.#extraNotes];
    this.fields["note"] = lines.length === 0 ? null : lines.join("\n");
    for (const { name, schema, meta } of columnsOf(this.kind)) {
      const checked = schema.safeParse(this.fields[name]);
      if (checked.success) {
        this.fields[name] = checked.data;
      } else if (!this.problems.some(({ field, severity }) => field === name && severity === "error")) {
        const missing = (this.fields[name] ?? "") === "";
        const field = words(meta.zh, meta.en);
        this.report("error", name, cellRemark(missing ? "valueMissing" : "valueUnfit", { field }));
      }
    }
  }

  get importable(): boolean {
    return this.problems.every(({ severity }) => severity !== "error");
  }
}
