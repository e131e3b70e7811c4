/**
 * Records that may be about the same matter as a form being filled in: the same caller or phone, the same village with
 * similar wording, or nearly the same wording. The full text leads to candidates; the pairs of characters they share decide.
 *
 * Asked while a clerk types, so it must stay within some 30 ms at 100,000 records: each question of the full text goes over
 * the newest records alone and stops at its first answers, newest first.
 */
import type { Likeness } from "../schema/kind-definition.ts";
import { kinds } from "../schema/kinds.ts";
import type { Checked, ListedRecord, SimilarReason, SimilarRecord } from "../api/operations.ts";
import { tableOf } from "../sqlite/columns.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import { likeness, pairsOf, placesIn } from "../text/likeness.ts";
import { matchQuery, textTable } from "../journal/full-text.ts";
import { normalise } from "../text/tokens.ts";
import { firstOfMatter } from "./links.ts";
import { recordsWhere, type DueLimits } from "./list.ts";

type Form = Checked<"record.similar">;

/** Similar wording is looked for among this many of the newest records: years of a station, months of a district. */
const newest = 20_000;
/** How many telling pairs of the text are looked for, and how many records each may bring. */
const askedPairs = 10;
const answersAPair = 150;
const answersAPerson = 40;
/** Records whose wording is compared. */
const comparedRecords = 40;
const shown = 5;

/** From here on the wording alone is reason enough; in the same village, or by the same caller, less will do. */
export const thresholds = { alone: 0.5, together: 0.35 } as const;

/** @returns at most five, the likeliest first; nothing for a form with too little in it */
export function similarRecords(db: ReadableDb, form: Form, limits: DueLimits): readonly SimilarRecord[] {
  const alikeBy = kinds[form.kind].likeness;
  if (alikeBy === null) return [];
  const own = wordingOf(form);
  const votes = new Map<number, number>();
  const vote = (rids: readonly number[], weight: number) => {
    for (const rid of rids) votes.set(rid, (votes.get(rid) ?? 0) + weight);
  };
  const person = 1_000;
  for (const field of alikeBy.person) {
    const term = field === "phone" ? phoneTerm(form.phone) : nameTerm(form[field]);
    // A phone is rare, so all records may be asked.
    const among = field === "phone" ? Number.MAX_SAFE_INTEGER : newest;
    if (term !== null) vote(ridsOf(db, form.kind, term, answersAPerson, among), person);
  }
  for (const pair of tellingPairs(own)) {
    const term = matchQuery(pair);
    if (term !== null) vote(ridsOf(db, form.kind, term, answersAPair), 1);
  }
  const rids = [...votes]
    .filter(([, count]) => count >= 2)
    .toSorted((a, b) => b[1] - a[1] || b[0] - a[0])
    .slice(0, comparedRecords)
    .map(([rid]) => rid);
  if (rids.length === 0) return [];
  const first = form.id === null ? null : firstOfMatter(db, form.kind, form.id);
  return recordsWhere(
    db,
    form.kind,
    `WHERE t."rid" IN (SELECT "value" FROM json_each(?))`,
    [JSON.stringify(rids)],
    limits,
  )
    .filter(({ id }) => id !== form.id)
    .flatMap((record) => {
      const other = wordingOfRecord(record, alikeBy);
      const alike = likenessOf(own, other);
      const reasons = reasonsOf(form, record, alike, alikeBy);
      const isLinked = first !== null && firstOfMatter(db, form.kind, record.id) === first;
      return isDuplicate(reasons, alike, own, other) ? [{ record, reasons, likeness: alike, isLinked }] : [];
    })
    .toSorted((a, b) => weightOf(b) - weightOf(a))
    .slice(0, shown);
}

const weightOf = ({ reasons, likeness: alike }: SimilarRecord): number =>
  alike + (reasons.includes("phone") ? 0.5 : 0) + (reasons.includes("caller") ? 0.3 : 0);

function isDuplicate(reasons: readonly SimilarReason[], alike: number, own: Wording, other: Wording): boolean {
  if (reasons.includes("phone")) return true;
  const isElsewhere =
    own.places.size > 0 && other.places.size > 0 && ![...own.places].some((each) => other.places.has(each));
  if (alike >= thresholds.alone && !isElsewhere) return true;
  const isSomehowSame = reasons.some(
    (reason) => reason === "village" || reason === "caller" || reason === "enterprise",
  );
  // A name with the village, or with the wording: people share names.
  const isPerson = reasons.includes("caller") || reasons.includes("enterprise");
  return (isSomehowSame && alike >= thresholds.together) || (isPerson && reasons.includes("village"));
}

