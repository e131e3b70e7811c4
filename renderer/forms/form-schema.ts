/** The zod schema of a whole form: the kind's own, and its child rows. */
import { zodResolver } from "@hookform/resolvers/zod";
import type { Resolver } from "react-hook-form";
import { z } from "zod";
import { attachmentFields } from "../../db/schema/attachment.ts";
import { columnsOf, kinds, type Kind, type ListedKind } from "../../db/schema/kinds.ts";
import type { FormValues } from "../values/form-values.ts";

/** The fields that a person enters; what the program keeps is not in the form. */
function enteredFields(kind: Kind): z.ZodObject {
  const entered = columnsOf(kind).filter(({ meta }) => meta.internal !== true);
  const { shape } = kinds[kind].fields;
  return z.object(Object.fromEntries(entered.map(({ name }) => [name, (shape as z.ZodRawShape)[name] as z.ZodType])));
}

const rows = (kind: "problem" | "measure") =>
  z.array(z.object({ id: z.string().nullable(), key: z.string(), fields: enteredFields(kind) })).max(500);

/** Their content was checked when it was stored; a name must not be emptied. */
const attachmentRows = z
  .array(
    z.object({
      id: z.string().nullable(),
      key: z.string(),
      fields: attachmentFields.pick({ role: true, name: true, mime: true, size: true, sha256: true }),
    }),
  )
  .max(200);

const resolvers = new Map<ListedKind, Resolver<FormValues>>();

/** Checks with the same schema that the service uses, so that the form never promises what a save refuses. */
export function resolverOf(kind: ListedKind): Resolver<FormValues> {
  let resolver = resolvers.get(kind);
  if (resolver === undefined) {
    const schema = z.object({
      fields: enteredFields(kind),
      problems: rows("problem"),
      measures: rows("measure"),
      attachments: attachmentRows,
    });
    resolver = zodResolver(schema as unknown as z.ZodType<FormValues, FormValues>);
    resolvers.set(kind, resolver);
  }
  return resolver;
}
