/** Which 常用语 a key press in a text means. Pure. */
import type { Snippet } from "../../../db/schema/snippets.ts";
import { isComposing, type KeyPress } from "../../keys/keyboard.ts";

/** Full-width ； is what a Chinese input method makes of ;. */
const plain = (text: string): string => text.normalize("NFKC").toLowerCase();

/** The snippet whose abbreviation stands right before the cursor, the longest first; null for none. */
export function abbreviationBefore(text: string, cursor: number, snippets: readonly Snippet[]): Snippet | null {
  const before = plain(text.slice(Math.max(0, cursor - LONGEST), cursor));
  // A full-width character keeps its one place when it becomes plain, so lengths agree.
  const meant = snippets.filter(({ abbreviation }) => abbreviation !== null && before.endsWith(plain(abbreviation)));
  return meant.toSorted((a, b) => lengthOf(b) - lengthOf(a))[0] ?? null;
}

const LONGEST = 12;

export const lengthOf = ({ abbreviation }: Snippet): number => abbreviation?.length ?? 0;

export type SnippetKey =
  | { readonly does: "list" }
  | { readonly does: "insert"; readonly snippet: Snippet }
  /** The abbreviation before the cursor gives way to the text. */
  | { readonly does: "expand"; readonly snippet: Snippet };

/** What a key press means for 常用语; null leaves it to the text. Keys of an input method never mean anything here. */
export function snippetKeyOf(
  event: KeyPress,
  text: string,
  cursor: number | null,
  snippets: readonly Snippet[],
): SnippetKey | null {
  if (isComposing(event) || event.altKey) return null;
  const isCommand = event.ctrlKey || event.metaKey;
  if (isCommand && !event.shiftKey && event.key.toLowerCase() === "j") return { does: "list" };
  if (isCommand) {
    const snippet = snippets.find(({ digit }) => digit !== null && event.key === String(digit));
    return snippet === undefined || event.shiftKey ? null : { does: "insert", snippet };
  }
  if (event.shiftKey || cursor === null || (event.key !== " " && event.key !== "Tab")) return null;
  const snippet = abbreviationBefore(text, cursor, snippets);
  return snippet === null ? null : { does: "expand", snippet };
}
