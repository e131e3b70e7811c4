/** One error of the catalogue: its number for support, its sentence for the user. */
export interface ErrorText {
  readonly number: number;
  readonly zh: string;
  readonly en: string;
}
