/**
 * How much a file that is read as a table may hold. Wide of every honest ledger (a busy station has some thousand rows a
 * year) and narrow enough that the largest file stays within half a gigabyte of memory.
 */
import { AppError } from "../schema/app-error.ts";
import type { Part } from "../schema/words.ts";

export const ledgerLimits = {
  /** Of the file on the disk, in millions of bytes. */
  fileMb: 50,
  /** Of the parts of a workbook that are read, unpacked. */
  expandedMb: 100,
  /** Of those among them that hold no cells: styles, defined names. */
  extrasMb: 20,
  sheets: 400,
  /** Rows with content, over all sheets. */
  rows: 60_000,
  /** The last column with content. */
  columns: 500,
  /** Cells with content, over all sheets. */
  cells: 1_000_000,
  /** Cells in the rectangles that hold all content, blank ones included, over all sheets. */
  area: 20_000_000,
  /** Characters in one cell: what Excel and WPS hold. */
  cellLength: 32_767,
  /** Characters in all cells. */
  characters: 15_000_000,
  /** Texts in a workbook's table of shared strings. */
  sharedStrings: 500_000,
  merges: 100_000,
  /** Of the reading thread. */
  seconds: 120,
  /** Of the reading thread's heap. */
  heapMb: 400,
} as const;

export const MB = 1_000_000;

/** Adds up what a file holds. Counting goes on after a limit is passed, so that the message can say how much there is. */
export class Gauge {
  rows = 0;
  columns = 0;
  cells = 0;
  characters = 0;
  /** The first cell that is too long. */
  #long: { readonly place: Part; readonly count: number } | null = null;

  /** @param column from 0 */
  cell(column: number): void {
    this.cells += 1;
    if (column >= this.columns) this.columns = column + 1;
  }

  /** @param place is asked for only when the cell is too long */
  text(length: number, place: () => Part): void {
    this.characters += length;
    if (length > ledgerLimits.cellLength) this.tooLong(place(), length);
  }

  tooLong(place: Part, count: number): void {
    this.#long ??= { place, count };
  }

  /** Nothing more needs to be kept: the file will be refused. */
  get isFull(): boolean {
    const { rows, columns, cells, characters } = ledgerLimits;
    return (
      this.rows > rows ||
      this.columns > columns ||
      this.cells > cells ||
      this.characters > characters ||
      this.#long !== null
    );
  }

  /** @throws AppError ledgerTooManyRows, ledgerTooManyColumns, ledgerTooManyCells, ledgerCellTooLong, ledgerTooMuchText */
  check(file: string): void {
    const { rows, columns, cells, cellLength, characters } = ledgerLimits;
    if (this.rows > rows) throw new AppError("ledgerTooManyRows", { file, count: this.rows, limit: rows });
    if (this.columns > columns)
      throw new AppError("ledgerTooManyColumns", { file, count: this.columns, limit: columns });
    if (this.cells > cells) throw new AppError("ledgerTooManyCells", { file, count: this.cells, limit: cells });
    if (this.#long !== null) throw new AppError("ledgerCellTooLong", { file, ...this.#long, limit: cellLength });
    if (this.characters > characters)
      throw new AppError("ledgerTooMuchText", { file, count: this.characters, limit: characters });
  }
}
