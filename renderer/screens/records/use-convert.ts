/** Opens a new form filled from this record. It is a draft on disk before it is on the screen. */
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { FullRecord } from "../../../db/api/operations.ts";
import { client } from "../../hosts/client.ts";
import { isMainKind } from "../../../db/schema/kinds.ts";
import type { ConversionTarget, RosterEntry } from "../../kinds/kind-window.ts";
import { kindWindows, mainWindows } from "../../kinds/register.ts";
import { draftContent } from "../../values/draft-content.ts";
import { startValues } from "../../values/form-values.ts";
import { useChanges } from "../../stores/changes.ts";
import { newRoute, useRoute } from "../../stores/route.ts";
import { useStatus } from "../../stores/status.ts";
import { useToast } from "../../ui/use-toast.tsx";

export function useConvert(full: FullRecord): (target: ConversionTarget) => Promise<void> {
  const { t } = useTranslation();
  const toast = useToast();
  const open = useRoute((state) => state.open);
  return useCallback(
    async (target) => {
      try {
        const operator = useStatus.getState().status?.operator?.name ?? null;
        const make = isMainKind(full.kind) ? mainWindows[full.kind].becomes[target] : undefined;
        if (make === undefined) return;
        const fields = make({ full, members: await membersOf(full) });
        const base = startValues(target, kindWindows[target].known(operator, new Date()));
        const values = startValues(target, { ...base.fields, ...fields });
        const content = draftContent(base, values, null);
        const route = newRoute(target);
        if (route.screen !== "record") return;
        if (content !== null)
          await client.call("draft.put", { key: route.draftKey, kind: target, recordId: null, content });
        useChanges.getState().changed();
        open({ ...route, isMade: true });
        toast.done(t(`aids.converted.${target}`));
      } catch (error) {
        toast.failed(error);
      }
    },
    [full, open, toast, t],
  );
}

async function membersOf(full: FullRecord): Promise<readonly RosterEntry[]> {
  const ids = "memberIds" in full.record ? [...full.record.memberIds] : [];
  if (ids.length === 0) return [];
  const { records } = await client.call("record.list", { kind: "member", ids, limit: ids.length });
  return ids.flatMap((id) => {
    const fields = records.find((record) => record.id === id)?.fields;
    if (fields === undefined) return [];
    const text = (name: string) => (typeof fields[name] === "string" ? fields[name] : null);
    return [{ name: text("name") ?? "", sector: text("sector"), employer: text("employer"), phone: text("phone") }];
  });
}
