/** A remark beside a field. It never keeps a record from being saved. */

export type WarningCode =
  | "tooLong"
  | "noSuggestions"
  | "severalInTitle"
  | "severalMatters"
  | "idNumber"
  | "phoneNumber"
  | "future"
  | "endBeforeStart"
  | "dueBeforeCall"
  | "solvedBeforeSession"
  | "attendanceSum"
  | "memberCount";

export interface Warning {
  readonly code: WarningCode;
  /** Path in the form: `fields.facts`, `problems.0.fields.solvedOn`. */
  readonly path: string;
  readonly params: Readonly<Record<string, string | number>>;
}
