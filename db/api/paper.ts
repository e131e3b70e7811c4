/** What the making of documents answers. Types alone. */
import type { MainKind } from "../schema/kinds.ts";

export interface PaperMade {
  readonly kind: MainKind;
  /** For a file's name, without an ending. */
  readonly name: string;
  /** The .docx as base64. */
  readonly docx: string;
  /** Fonts that the document asks for. */
  readonly fonts: readonly string[];
  /** Photos that could not be put in, by name. */
  readonly leftOut: readonly string[];
}

export interface PaperSaved {
  readonly files: readonly string[];
  readonly fonts: readonly string[];
  readonly leftOut: readonly string[];
}

export interface PaperTemplateInfo {
  readonly kind: MainKind;
  readonly source: "district" | "local" | "builtIn";
  /** The replaced file's name; null for the built-in one. */
  readonly name: string | null;
  /** A stored template that did not pass the check and is not used; null when there is none. */
  readonly refused: string | null;
  readonly bytes: number;
  readonly fonts: readonly string[];
}
