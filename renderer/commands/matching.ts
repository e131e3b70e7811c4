/** What the palette offers for a text, as one list for the arrow keys. Pure. */
import type { FoundRecord, SearchResult } from "../../db/api/operations.ts";
import { lettersOf, readsFrom } from "./reading.ts";

export interface Entry {
  readonly key: string;
  /** The heading it stands under. */
  readonly group: string;
  readonly title: string;
  readonly detail: string;
  /** At the right: a shortcut, a date. */
  readonly end: string;
  readonly run: () => void;
}

/** Something the program does, by name. */
export interface NamedAction {
  readonly key: string;
  readonly group: string;
  readonly name: string;
  /** Where it is, beside its name. */
  readonly detail: string;
  /** Other words that people look for it by. */
  readonly words: string;
  /** Pinyin initials; "" while they are not known yet. */
  readonly initials: string;
  /** Its syllables, parted by spaces; "" while they are not known yet. */
  readonly pinyin: string;
  readonly end: string;
  readonly run: () => void;
}

const mostActions = 8;

/**
 * Actions whose name contains the text or is read like it, in initials or in full; beginnings first, shorter names first.
 * @param text as typed
 */
export function matchActions(actions: readonly NamedAction[], text: string): Entry[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return [];
  return actions
    .map((action) => ({ action, rank: rankOf(action, wanted) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => a.rank - b.rank || a.action.name.length - b.action.name.length)
    .slice(0, mostActions)
    .toSorted((a, b) => Number(a.action.group !== actions[0]?.group) - Number(b.action.group !== actions[0]?.group))
    .map(({ action: { key, group, name, detail, end, run } }) => ({ key, group, title: name, detail, end, run }));
}

/** 1 is the best; 0 is none. */
function rankOf(action: NamedAction, wanted: string): number {
  const { name, words, initials } = action;
  const label = name.toLowerCase();
  const letters = lettersOf(wanted);
  if (initials === letters) return 1;
  if (label.startsWith(wanted)) return 2;
  if (initials.startsWith(letters)) return 3;
  if (readsFrom(action, letters) === 0) return 4;
  if (label.includes(wanted)) return 5;
  // Within a name (“hd” finds 协商活动), but not by a single letter, which is in nearly every name.
  if (letters.length > 1 && (initials.includes(letters) || readsFrom(action, letters) !== -1)) return 6;
  return words.toLowerCase().includes(wanted) ? 7 : 0;
}

export interface RecordWords {
  readonly groupOf: (kind: FoundRecord["kind"]) => string;
  readonly stationOf: (station: string) => string | undefined;
  /** A member's role by its code. */
  readonly role: (code: string) => string;
  readonly more: (kind: FoundRecord["kind"], total: number) => string;
  readonly open: (record: FoundRecord) => void;
  readonly openAll: (kind: FoundRecord["kind"]) => void;
}

/** A few of each kind, then the way to all of them where there are more. */
export function recordEntries({ groups }: Pick<SearchResult, "groups">, words: RecordWords): Entry[] {
  return groups.flatMap(({ kind, total, records }) => {
    const group = words.groupOf(kind);
    const entries = records.map((record) => recordEntry(record, group, words));
    if (total <= records.length) return entries;
    const more = { key: `all:${kind}`, group, title: words.more(kind, total), detail: "", end: "" };
    return [...entries, { ...more, run: () => words.openAll(kind) }];
  });
}

export function recordEntry(record: FoundRecord, group: string, words: RecordWords): Entry {
  return {
    key: record.id,
    group,
    title: record.title,
    detail: [words.stationOf(record.station), ...record.roles.map(words.role), record.detail]
      .filter(Boolean)
      .join(" · "),
    end: record.date?.slice(0, 10) ?? "",
    run: () => words.open(record),
  };
}
