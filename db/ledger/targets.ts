/**
 * The targets that a column of a ledger can have, and the words that name them: fields of the kind, and what becomes an event or
 * part of another field. Each kind brings its own (`LedgerReading`).
 */
import { listedModules } from "../kinds/register.ts";
import { columnsOf, type ListedKind } from "../schema/kinds.ts";

/** The running number of a paper list: means nothing once rows are records. */
export const SEQUENCE = "sequence";

/** Heads the column of reasons in a list of rows to correct (`errors-out.ts`); read again, it means nothing. */
export const REASON_HEADER = "导入问题";

const sequenceWords = ["序号", "序", "no", "项次", "行号"];

export interface Target {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
}

/** What a column of this kind of ledger can be mapped to: the choices of the import screen. */
export function targetsOf(kind: ListedKind): readonly Target[] {
  const fields = columnsOf(kind)
    .filter(({ meta }) => meta.internal !== true && !["id", "ids"].includes(meta.type))
    .map(({ name, meta }) => ({ name, zh: meta.zh, en: meta.en }));
  const virtual = Object.entries(listedModules[kind].ledger.virtual).map(([name, { zh, en }]) => ({ name, zh, en }));
  const sequence = { name: SEQUENCE, zh: "序号（不导入）", en: "Running number (left out)" };
  return [...fields, sequence, ...virtual];
}

/** The words of every target, with the field's own Chinese label first, so that an exported ledger reads back. */
export function wordsOf(kind: ListedKind): ReadonlyMap<string, readonly string[]> {
  const byTarget = new Map<string, readonly string[]>([[SEQUENCE, sequenceWords]]);
  for (const { name, zh } of targetsOf(kind)) {
    if (name !== SEQUENCE) byTarget.set(name, [zh, ...(listedModules[kind].ledger.words[name] ?? [])]);
  }
  return byTarget;
}
