/** The form with everything around it: header, draft bar, side panel, the bar with the buttons. */
import { useCallback, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { columnsOf } from "../../../db/schema/kinds.ts";
import { RecordFields } from "../../forms/record-fields.tsx";
import type { OpenForm, RecordRoute } from "../../forms/open-form.ts";
import { useUndo } from "../../forms/use-undo.ts";
import { useRecordForm } from "../../forms/use-record-form.ts";
import { useChanges } from "../../stores/changes.ts";
import { newRoute, recordRoute, useRoute } from "../../stores/route.ts";
import { useStations } from "../../stores/stations.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { useQuery } from "../../ui/use-query.ts";
import { useShortcuts } from "../../ui/use-shortcuts.ts";
import { useToast } from "../../ui/use-toast.tsx";
import { Conflicts } from "./conflicts.tsx";
import { focusFirst, focusFirstInvalid } from "./focus.ts";
import { RecordBar } from "./record-bar.tsx";
import { RecordHeader } from "./record-header.tsx";
import { RestoredBar } from "./restored-bar.tsx";
import { SidePanel } from "./side-panel.tsx";

interface Props {
  readonly route: RecordRoute;
  readonly opened: OpenForm;
}

export function RecordEditor({ route, opened }: Props) {
  const { kind, recordId } = route;
  const { t } = useTranslation();
  const toast = useToast();
  const { open, back, replace } = useRoute();
  const stations = useStations();
  const record = useRecordForm(route, opened);
  const { form, save: saveForm, accept, draft } = record;
  const root = useRef<HTMLDivElement>(null);
  const main = useRef<HTMLDivElement>(null);
  const undo = useUndo(main, record.session, record.show);

  // Reads the record again after any write (an event, an import); what is being typed stays.
  const fresh = useQuery("record.get", recordId === null ? null : { id: recordId }).data;
  const full = fresh ?? opened.full;
  const accepted = useRef(opened.full?.record.updatedAt);
  useEffect(() => {
    if (fresh === undefined || fresh.record.updatedAt === accepted.current) return;
    accepted.current = fresh.record.updatedAt;
    accept(fresh);
  }, [fresh, accept]);

  useEffect(() => {
    if (recordId === null && root.current !== null) focusFirst(root.current);
  }, [recordId]);

  const save = useCallback(
    async (andNew: boolean) => {
      const saved = await saveForm();
      if (saved === null) {
        if (root.current !== null) focusFirstInvalid(root.current);
        return;
      }
      accepted.current = saved.record.updatedAt;
      toast.done(t("record.saved"));
      if (andNew) replace(newRoute(kind));
      else if (recordId === null) replace(recordRoute(kind, saved.record.id));
    },
    [saveForm, toast, t, kind, recordId, replace],
  );
  const leave = useCallback(() => {
    void draft.flush().then(() => {
      useChanges.getState().changed();
      back();
    });
  }, [draft, back]);
  useShortcuts({
    save: () => void save(false),
    saveAndNew: () => void save(true),
    create: () => open(newRoute(kind)),
    leave,
    undo: undo.undo,
    redo: undo.redo,
  });

  const isOthers = full !== null && stations.nameOf(full.record.station) !== undefined;
  const isLocked = useCallback(
    (name: string) => isOthers && columnsOf(kind).find((column) => column.name === name)?.meta.owner === "station",
    [isOthers, kind],
  );
  // Stable, although the draft's state changes at every write: the fields must not be drawn again for that.
  const { flush: flushDraft } = draft;
  const flush = useCallback(() => void flushDraft(), [flushDraft]);

  return (
    <section className="record" ref={root}>
      <RecordHeader
        kind={kind}
        full={full}
        stationName={full === null ? undefined : stations.nameOf(full.record.station)}
        isOthers={isOthers}
        onLeave={leave}
      />
      <div className={full === null ? "record-body record-body-new" : "record-body"}>
        <div className="record-main" ref={main}>
          {opened.draft !== null && draft.savedAt !== null && (
            <RestoredBar
              at={opened.draft.updatedAt}
              onDiscard={() => void record.discard().then(() => recordId === null && back())}
            />
          )}
          {full !== null && full.conflicts.length > 0 && <Conflicts kind={kind} full={full} />}
          <RecordFields kind={kind} form={form} isLocked={isLocked} onLeaveField={flush} />
        </div>
        {full !== null && <SidePanel kind={kind} full={full} event={record.event} setEvent={record.setEvent} />}
      </div>
      <div className="record-foot">
        <ErrorNotice error={record.saveError} />
        <RecordBar
          record={record}
          undo={undo}
          isNew={recordId === null}
          onSave={(andNew) => void save(andNew)}
          onLeave={leave}
        />
      </div>
    </section>
  );
}
