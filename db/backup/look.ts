/** Looking into a backup before anything is replaced: what it holds, and what the present data has that it has not. */
import type { BackupKindLook, BackupRecord } from "../api/operations.ts";
import { tableOf, textOf } from "../sqlite/columns.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import { kinds, listedKinds, type ListedKind } from "../schema/kinds.ts";

interface Row {
  readonly id: string;
  readonly title: unknown;
  readonly date: unknown;
  readonly updatedAt: number;
  readonly touched: number;
}

/** Of long texts (a call's content) the beginning is enough to recognise it by. */
const titleLength = 60;

function rowsOf(db: ReadableDb, kind: ListedKind): Map<string, Row> {
  const { titleField, dateField } = kinds[kind];
  const date = dateField === null ? "NULL" : `"${dateField}"`;
  const rows = db.all<Row>(
    `SELECT "id", substr("${titleField}", 1, ${titleLength}) AS "title", ${date} AS "date", "updatedAt", "touched"
     FROM ${tableOf(kind)} ORDER BY "updatedAt" DESC, "id"`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** @param current null when the present data cannot be read: nothing can be compared then */
export function lookAtKinds(backup: ReadableDb, current: ReadableDb | null): BackupKindLook[] {
  return listedKinds.map((kind) => {
    const records = compared(backup, current, kind);
    const count = (difference: BackupRecord["difference"]) =>
      records.filter((record) => record.difference === difference).length;
    const onlyNow = count("onlyNow");
    return {
      kind,
      backup: records.length - onlyNow,
      now: current === null ? null : records.length - count("onlyBackup"),
      changed: count("changed"),
      onlyNow,
      onlyBackup: count("onlyBackup"),
    };
  });
}

/** Differing ones first, newest first. */
export function compared(backup: ReadableDb, current: ReadableDb | null, kind: ListedKind): BackupRecord[] {
  const then = rowsOf(backup, kind);
  const now = current === null ? null : rowsOf(current, kind);
  const missing = [...(now ?? [])].filter(([id]) => !then.has(id)).map(([, row]) => shown(row, "onlyNow"));
  const held = [...then.values()].map((row) => {
    if (now === null) return shown(row, "same");
    const present = now.get(row.id);
    if (present === undefined) return shown(row, "onlyBackup");
    return shown(row, present.touched === row.touched && present.updatedAt === row.updatedAt ? "same" : "changed");
  });
  const all = [...missing, ...held];
  return [...all.filter(({ difference }) => difference !== "same"), ...held.filter((row) => row.difference === "same")];
}

const shown = ({ id, title, date, updatedAt }: Row, difference: BackupRecord["difference"]): BackupRecord => ({
  id,
  title: textOf(title),
  date: date === null ? null : textOf(date),
  updatedAt,
  difference,
});
