/** The roster as the duty record reads it, and who a written name means. */
import type { DutyMember } from "../../api/operations.ts";
import { rowToRecord } from "../../sqlite/columns.ts";
import type { ReadableDb } from "../../sqlite/connection.ts";
import type { Stored } from "../../schema/kinds.ts";
import { levelsOf, sectorIn } from "../../schema/people.ts";
import type { Settings } from "../../schema/settings.ts";
import { termOn } from "../../schema/terms.ts";

export interface Roster {
  readonly members: readonly Stored<"member">[];
  readonly byId: ReadonlyMap<string, Stored<"member">>;
  /** @returns everyone it may mean: one is counted; several cannot be told apart; none is not in the roster */
  readonly meant: (name: string, station: string) => readonly Stored<"member">[];
}

/** All members by pinyin, of every station: a session may be attended by a member of another one. */
export function readRoster(db: ReadableDb): Roster {
  const members = db
    .all<Record<string, unknown>>(`SELECT * FROM "member" ORDER BY pinyinKey("name"), "rid"`)
    .map((row) => rowToRecord("member", row) as unknown as Stored<"member">);
  const byName = Map.groupBy(members, ({ name }) => name);
  return {
    members,
    byId: new Map(members.map((member) => [member.id, member])),
    meant: (name, station) => {
      const namesakes = byName.get(name) ?? [];
      // A station that writes a name means its own member of that name before another station's.
      const own = namesakes.filter((member) => member.station === station);
      return own.length > 0 ? own : namesakes;
    },
  };
}

/** Who and where a member is, with the sector (界别) of the year's term (届次). */
export function describeMember(member: Stored<"member">, year: number, settings: Settings): DutyMember {
  const { id, name, station, roles, employer, homeStation, active, leftOn } = member;
  const term = termOn(settings.terms, `${year}-12-31`);
  const sector = term === null ? member.sector : (sectorIn(member, term) ?? member.sector);
  return { id, name, station, roles, levels: levelsOf(roles), sector, employer, homeStation, active, leftOn };
}
