/** What a form is warned of while it is filled in. Pure; nothing here keeps a record from being saved. */
import { columnsOf, type ListedKind } from "../../../db/schema/kinds.ts";
import { listedAttendance } from "../../../db/kinds/session/attendance.ts";
import { isMoment } from "../../../db/schema/typed-dates.ts";
import { charactersOf } from "../../values/characters.ts";
import type { FieldValues, FormValues } from "../../values/form-values.ts";
import { severalInTitle, severalMatters } from "./one-matter.ts";
import { personalNumbers } from "./personal-numbers.ts";
import type { Warning, WarningCode } from "./types.ts";

export interface Surroundings {
  /** `YYYY-MM-DDTHH:mm`, local time. */
  readonly now: string;
  /** Characters of an opinion's three parts (settings.opinionLimit). */
  readonly opinionLimit: number;
}

export function warningsOf(kind: ListedKind, values: FormValues, around: Surroundings): readonly Warning[] {
  const { fields } = values;
  switch (kind) {
    case "opinion":
      return [
        ...opinionWarnings(fields, around),
        ...dateWarnings(["collectedOn"], fields, around),
        ...numbers(kind, fields),
      ];
    case "hotline":
      return [...hotlineWarnings(fields, around), ...numbers(kind, fields)];
    case "session":
      return [...sessionWarnings(values, around), ...numbers(kind, fields)];
    case "member":
    case "village":
    case "unit":
      return [];
  }
}

const warning = (code: WarningCode, path: string, params: Warning["params"] = {}): Warning => ({ code, path, params });
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
/** A date whose text cannot be read is no date to compare. */
const dateIn = (value: unknown): string => (isMoment(value) ? value : "");
const numberOf = (value: unknown): number => (typeof value === "number" ? value : 0);
const namesOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];

/** Facts shorter than this are still being begun. */
const begun = 60;

function opinionWarnings(fields: FieldValues, { opinionLimit }: Surroundings): Warning[] {
  const parts = [fields["facts"], fields["analysis"], fields["suggestions"]];
  const length = charactersOf(parts);
  const title = severalInTitle(textOf(fields["title"]));
  const facts = severalMatters(textOf(fields["facts"]));
  const hasFacts = charactersOf([fields["facts"], fields["analysis"]]) >= begun;
  return [
    ...(title === null ? [] : [warning("severalInTitle", "fields.title", { sign: title.sign })]),
    ...(facts === null ? [] : [warning("severalMatters", "fields.facts", { sign: facts.sign })]),
    ...(hasFacts && textOf(fields["suggestions"]).trim() === ""
      ? [warning("noSuggestions", "fields.suggestions")]
      : []),
    ...(length > opinionLimit
      ? [warning("tooLong", "fields.suggestions", { length, limit: opinionLimit, over: length - opinionLimit })]
      : []),
  ];
}

function hotlineWarnings(fields: FieldValues, around: Surroundings): Warning[] {
  const calledAt = dateIn(fields["calledAt"]);
  const dueOn = dateIn(fields["dueOn"]);
  return [
    ...dateWarnings(["calledAt"], fields, around),
    ...(calledAt !== "" && dueOn !== "" && dueOn < dayOf(calledAt) ? [warning("dueBeforeCall", "fields.dueOn")] : []),
  ];
}

function sessionWarnings({ fields, problems }: FormValues, around: Surroundings): Warning[] {
  const startAt = dateIn(fields["startAt"]);
  const endAt = dateIn(fields["endAt"]);
  return [
    ...dateWarnings(["startAt", "endAt"], fields, around),
    ...(startAt !== "" && endAt !== "" && isBefore(endAt, startAt) ? [warning("endBeforeStart", "fields.endAt")] : []),
    ...attendance(fields),
    ...problems.flatMap((row, index) => {
      const path = `problems.${index}.fields.solvedOn`;
      const solvedOn = dateIn(row.fields["solvedOn"]);
      if (solvedOn === "") return [];
      if (solvedOn > dayOf(around.now)) return [warning("future", path)];
      return startAt !== "" && solvedOn < dayOf(startAt) ? [warning("solvedBeforeSession", path)] : [];
    }),
  ];
}

function attendance(fields: FieldValues): Warning[] {
  const listed = namesOf(fields["memberIds"]).length;
  const counted = numberOf(fields["memberCount"]);
  const sum = listedAttendance({
    memberIds: namesOf(fields["memberIds"]),
    memberCount: counted,
    guests: namesOf(fields["guests"]),
    residentCount: numberOf(fields["residentCount"]),
    departmentCount: numberOf(fields["departmentCount"]),
    otherCount: numberOf(fields["otherCount"]),
  });
  const stated = fields["statedAttendance"];
  return [
    ...(typeof fields["memberCount"] === "number" && listed > counted
      ? [warning("memberCount", "fields.memberCount", { listed, counted })]
      : []),
    ...(typeof stated === "number" && sum > 0 && stated !== sum
      ? [warning("attendanceSum", "fields.statedAttendance", { stated, sum })]
      : []),
  ];
}

const dayOf = (moment: string): string => moment.slice(0, 10);

/** A moment may lack its time: then the day alone is compared. */
const isBefore = (a: string, b: string): boolean => (a.length === b.length ? a < b : dayOf(a) < dayOf(b));

const dateWarnings = (names: readonly string[], fields: FieldValues, { now }: Surroundings): Warning[] =>
  names.flatMap((name) => {
    const value = dateIn(fields[name]);
    return value !== "" && isBefore(now.slice(0, Math.max(value.length, 10)), value)
      ? [warning("future", `fields.${name}`)]
      : [];
  });

/** Fields that are there for a person's numbers, or for the clerk alone. */
const own: ReadonlySet<string> = new Set(["phone", "caller", "address", "employer", "number", "contacts"]);

function numbers(kind: ListedKind, fields: FieldValues): Warning[] {
  return columnsOf(kind).flatMap(({ name, meta }) => {
    if ((meta.type !== "text" && meta.type !== "multiline") || own.has(name) || meta.internal === true) return [];
    return (
      personalNumbers(textOf(fields[name]))
        // A note may hold whom to ring back; an ID number belongs nowhere.
        .filter(({ sort }) => name !== "note" || sort === "idNumber")
        .map(({ sort, line, masked }) => warning(sort, `fields.${name}`, { line, masked }))
    );
  });
}
