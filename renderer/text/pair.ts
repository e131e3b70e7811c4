/** The shape of a text file: both languages side by side, so that a missing translation fails to compile. */
export type Translated<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]> };

/**
 * Texts of one feature. Chinese decides the keys; English must have the same.
 * A key that counts uses `{{count}}`; Chinese has no plural forms, so no plural suffixes are used in either language.
 */
export function pair<const Z>(zh: Z, en: Translated<Z>): { readonly zh: Z; readonly en: Translated<Z> } {
  return { zh, en };
}
