/** Every member's numbers of a year: one pass over each source, names resolved against the roster afterwards. */
import type { DutyKey, DutyReport, DutyRow, DutyUnresolved } from "../../api/operations.ts";
import type { ReadableDb } from "../../sqlite/connection.ts";
import { kinds, mainKinds, type MainKind, type Stored } from "../../schema/kinds.ts";
import type { Settings } from "../../schema/settings.ts";
import { paramsOf, type Period } from "../../kinds/common/figure-sources.ts";
import { dutyFigures, dutySources } from "./definitions.ts";
import type { DutyFigure, DutySource } from "../../kinds/common/duty.ts";
import { describeMember, readRoster, type Roster } from "./roster.ts";

type Counts = Readonly<Record<DutyKey, number>>;

/** What a source says of one person as written at one station. */
interface Credit {
  readonly source: DutySource;
  readonly station: string;
  readonly person: string;
  readonly counts: Counts;
}

export function dutyReport(db: ReadableDb, period: Period, settings: Settings): DutyReport {
  const roster = readRoster(db);
  const credits = [...dutySources].flatMap(([source, figures]) => creditsOf(db, source, figures, period, settings));
  const sums = new Map<string, Record<string, number>>();
  const unresolved: DutyUnresolved[] = [];
  for (const credit of credits) {
    const [first, ...others] = whoIs(roster, credit);
    if (first === undefined || others.length > 0) {
      if (first !== undefined || credit.source.expectsMember)
        unresolved.push(unresolvedOf(credit, first !== undefined));
      continue;
    }
    const sum = sums.get(first.id) ?? {};
    for (const [key, count] of Object.entries(credit.counts)) sum[key] = (sum[key] ?? 0) + count;
    sums.set(first.id, sum);
  }
  const inScope = roster.members.filter(({ station }) => period.station === null || station === period.station);
  const listed = roster.members.filter(
    (member) => sums.has(member.id) || (inScope.includes(member) && wasInOffice(member, period.year)),
  );
  const heard = stationsHeard(db, period, settings);
  return {
    year: period.year,
    station: period.station,
    figures: dutyFigures.map(({ key, zh, en, rule, source }) => ({ key, zh, en, rule, kind: source.kind })),
    rows: listed.map((member) => rowOf(member, sums.get(member.id) ?? {}, period.year, settings, heard)),
    former: inScope.filter((member) => !listed.includes(member)).length,
    unresolved: unresolved.toSorted((a, b) => b.count - a.count),
    unnamed: unnamedSessions(db, period, settings),
  };
}

/** Everyone whom a credit may mean. */
export const whoIs = (
  roster: Roster,
  { source, person, station }: Omit<Credit, "counts">,
): readonly Stored<"member">[] =>
  source.names === "id" ? [roster.byId.get(person) ?? []].flat() : roster.meant(person, station);

function creditsOf(
  db: ReadableDb,
  source: DutySource,
  figures: readonly DutyFigure[],
  period: Period,
  settings: Settings,
): Credit[] {
  const sums = figures.map(({ key, where }) => `sum(${where}) AS "${key}"`).join(", ");
  const rows = db.all<{ station: string; person: string } & Readonly<Record<DutyKey, number>>>(
    `SELECT ${source.alias}."station" AS "station", ${source.person} AS "person", ${sums}
     FROM ${source.sql} GROUP BY 1, 2`,
    paramsOf(period, settings),
  );
  return rows.map(({ station, person, ...counts }) => ({ source, station, person, counts }));
}

function unresolvedOf({ source, station, person, counts }: Credit, isSeveral: boolean): DutyUnresolved {
  const isRemoved = source.names === "id";
  return {
    name: isRemoved ? null : person,
    person,
    station,
    reason: isSeveral ? "several" : isRemoved ? "removed" : "unknown",
    // The first figure of a source counts all its rows.
    figure: dutySources.get(source)?.[0]?.key ?? "",
    count: Math.max(0, ...Object.values(counts)),
  };
}

/** In office on at least one day of the year, as far as the roster tells. */
function wasInOffice({ active, leftOn }: Stored<"member">, year: number): boolean {
  return leftOn === null ? active : leftOn >= `${year}-`;
}

function rowOf(
  member: Stored<"member">,
  sums: Readonly<Record<string, number>>,
  year: number,
  settings: Settings,
  heard: ReadonlySet<string>,
): DutyRow {
  const valueOf = ({ key, source }: DutyFigure): number | null => {
    const count = sums[key] ?? 0;
    return count > 0 || heard.has(heardKey(source.kind, member.station)) ? count : null;
  };
  return {
    ...describeMember(member, year, settings),
    values: Object.fromEntries(dutyFigures.map((figure) => [figure.key, valueOf(figure)])),
  };
}

const heardKey = (kind: MainKind, station: string) => `${kind} ${station}`;

/** Stations that recorded anything of a kind in the year, or reported that there was nothing: there a zero is a zero. */
function stationsHeard(db: ReadableDb, period: Period, settings: Settings): ReadonlySet<string> {
  const { from, to } = paramsOf(period, settings) as { from: string; to: string };
  const within = (table: string, date: string) =>
    db
      .all<{ station: string }>(`SELECT DISTINCT "station" FROM "${table}" WHERE "${date}" >= ? AND "${date}" < ?`, [
        from,
        to,
      ])
      .map(({ station }) => station);
  const nil = within("zeroReport", "month");
  return new Set(
    mainKinds.flatMap((kind) =>
      [...within(kind, kinds[kind].dateField), ...nil].map((station) => heardKey(kind, station)),
    ),
  );
}

/** Sessions where more members came than were chosen from the roster: their people are missing above. */
function unnamedSessions(db: ReadableDb, period: Period, settings: Settings): string[] {
  return db
    .all<{ id: string }>(
      `SELECT s."id" FROM "session" s WHERE s."startAt" >= :from AND s."startAt" < :to
         AND (:station IS NULL OR s."station" = :station) AND s."memberCount" > json_array_length(s."memberIds")
       ORDER BY s."startAt"`,
      paramsOf(period, settings),
    )
    .map(({ id }) => id);
}
