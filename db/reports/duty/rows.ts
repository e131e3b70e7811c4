/** What stands behind a member's numbers: each record once, with everything it counts for. */
import type { Checked, DutyKey, DutyRecord, DutyRows } from "../../api/operations.ts";
import type { ReadableDb } from "../../sqlite/connection.ts";
import { firstLine } from "../../queries/list.ts";
import type { Settings } from "../../schema/settings.ts";
import { paramsOf } from "../../kinds/common/figure-sources.ts";
import { dutySources } from "./definitions.ts";
import type { DutyFigure, DutySource } from "../../kinds/common/duty.ts";
import { readRoster, type Roster } from "./roster.ts";
import { whoIs } from "./report.ts";

type RowsInput = Checked<"report.dutyRows">;

/** Newest first. `person` is what an unresolved line of the report names: its rows are counted for nobody. */
export function dutyRows(db: ReadableDb, input: RowsInput, settings: Settings): DutyRows {
  const roster = readRoster(db);
  const records = new Map<string, DutyRecord>();
  for (const [source, figures] of dutySources) {
    const wanted = figures.filter(({ key }) => input.figure === undefined || input.figure === key);
    if (wanted.length === 0) continue;
    for (const record of recordsOf(db, source, wanted, input, roster, settings)) {
      const before = records.get(record.id);
      records.set(
        record.id,
        before === undefined ? record : { ...before, figures: [...before.figures, ...record.figures] },
      );
    }
  }
  return { records: [...records.values()].toSorted((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0)) };
}

function recordsOf(
  db: ReadableDb,
  source: DutySource,
  figures: readonly DutyFigure[],
  input: RowsInput,
  roster: Roster,
  settings: Settings,
): DutyRecord[] {
  const person = personOf(source, input, roster);
  if (person === null) return [];
  const flags = figures.map(({ key, where }) => `(${where}) AS "${key}"`).join(", ");
  const rows = db.all<{ id: string; station: string; date: string; title: string } & Record<DutyKey, number | null>>(
    `SELECT ${source.alias}."id" AS "id", ${source.alias}."station" AS "station", ${source.date} AS "date",
            ${source.title} AS "title", ${flags}
     FROM ${source.sql} AND ${source.person} = :person`,
    { ...paramsOf({ year: input.year, station: input.station ?? null }, settings), person },
  );
  return rows.flatMap(({ id, station, date, title, ...flagged }) => {
    const counted = figures.filter(({ key }) => flagged[key] === 1).map(({ key }) => key);
    const isMeant =
      input.person === undefined
        ? isOnly(whoIs(roster, { source, person, station }), input.member)
        : station === input.person.station;
    return counted.length === 0 || !isMeant
      ? []
      : [{ kind: source.kind, id, date, title: firstLine(title), figures: counted }];
  });
}

/** As the source writes the person; null when it cannot mean them. */
function personOf(source: DutySource, { member, person }: RowsInput, roster: Roster): string | null {
  if (person !== undefined) return person.text;
  if (member === undefined) return null;
  return source.names === "id" ? member : (roster.byId.get(member)?.name ?? null);
}

const isOnly = (meant: readonly { readonly id: string }[], id: string | undefined): boolean =>
  meant.length === 1 && meant[0]?.id === id;
