/** Output of the CLI: JSON for programs, an indented outline for people. */

export function printed(value: unknown, asJson: boolean): string {
  return asJson ? `${JSON.stringify(value)}\n` : `${outline(value, 0)}\n`;
}

const isPlain = (value: unknown) => value === null || typeof value !== "object";

const plain = (value: unknown): string => {
  if (typeof value === "string") return value;
  return value === null || value === undefined ? "—" : JSON.stringify(value);
};

function outline(value: unknown, depth: number): string {
  const indent = "  ".repeat(depth);
  if (isPlain(value)) return `${indent}${plain(value)}`;
  if (Array.isArray(value)) {
    if (value.length === 0) return `${indent}（无）`;
    if (value.every(isPlain)) return `${indent}${value.map(plain).join("、")}`;
    return value.map((item) => outline(item, depth)).join(`\n${indent}·\n`);
  }
  return Object.entries(value as Record<string, unknown>)
    .map(([key, item]) =>
      isPlain(item) ? `${indent}${key}: ${plain(item)}` : `${indent}${key}:\n${outline(item, depth + 1)}`,
    )
    .join("\n");
}