function reasonsOf(form: Form, record: ListedRecord, alike: number, { person }: Likeness): SimilarReason[] {
  const same = (name: "village" | "caller" | "enterprise") => {
    const other = record.fields[name];
    return (
      form[name] !== null && typeof other === "string" && plain(form[name]) !== "" && plain(form[name]) === plain(other)
    );
  };
  const ownPhone = phoneOf(form.phone);
  const isSamePhone = ownPhone !== null && ownPhone === phoneOf(record.fields["phone"]);
  return [
    ...person.filter((field) => (field === "phone" ? isSamePhone : same(field))),
    ...(same("village") ? (["village"] as const) : []),
    ...(alike >= thresholds.together ? (["wording"] as const) : []),
  ];
}

const plain = (text: string): string => normalise(text).replaceAll(/\s/g, "");

interface Wording {
  readonly title: ReadonlySet<string>;
  readonly text: ReadonlySet<string>;
  /** Villages, by the field or in the words. */
  readonly places: ReadonlySet<string>;
}

function wording(title: unknown, text: unknown, village: unknown): Wording {
  const [titleText, textText, villageText] = [title, text, village].map((part) =>
    typeof part === "string" ? part : "",
  );
  return {
    title: pairsOf(titleText ?? ""),
    text: pairsOf(textText ?? ""),
    places: placesIn([villageText, titleText, textText].join("\n")),
  };
}

const wordingOf = ({ title, text, village }: Form): Wording => wording(title, text, village);

const wordingOfRecord = ({ fields }: ListedRecord, { title, text }: Likeness): Wording =>
  wording(title === null ? null : fields[title], fields[text], fields["village"]);

/** Fewer pairs say nothing yet. */
const enough = 3;

/** A title says what the matter is, so it weighs more than the whole text. */
function likenessOf(a: Wording, b: Wording): number {
  const hasTitles = a.title.size >= enough && b.title.size >= enough;
  const hasTexts = a.text.size >= enough && b.text.size >= enough;
  if (hasTitles && hasTexts) return 0.6 * likeness(a.title, b.title) + 0.4 * likeness(a.text, b.text);
  if (hasTitles) return likeness(a.title, b.title);
  return hasTexts ? likeness(a.text, b.text) : 0;
}

/** The last eight digits: with or without area code, spaces and hyphens, it is the same phone. */
function phoneOf(value: unknown): string | null {
  const digits = typeof value === "string" ? normalise(value).replaceAll(/\D/g, "") : "";
  return digits.length < 7 ? null : digits.slice(-8);
}

function phoneTerm(phone: string | null): string | null {
  const digits = phoneOf(phone);
  return digits === null ? null : matchQuery(digits);
}

/** One character is no name yet. */
const nameTerm = (name: string | null): string | null =>
  name === null || [...plain(name)].length < 2 ? null : matchQuery(plain(name));

/** Characters that hardly tell one text from another. */
const common = new Set(
  "的了是在和有我不人这上个大来到时地们为子中你说生国年着就那要出也得里后自以会可下而过天去之于与及等对将由向从被把让其并或但",
);

/** Pairs spread over the beginning of the text, those with a common character left out. */
function tellingPairs({ title, text }: Wording): readonly string[] {
  const pairs = [...new Set([...title, ...text])].filter(
    (pair) => ![...pair].some((character) => common.has(character)),
  );
  if (pairs.length <= askedPairs) return pairs;
  const step = Math.min(pairs.length, 4 * askedPairs) / askedPairs;
  return Array.from({ length: askedPairs }, (_, index) => pairs[Math.floor(index * step)] ?? "");
}

/** Newest first. The range keeps FTS5 from walking the whole index for a rare pair of common characters. */
function ridsOf(
  db: ReadableDb,
  kind: Form["kind"],
  match: string,
  limit: number,
  among: number = newest,
): readonly number[] {
  const table = textTable(kind);
  const last = db.value<number | null>(`SELECT max("rid") FROM ${tableOf(kind)}`) ?? 0;
  return db
    .all<{ rowid: number }>(
      `SELECT "rowid" FROM ${table} WHERE ${table} MATCH ? AND "rowid" > ? ORDER BY "rowid" DESC LIMIT ${limit}`,
      [match, last - among],
    )
    .map(({ rowid }) => rowid);
}
