/** 届次 with the days they begin, edited as lines: “十五届 2021-10-08”. Pure. */
import { z } from "zod";
import type { Settings } from "../../../../db/schema/settings.ts";

type Term = Settings["terms"][number];

export interface ParsedTerms {
  /** The latest first. */
  readonly terms: readonly Term[];
  /** Lines that are no 届次 with a day. */
  readonly wrong: readonly string[];
}

const line =
  /^(?<term>\S.*?)[\s\u3000:：,，]+(?<year>\d{4})[-./年](?<month>\d{1,2})(?:[-./月](?<day>\d{1,2})日?|月)?$/u;
const isoDate = z.iso.date();

/** A day that is left out is the month's first. */
export function parseTerms(text: string): ParsedTerms {
  const lines = text
    .split(/\r?\n/)
    .map((one) => one.trim())
    .filter((one) => one !== "");
  const parsed = lines.map((one) => ({ one, term: termOf(one) }));
  return {
    terms: parsed
      .flatMap(({ term }) => term ?? [])
      .toSorted((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : 0)),
    wrong: parsed.filter(({ term }) => term === null).map(({ one }) => one),
  };
}

function termOf(text: string): Term | null {
  const { term = "", year = "", month = "", day = "1" } = line.exec(text)?.groups ?? {};
  const from = isoDate.safeParse(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
  return from.success && term.length <= 60 ? { term, from: from.data } : null;
}

export const termLines = (terms: readonly Term[]): string =>
  terms.map(({ term, from }) => `${term} ${from}`).join("\n");
