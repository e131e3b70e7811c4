/** One cell as the value of one field. What cannot be read is refused with a reason; the caller keeps the cell's text. */
import { cellRemark, type CellRemark } from "../schema/cell-remarks.ts";
import type { Column } from "../schema/kinds.ts";
import { listed, words } from "../schema/words.ts";
import type { CellValue } from "./cells.ts";
import { matchChoice, matchFlag, parseCount } from "./choices.ts";
import { parseMoment, type DateContext, type ParsedMoment } from "./dates.ts";
import { termsIn } from "./earlier-terms.ts";
import { rolesIn } from "./roles.ts";
import { cellText, identifier, isPlaceholder, isRoundedNumber, oneLine, personName, splitNames } from "./normalise.ts";

export interface Converted {
  readonly value: unknown;
  /** Why a person should look at it. */
  readonly warning: CellRemark | null;
  /** The value does not hold all that the cell says. */
  readonly keep: boolean;
  /** The end of a period written into one date cell. */
  readonly end: string | null;
}

const plain = (value: unknown): Converted => ({ value, warning: null, keep: false, end: null });
const refused = (warning: CellRemark): Converted => ({ value: null, warning, keep: true, end: null });

function dated(moment: ParsedMoment, dateOnly: boolean): Converted {
  const cut = dateOnly && moment.value.length > 10;
  return {
    value: dateOnly ? moment.value.slice(0, 10) : moment.value,
    warning: moment.doubt,
    keep: moment.lossy || cut || (dateOnly && moment.end !== null),
    end: moment.end,
  };
}

function fromIdentifier(cell: CellValue): Converted {
  const text = identifier(cell);
  if (isRoundedNumber(text)) return refused(cellRemark("numberRounded"));
  return plain(text);
}

function chosen(column: Column, text: string): Converted {
  const options = column.meta.options ?? {};
  const code = matchChoice(column.name, options, text);
  if (code !== null) {
    const exact = options[code]?.zh === text;
    return { ...plain(code), keep: code === "other" && !exact };
  }
  if ("other" in options) return { ...refused(cellRemark("takenAsOther", { text })), value: "other" };
  return refused(cellRemark("notChoice", { text }));
}

/** Several codes in one cell. What names none of them is kept. */
function several(column: Column, text: string): Converted {
  const { codes, unknown, doubt } = rolesIn(text, column.meta.options ?? {});
  if (unknown.length === 0) return { ...plain(codes), warning: doubt };
  const { zh, en } = column.meta;
  return { ...refused(cellRemark("rolesUnknown", { text: listed(unknown), field: words(zh, en) })), value: codes };
}

/** 往届任职 in one cell. What is no term of office is kept. */
function earlier(column: Column, text: string): Converted {
  const { rows, unknown, doubt } = termsIn(text, column.meta.options ?? {});
  if (unknown.length === 0) return { ...plain(rows), warning: doubt };
  return { ...refused(cellRemark("termsUnknown", { text: listed(unknown) })), value: rows };
}

/** Converts a filled cell. A placeholder (—, 无) is an empty value, except in free text. */
export function convertCell(column: Column, cell: CellValue, context: DateContext): Converted {
  const { type, pinyin } = column.meta;
  const text = cellText(cell);
  if (type === "multiline") return plain(text);
  if (isPlaceholder(text))
    return plain(["names", "choices", "terms"].includes(type) ? [] : type === "flag" ? false : null);
  switch (type) {
    case "date":
    case "moment": {
      const moment = parseMoment(cell, context);
      return moment.ok ? dated(moment, type === "date") : refused(moment.reason);
    }
    case "integer": {
      const count = parseCount(text);
      return count === null ? refused(cellRemark("notInteger")) : plain(count);
    }
    case "flag": {
      const flag = matchFlag(text);
      return flag === null ? { ...refused(cellRemark("notFlag")), value: false } : plain(flag);
    }
    case "choice":
      return chosen(column, oneLine(text));
    case "names":
      return plain(splitNames(text));
    case "text":
      if (column.meta.isIdentifier === true) return fromIdentifier(cell);
      return plain(pinyin === true ? personName(text) : oneLine(text));
    case "choices":
      return several(column, text);
    case "terms":
      return earlier(column, text);
    case "number":
    case "id":
    case "ids":
      return refused(cellRemark("notImportable"));
  }
}
