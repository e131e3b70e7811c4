/** Documents and their templates. */
import { z } from "zod";
import { recordId } from "../schema/field.ts";
import type { MainKind } from "../schema/kinds.ts";
import { paperKindSchema } from "../schema/paper.ts";
import { operation, nothing, path } from "./operation.ts";

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

export const paperOperations = {
  /** A record's document, for the screen and the printer. */
  "paper.make": operation<PaperMade>()(z.strictObject({ id: recordId })),
  /** Replaces a file of that name. */
  "paper.save": operation<PaperSaved>()(z.strictObject({ id: recordId, file: path }), { writes: "file" }),
  /** One file a record, under names that are free. */
  "paper.saveAll": operation<PaperSaved>()(z.strictObject({ ids: z.array(recordId).min(1).max(2_000), folder: path }), {
    writes: "folder",
  }),
  "paper.templates": operation<readonly PaperTemplateInfo[]>()(nothing),
  "paper.exportTemplate": operation<{ file: string }>()(
    z.strictObject({ kind: paperKindSchema, file: path, builtIn: z.boolean().default(false) }),
    { writes: "file" },
  ),
  /** Takes a .docx as the template of a kind, after its checks and a trial rendering. */
  "paper.replaceTemplate": operation<PaperTemplateInfo>()(z.strictObject({ kind: paperKindSchema, file: path })),
  /** Back to the built-in template. */
  "paper.resetTemplate": operation<PaperTemplateInfo>()(z.strictObject({ kind: paperKindSchema })),
} as const;
