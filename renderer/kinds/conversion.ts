/** What forms have in common that are made from another record. */

/** “老旧小区加装电梯” → “关于老旧小区加装电梯的建议”; what reads like a title stays. */
export function opinionTitle(topic: string): string {
  const clean = topic.trim().replace(/[。；;，,]+$/u, "");
  if (clean === "" || /^关于|建议$|意见$/u.test(clean)) return clean;
  return `关于${clean.replace(/^(?:协商|讨论|研究|商议)/u, "").replace(/问题$/u, "")}问题的建议`;
}

/** Null when all of them are empty. */
export const paragraphs = (...parts: readonly (string | null)[]): string | null => {
  const text = parts.filter((part) => part !== null && part !== "").join("\n");
  return text === "" ? null : text;
};
