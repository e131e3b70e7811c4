/** Why a receiver says no. */
export const lineRefusals = [
  /** Not a known PC, not its key, an old challenge, a token that has run out: told apart for nobody. */
  "unproved",
  /** This PC was taken out by the district. */
  "retired",
  /** The invitation was issued here and is no longer good. */
  "invitation",
  "badRequest",
  "notFound",
  /** Not a bundle, damaged, or not the caller's own. */
  "badFile",
  "tooLarge",
  /** Too many files or bytes of this PC are under way or wait. */
  "quota",
  /** Too many PCs wait for their confirmation. */
  "tooManyWaiting",
  "diskFull",
  "busy",
  "failed",
] as const;
export type LineRefusal = (typeof lineRefusals)[number];
