/**
 * The shape of a text file: both languages side by side, so that a missing translation fails to compile. English may say
 * `key_one` beside `key`: i18next takes it when `count` is 1, and `key` for every other number.
 */
export type Translated<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]>;
} & { readonly [K in keyof T & string as T[K] extends string ? `${K}_one` : never]?: string };

/** Texts of one feature. Chinese decides the keys; English must have the same, and the singular where its words differ. */
export function pair<const Z>(zh: Z, en: Translated<Z>): { readonly zh: Z; readonly en: Translated<Z> } {
  return { zh, en };
}
