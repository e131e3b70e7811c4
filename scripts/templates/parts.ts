/** Building blocks of the official layout (GB/T 9704-2012) for the built-in templates. */
import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
  type IParagraphOptions,
} from "docx";
import { officialFonts } from "../../db/schema/paper.ts";

/** 22 lines in 225 mm: 28.95 pt each, in twentieths of a point. */
export const LINE = 579;
/** 28 characters of 16 pt are 448 pt and the type area has 442.2 pt: each is set 0.25 pt closer. */
const CLOSER = -5;
/** Two characters of 15.75 pt. */
export const INDENT = 630;

const twips = (millimetres: number): number => Math.round((millimetres / 25.4) * 1_440);

/** A4 with 37 mm above and 28 mm at the left; what is left of 156 x 225 mm are 26 mm and 35 mm. */
export const page = {
  size: { width: twips(210), height: twips(297) },
  margin: {
    top: twips(37),
    left: twips(28),
    right: twips(26),
    bottom: twips(35),
    header: twips(15),
    // The number's line lies 7 mm below the type area.
    footer: twips(23),
  },
} as const;

/** A form of one page has less room above and below; its width stays. */
export const formPage = {
  ...page,
  margin: { ...page.margin, top: twips(22), bottom: twips(20), header: twips(10), footer: twips(10) },
} as const;

export interface RunStyle {
  readonly font?: string;
  /** In points. */
  readonly size?: number;
  readonly bold?: boolean;
  readonly color?: string;
}

/** The font for every script, and quotation marks and dashes counted as Chinese. */
export const fontOf = (name: string) => ({ ascii: name, hAnsi: name, eastAsia: name, cs: name, hint: "eastAsia" });

export function run(
  text: string,
  { font = officialFonts.body, size = 16, bold = false, color }: RunStyle = {},
): TextRun {
  return new TextRun({
    text,
    font: fontOf(font),
    size: size * 2,
    bold,
    ...(color === undefined ? {} : { color }),
    ...(size === 16 ? { characterSpacing: CLOSER } : {}),
  });
}

/** A paragraph on the 28.95 pt grid. */
export const line = (
  text: string | readonly TextRun[],
  options: IParagraphOptions & { readonly style?: string; readonly run?: RunStyle } = {},
): Paragraph => {
  const { run: style, ...rest } = options;
  return new Paragraph({
    spacing: { line: LINE, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
    ...rest,
    children: typeof text === "string" ? [run(text, style)] : [...text],
  });
};

/** A tag that stands alone in its paragraph, which disappears: the start or end of a loop. */
export const mark = (tag: string): Paragraph => line(tag);

const border = { style: BorderStyle.SINGLE, size: 6, color: "000000" } as const;
const borders = {
  top: border,
  bottom: border,
  left: border,
  right: border,
  insideHorizontal: border,
  insideVertical: border,
};

export interface CellSpec {
  readonly text: string;
  readonly span?: number;
  readonly isLabel?: boolean;
  readonly align?: (typeof AlignmentType)[keyof typeof AlignmentType];
}

export const label = (text: string, span?: number): CellSpec => ({
  text,
  isLabel: true,
  align: AlignmentType.CENTER,
  ...(span === undefined ? {} : { span }),
});
export const value = (text: string, span?: number): CellSpec => ({ text, ...(span === undefined ? {} : { span }) });
export const centred = (text: string, span?: number): CellSpec => ({
  ...value(text, span),
  align: AlignmentType.CENTER,
});

const FORM_SIZE = 12;
const LIST_SIZE = 10.5;

function cell({ text, span = 1, isLabel = false, align }: CellSpec, width: number, size: number): TableCell {
  const font = isLabel ? officialFonts.heading1 : officialFonts.body;
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    columnSpan: span,
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: 40, bottom: 40, left: 85, right: 85 },
    children: [
      new Paragraph({
        spacing: { line: size === LIST_SIZE ? 340 : 400, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
        ...(align === undefined ? {} : { alignment: align }),
        children: [run(text, { font, size })],
      }),
    ],
  });
}

export interface RowSpec {
  readonly cells: readonly CellSpec[];
  /** At least this high, in millimetres. */
  readonly height?: number;
  /** Repeated on every page. */
  readonly isHeader?: boolean;
  /** For texts that may be longer than a page. */
  readonly maySplit?: boolean;
}

export const row = (...cells: readonly CellSpec[]): RowSpec => ({ cells });

/** A table with borders over the whole type area. @param columns widths in twentieths of a point */
export const table = (columns: readonly number[], rows: readonly RowSpec[]): Table =>
  sizedTable(columns, rows, FORM_SIZE);

/** The same in a smaller size, for rows of many columns. */
export const list = (columns: readonly number[], rows: readonly RowSpec[]): Table =>
  sizedTable(columns, rows, LIST_SIZE);

function sizedTable(columns: readonly number[], rows: readonly RowSpec[], size: number): Table {
  return new Table({
    width: { size: columns.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: [...columns],
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    borders,
    rows: rows.map(({ cells, height = 9, isHeader = false, maySplit = false }) => {
      let column = 0;
      return new TableRow({
        tableHeader: isHeader,
        cantSplit: !maySplit,
        height: { value: twips(height), rule: HeightRule.ATLEAST },
        children: cells.map((spec) => {
          const width = columns.slice(column, column + (spec.span ?? 1)).reduce((sum, each) => sum + each, 0);
          column += spec.span ?? 1;
          return cell(spec, width, size);
        }),
      });
    }),
  });
}
