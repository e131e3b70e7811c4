/**
 * 界别 of a roster's rows against the list of their own 届次. What the list lacks is imported as it is written, and pointed
 * out with what the list has instead.
 */
import type { ReadableDb } from "../sqlite/connection.ts";
import { cellRemark, type CellRemark } from "../schema/cell-remarks.ts";
import { isSectorListed, sectorsOfTerm, termOn } from "../schema/terms.ts";
import { listed, words } from "../schema/words.ts";
import { readSettings, settingSources } from "../office/settings.ts";
import { servingOf } from "../spreadsheet/earlier-terms.ts";
import type { PlanEntry } from "./plan.ts";

interface SectorRemark {
  readonly field: string;
  readonly remark: CellRemark;
}

const NAMED = 3;

/** @param today `YYYY-MM-DD`, for rows that name no term */
export function sectorRemarks(db: ReadableDb, today: string): (entry: PlanEntry) => readonly SectorRemark[] {
  // The list that comes with the program has the national names; a county's own are no mistake beside it.
  if (settingSources(db).sectors === "default") return () => [];
  const settings = readSettings(db);
  const present = termOn(settings.terms, today);
  const remarkOf = (field: string, sector: string | null, term: string | null): SectorRemark[] => {
    const meant = term ?? present;
    if (sector === null || isSectorListed(settings, meant, sector)) return [];
    const list =
      meant === null
        ? words("界别名单", "the list of sectors")
        : words(`“${meant}”的界别名单`, `the list of sectors of “${meant}”`);
    const near = sectorsOfTerm(settings, meant).filter((one) => isNear(one, sector));
    const remark =
      near.length === 0
        ? cellRemark("sectorUnlisted", { sector, list })
        : cellRemark("sectorNear", { sector, list, near: listed(near.slice(0, NAMED)) });
    return [{ field, remark }];
  };
  return ({ fields }) => {
    if (fields === null) return [];
    const { term, sector, otherTerms } = servingOf(fields);
    return [
      ...remarkOf("sector", sector, term),
      ...otherTerms.flatMap((row) => (row.term === null ? [] : remarkOf("otherTerms", row.sector, row.term))),
    ];
  };
}

/** 农业界 and 农业和农村界, 经济 and 经济界: the same beginning. */
const isNear = (known: string, written: string): boolean =>
  known.startsWith(written.slice(0, 2)) || known.includes(written.replace(/界$/u, ""));
