/** What a form needs before it can be shown: the saved record and the draft, read together. */
import { z } from "zod";
import type { Draft, FullRecord } from "../../db/api/operations.ts";
import { client } from "../hosts/client.ts";
import { kindWindows } from "../kinds/register.ts";
import { restoreDraft } from "../values/draft-content.ts";
import { startValues, valuesOf, type FieldValues, type FormValues } from "../values/form-values.ts";
import type { RecordRoute } from "../stores/route.ts";

export interface OpenForm {
  readonly full: FullRecord | null;
  /** The form without the draft: the saved values, or those a new form starts with. */
  readonly base: FormValues;
  readonly values: FormValues;
  readonly event: FieldValues | null;
  readonly draft: Draft | null;
}

export async function openForm(route: RecordRoute, operator: string | null, signal: AbortSignal): Promise<OpenForm> {
  const { kind, recordId, draftKey } = route;
  const [full, draft] = await Promise.all([
    recordId === null ? null : client.call("record.get", { id: recordId }, { signal }),
    client.call("draft.get", { key: draftKey }, { signal }),
  ]);
  const base =
    full === null
      ? startValues(kind, { ...kindWindows[kind].known(operator, new Date()), ...route.prefill, ...startOf(draft) })
      : valuesOf(kind, full);
  const restored = draft === null ? null : restoreDraft(base, draft.content);
  return { full, base, draft, values: restored?.values ?? base, event: restored?.event ?? null };
}

/** What a new form began with when its draft was made: a call that came yesterday keeps yesterday's time. */
function startOf(draft: Draft | null): FieldValues {
  const parts = startSchema.safeParse(draft?.content).data;
  if (parts === undefined) return {};
  return Object.fromEntries(Object.entries(parts.fields).filter(([name]) => !parts.changed.includes(name)));
}

const startSchema = z.object({ fields: z.record(z.string(), z.unknown()), changed: z.array(z.string()) });
