/**
 * Makes the built-in templates: `node scripts/make-templates.ts [--out FOLDER]` writes db/paper/built-in.ts, and the same as
 * .docx files into a folder, to look at. Run it after changing scripts/templates.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { kinds } from "../db/schema/kinds.ts";
import { paperKinds, type PaperKind } from "../db/schema/paper.ts";
import { hotlineTemplate } from "./templates/hotline.ts";
import { opinionTemplate } from "./templates/opinion.ts";
import { packageOf } from "./templates/package.ts";
import { sessionTemplate } from "./templates/session.ts";

const contents = { session: sessionTemplate, opinion: opinionTemplate, hotline: hotlineTemplate } as const;

const make = (kind: PaperKind): Promise<Buffer> =>
  packageOf(kinds[kind].document.zh, contents[kind](), kind !== "opinion");

/** The text of db/paper/built-in.ts. */
export async function builtInModule(): Promise<string> {
  const entries: string[] = [];
  for (const kind of paperKinds) entries.push(`  ${kind}:\n    "${(await make(kind)).toString("base64")}",`);
  return [
    "/**",
    " * The built-in templates as .docx in base64, so that every host has them without looking for files.",
    " * Made by scripts/make-templates.ts from scripts/templates; do not edit.",
    " */",
    'import type { PaperKind } from "../schema/paper.ts";',
    "",
    "export const builtInTemplates: Readonly<Record<PaperKind, string>> = {",
    ...entries,
    "};",
    "",
  ].join("\n");
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { out: { type: "string" } } });
  writeFileSync(resolve(import.meta.dirname, "../db/paper/built-in.ts"), await builtInModule());
  if (values.out !== undefined) {
    mkdirSync(values.out, { recursive: true });
    for (const kind of paperKinds) writeFileSync(join(values.out, `${kinds[kind].document.zh}.docx`), await make(kind));
  }
}
