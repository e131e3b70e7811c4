/** What belongs together: links between records, and records that may be about the same matter. */
import { linksOf } from "../queries/links.ts";
import { similarRecords } from "../queries/similar.ts";
import type { Part } from "./context.ts";
import { dueLimits } from "./today.ts";

export const linkHandlers: Part<"record.links" | "record.similar"> = {
  "record.links": (context, { id }) => linksOf(context.db, id, dueLimits(context)),
  "record.similar": (context, form) => similarRecords(context.db, form, dueLimits(context)),
};
