/** The built-in templates, .docx files that scripts/make-templates.ts makes. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { PaperKind } from "../schema/paper.ts";

/** Beside this file; electron.vite.config.ts puts a copy beside the program that this file is bundled into. */
const folder = fileURLToPath(new URL("./built-in", import.meta.url));

export const builtInFile = (kind: PaperKind): string => join(folder, `${kind}.docx`);

export const builtInTemplate = (kind: PaperKind): Buffer => readFileSync(builtInFile(kind));
