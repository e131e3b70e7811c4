/** What figures are made of. */

export interface Ratio {
  readonly numerator: number;
  readonly denominator: number;
  /** Records in the period that the ratio leaves out, with the reason in the figure's rule. */
  readonly leftOut: number;
}

/** What every main kind is counted by. */
export interface KindFigures {
  /** Twelve numbers, from January. */
  readonly byMonth: readonly number[];
}
