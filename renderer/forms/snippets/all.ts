/** 常用语 that may be used here: the clerk's own first, then the district's. */
import type { Snippet } from "../../../db/schema/snippets.ts";
import { usePreferences } from "../../stores/preferences.ts";
import { useStatus } from "../../stores/status.ts";

export interface UsableSnippet extends Snippet {
  readonly isFromDistrict: boolean;
}

/** An abbreviation or a key that the clerk uses herself stays hers; the district's text is still in the list. Pure. */
export function usableSnippets(own: readonly Snippet[], districts: readonly Snippet[]): readonly UsableSnippet[] {
  const abbreviations = new Set(own.map(({ abbreviation }) => abbreviation?.toLowerCase() ?? null));
  const digits = new Set(own.map(({ digit }) => digit));
  return [
    ...own.map((snippet) => ({ ...snippet, isFromDistrict: false })),
    ...districts.map((snippet) => ({
      ...snippet,
      abbreviation: abbreviations.has(snippet.abbreviation?.toLowerCase() ?? null) ? null : snippet.abbreviation,
      digit: digits.has(snippet.digit) ? null : snippet.digit,
      isFromDistrict: true,
    })),
  ];
}

/** At a press of a key, outside of drawing. */
export const snippetsNow = (): readonly UsableSnippet[] =>
  usableSnippets(usePreferences.getState().values.snippets, useStatus.getState().settings?.snippets ?? []);

/** How it is called up: its abbreviation and its key; "" when only the list has it. */
export const snippetKeys = ({ abbreviation, digit }: Snippet): string =>
  [abbreviation, digit === null ? null : `Ctrl+${digit}`].filter((key) => key !== null).join("　");
