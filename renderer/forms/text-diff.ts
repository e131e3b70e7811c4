/** What changed between two texts, character by character; Latin words and numbers stay whole. Pure. */
import { diffArrays } from "diff";

export interface DiffPart {
  readonly type: "same" | "inserted" | "removed";
  readonly text: string;
}

/**
 * Above this many edits (a replaced character is two), which would be seen to take time, the changed middle is shown as removed and
 * inserted as a whole: between two wholly different texts of 1,500 characters, a tenth of a second.
 */
const MOST = 1_500;
/** An equal piece this short between two changes only makes them harder to read. */
const TOO_SHORT = 1;

export function diffText(before: string, after: string): DiffPart[] {
  const [from, to] = [tokensOf(before), tokensOf(after)];
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) start += 1;
  let end = 0;
  while (
    end < from.length - start &&
    end < to.length - start &&
    from[from.length - 1 - end] === to[to.length - 1 - end]
  ) {
    end += 1;
  }
  const middle = diffTokens(from.slice(start, from.length - end), to.slice(start, to.length - end));
  return joined([
    { type: "same", text: from.slice(0, start).join("") },
    ...joined(middle).flatMap((part, index, all): DiffPart[] =>
      isNoise(part, index, all.length)
        ? [
            { type: "removed", text: part.text },
            { type: "inserted", text: part.text },
          ]
        : [part],
    ),
    { type: "same", text: end === 0 ? "" : from.slice(-end).join("") },
  ]);
}

const tokensOf = (text: string): string[] => text.match(/[A-Za-z]+|\d+|[\s\S]/gu) ?? [];

const isNoise = ({ type, text }: DiffPart, index: number, length: number): boolean =>
  type === "same" && index > 0 && index < length - 1 && [...text].length <= TOO_SHORT;

function diffTokens(from: string[], to: string[]): DiffPart[] {
  const changes = diffArrays(from, to, { maxEditLength: MOST });
  if (changes === undefined) {
    return [
      { type: "removed", text: from.join("") },
      { type: "inserted", text: to.join("") },
    ];
  }
  return changes.map(({ value, added, removed }) => ({
    type: added ? "inserted" : removed ? "removed" : "same",
    text: value.join(""),
  }));
}

/** Neighbours of one type become one part; between two equal parts, what was removed stands before what was inserted. */
function joined(parts: readonly DiffPart[]): DiffPart[] {
  const result: DiffPart[] = [];
  let [removed, inserted] = ["", ""];
  const flush = () => {
    if (removed !== "") result.push({ type: "removed", text: removed });
    if (inserted !== "") result.push({ type: "inserted", text: inserted });
    [removed, inserted] = ["", ""];
  };
  for (const { type, text } of parts) {
    if (text === "") continue;
    if (type === "removed") removed += text;
    else if (type === "inserted") inserted += text;
    else {
      flush();
      const last = result.at(-1);
      if (last?.type === "same") result[result.length - 1] = { type, text: last.text + text };
      else result.push({ type, text });
    }
  }
  flush();
  return result;
}

/** How much of an unchanged piece is shown beside a change. */
const CONTEXT = 12;

/** Leaves out the far parts of long unchanged pieces, with “……” in their place. */
export function shortened(parts: readonly DiffPart[]): DiffPart[] {
  return parts.map((part, index) => {
    const characters = [...part.text];
    if (part.type !== "same" || characters.length <= CONTEXT * 2 + 4) return part;
    const head = index === 0 ? "" : characters.slice(0, CONTEXT).join("");
    const tail = index === parts.length - 1 ? "" : characters.slice(-CONTEXT).join("");
    return { type: "same", text: `${head}……${tail}` };
  });
}
