/** What would become of a file that lies on a stick, by its head alone: nothing of it is decrypted, and nothing changed. */
export type Outlook =
  /** An import takes it, or says why it cannot be taken yet. */
  | "take"
  /** It was imported, or waits here already. */
  | "done"
  /** This office wrote it, for the other one. */
  | "own"
  /** For another office. */
  | "foreign"
  /** For this office, and of no use to this PC: it would be refused. */
  | "unusable";
