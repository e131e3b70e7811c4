/** What a cell of an exported list says: words for codes, names for ids, local time for timestamps. */
import type { ListedRecord } from "../api/operations.ts";
import { textOf } from "../sqlite/columns.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import type { ListField } from "../schema/kind-definition.ts";
import { shownValue } from "../schema/shown-value.ts";
import { linkedElsewhere } from "../schema/words.ts";
import { termsText } from "../spreadsheet/earlier-terms.ts";
import type { OutputCell } from "../spreadsheet/ledger-xlsx.ts";

/** Reads a record's cells in the order of the columns. Names that ids stand for are read once. */
export function cellReader(db: ReadableDb, columns: readonly ListField[]): (record: ListedRecord) => OutputCell[] {
  const names = new Map<string, string>();
  const nameOf = (id: string, read: () => string | undefined): string => {
    const known = names.get(id);
    if (known !== undefined) return known;
    const name = read() ?? "";
    names.set(id, name);
    return name;
  };
  const member = (id: string) => nameOf(id, () => db.value<string>(`SELECT "name" FROM "member" WHERE "id" = ?`, [id]));
  const station = (id: string) =>
    nameOf(`station ${id}`, () => db.value<string>(`SELECT "name" FROM "station" WHERE "id" = ?`, [id]));
  return (record) =>
    columns.map((field) => {
      const value = shownValue(record, field);
      if (value === null) return null;
      if (field.name === "station") return station(textOf(value));
      switch (field.type) {
        case "ids":
          return Array.isArray(value) ? joined(value.map((id) => member(String(id)))) : null;
        case "terms":
          return termsText(value, field.options ?? {});
        case "id":
          return textOf(record.more?.[field.name] ?? null) || linkedElsewhere.zh;
        case "timestamp":
          return typeof value === "number" ? localMoment(value) : null;
        case "moment":
          return textOf(value).replace("T", " ");
        case "flag":
          return value === true ? "是" : "否";
        case "integer":
        case "number":
          return typeof value === "number" ? value : null;
        default:
          return Array.isArray(value)
            ? value.map((code) => labelOf(field, String(code))).join("、")
            : labelOf(field, textOf(value));
      }
    });
}

/** Names that are known here; a member that has not arrived has none. */
const joined = (names: readonly string[]): string => names.filter(Boolean).join("、");

const labelOf = (field: ListField, code: string): string => field.options?.[code]?.zh ?? code;

/** `YYYY-MM-DD HH:mm` on this PC's clock. */
function localMoment(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
