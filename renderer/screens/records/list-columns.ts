/** Which columns a list shows, in which order and how wide: the usual ones of the kind until the clerk chooses. Pure. */
import type { ListedKind } from "../../../db/schema/kinds.ts";
import { listField, listFields } from "../../../db/schema/list-fields.ts";
import type { ListField } from "../../../db/schema/kind-definition.ts";
import type { Preferences } from "../../../db/schema/preferences.ts";
import { kindWindows } from "../../kinds/register.ts";
import type { Language } from "../../text/i18n.ts";

export interface ShownColumn {
  readonly field: ListField;
  /** A track of the grid. */
  readonly track: string;
  /** The least the track takes: what the rows are wide before they scroll sideways. */
  readonly least: string;
}

/** At a district the station leads, and delivery (which is the station's concern) makes room for it. */
export function usualColumns(kind: ListedKind, isDistrict: boolean): readonly string[] {
  return isDistrict
    ? ["station", ...kindWindows[kind].columns.filter((name) => name !== "delivery")]
    : kindWindows[kind].columns;
}

/** Everything that can be a column here. */
export const possibleColumns = (kind: ListedKind, isDistrict: boolean): readonly ListField[] =>
  listFields(kind).filter((field) => isDistrict || field.isDistrictOnly !== true);

/** The names of the columns that are shown: chosen ones that still exist, or the usual ones. */
export function columnNames(kind: ListedKind, isDistrict: boolean, { listColumns }: Preferences): readonly string[] {
  const possible = new Set(possibleColumns(kind, isDistrict).map(({ name }) => name));
  const chosen = (listColumns[kind] ?? []).filter((name) => possible.has(name));
  return chosen.length === 0 ? usualColumns(kind, isDistrict) : chosen;
}

export function shownColumns(
  kind: ListedKind,
  isDistrict: boolean,
  preferences: Preferences,
  language: Language,
): readonly ShownColumn[] {
  const widths = preferences.listWidths[kind] ?? {};
  const names = columnNames(kind, isDistrict, preferences);
  // Something must take the room that is left: the longest text, unless the clerk has set its width.
  const stretched = names.find((name) => wide.has(name) && widths[name] === undefined) ?? names.at(-1);
  return names.flatMap((name) => {
    const field = listField(kind, name);
    if (field === undefined) return [];
    const set = widths[name];
    const least = set === undefined ? usualWidth(kind, field, language) : `${set / NORMAL_TEXT}rem`;
    return { field, least, track: name === stretched ? `minmax(${least}, 1fr)` : least };
  });
}

/** Pixels of the normal text size, to which saved widths refer. */
export const NORMAL_TEXT = 14;

const wide = new Set(["title", "content", "employer", "note"]);

const special: Readonly<Record<string, string>> = {
  delivery: "5.6rem",
  state: "6rem",
  warning: "5.6rem",
  people: "4.6rem",
  attendance: "4.6rem",
  line: "5.6rem",
  caller: "8rem",
  unit: "8rem",
  dueOn: "10rem",
  form: "8.5rem",
  platform: "7.5rem",
  village: "7rem",
  station: "9rem",
  reporters: "9rem",
  source: "8rem",
  roles: "13rem",
  sector: "11rem",
  phone: "8.5rem",
  sessionId: "15rem",
  hotlineId: "15rem",
  sameAsId: "15rem",
};

/** English names of the same things are longer. */
const longer: Readonly<Record<string, string>> = {
  delivery: "6.4rem",
  state: "7rem",
  line: "8.8rem",
  people: "5.8rem",
  attendance: "6.8rem",
  dueOn: "12rem",
  form: "13rem",
  platform: "12.5rem",
  source: "9rem",
  collectedOn: "8rem",
};

function usualWidth(kind: ListedKind, { name, type }: ListField, language: Language): string {
  if (name === "name") return kind === "member" ? "7rem" : "14rem";
  if (wide.has(name)) return "12rem";
  const width = language === "en" ? (longer[name] ?? special[name]) : special[name];
  if (width !== undefined) return width;
  switch (type) {
    case "multiline":
      return "16rem";
    case "date":
      return "7rem";
    case "moment":
    case "timestamp":
      return "9.6rem";
    case "integer":
    case "number":
    case "flag":
      return "5.5rem";
    default:
      return "9rem";
  }
}
