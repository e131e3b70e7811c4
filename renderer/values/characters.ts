/** Characters as an editor counts them: punctuation counts, spaces and line breaks do not. */
export function charactersOf(texts: readonly unknown[]): number {
  let count = 0;
  for (const text of texts) {
    if (typeof text === "string") for (const character of text) if (!/\s/.test(character)) count += 1;
  }
  return count;
}
