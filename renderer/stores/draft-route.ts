/** Where a draft is continued. */
import type { Draft } from "../../db/api/operations.ts";
import type { Route } from "./route.ts";

export const draftRoute = (draft: Draft): Route => ({
  screen: "record",
  kind: draft.kind,
  recordId: draft.recordId,
  draftKey: draft.key,
});
