/**
 * Makes the built-in templates: `node scripts/make-templates.ts` writes db/paper/built-in/*.docx. Run it after changing
 * scripts/templates.
 */
import { writeFileSync } from "node:fs";
import { builtInFile } from "../db/paper/built-in.ts";
import { kinds } from "../db/schema/kinds.ts";
import { paperKinds, type PaperKind } from "../db/schema/paper.ts";
import { hotlineTemplate } from "./templates/hotline.ts";
import { opinionTemplate } from "./templates/opinion.ts";
import { packageOf } from "./templates/package.ts";
import { sessionTemplate } from "./templates/session.ts";

const contents = { session: sessionTemplate, opinion: opinionTemplate, hotline: hotlineTemplate } as const;

export const makeTemplate = (kind: PaperKind): Promise<Buffer> =>
  packageOf(kinds[kind].document.zh, contents[kind](), kind !== "opinion");

if (process.argv[1] === import.meta.filename) {
  for (const kind of paperKinds) writeFileSync(builtInFile(kind), await makeTemplate(kind));
}
