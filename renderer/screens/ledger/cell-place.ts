/** Place of a cell: row among those shown, and place among the sheet's columns, -1 for the row itself. */
export interface CellPlace {
  readonly index: number;
  readonly place: number;
}

/** The element's id, for `aria-activedescendant`. */
export const cellId = ({ index, place }: CellPlace): string => `ledger-cell-${index}-${place}`;
