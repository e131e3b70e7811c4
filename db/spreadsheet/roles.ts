/** 身份 as rosters write it: `市政协委员、区人大代表`, `市、区政协委员`, `党代表`. */
import { cellRemark, type CellRemark } from "../schema/cell-remarks.ts";
import type { Option } from "../schema/field.ts";
import { comparable } from "./normalise.ts";

export interface Roles {
  /** Codes of the options, each once. */
  readonly codes: readonly string[];
  /** Pieces that name no role. */
  readonly unknown: readonly string[];
  /** A reading that a person should check. */
  readonly doubt: CellRemark | null;
}

type Body = "cppcc" | "npc" | "party";
const levels = [
  ["National", /全国/],
  ["Province", /自治区|省/],
  ["City", /市/],
  ["County", /区|县/],
  ["Township", /镇|乡|街道/],
] as const;

const bodyOf = (text: string): Body | null => {
  if (/党代表|党代会/.test(text)) return "party";
  if (/人大|人民代表/.test(text)) return "npc";
  return /政协|委员/.test(text) ? "cppcc" : null;
};

/** Reads the roles in a cell. `options` are the codes that this program has; a role without a code is unknown. */
export function rolesIn(text: string, options: Readonly<Record<string, Option>>): Roles {
  const codes: string[] = [];
  const unknown: string[] = [];
  let doubt: CellRemark | null = null;
  // From the end, because in 市、区政协委员 the last piece says what both are.
  let body: Body | null = null;
  for (const piece of pieces(text).toReversed()) {
    const exact = Object.entries(options).find(([, { zh }]) => comparable(zh) === piece)?.[0];
    body = bodyOf(piece) ?? (levels.some(([, pattern]) => pattern.test(piece)) ? body : null);
    const level = levels.find(([, pattern]) => pattern.test(piece))?.[0];
    const code = exact ?? codeOf(body, level, options);
    if (code === null) {
      unknown.unshift(piece);
      continue;
    }
    if (exact === undefined && level === undefined && body === "cppcc")
      doubt = cellRemark("roleLevelMissing", { text: piece });
    if (!codes.includes(code)) codes.unshift(code);
  }
  return { codes, unknown, doubt };
}

function pieces(text: string): string[] {
  return text
    .split(/[、,，;；/|+\n\s]+|(?<=委员|代表)(?:兼|及|和|暨)/u)
    .map((piece) => comparable(piece))
    .filter((piece) => piece !== "");
}

function codeOf(
  body: Body | null,
  level: string | undefined,
  options: Readonly<Record<string, Option>>,
): string | null {
  if (body === null) return null;
  if (body === "party") return "party" in options ? "party" : null;
  const code = `${body}${level ?? (body === "cppcc" ? "County" : "")}`;
  return code in options ? code : null;
}
