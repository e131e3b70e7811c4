/** Adding files to a form: one after the other, each with its progress, and what went wrong with which. */
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { keepThumbnail, forgetThumbnail } from "../../../files/thumbnails.ts";
import { prepareFile, requireRoom, type Limits, type Prepared } from "../../../files/prepare.ts";
import { sendFile } from "../../../files/send-file.ts";
import { attachmentOf, likelyRole, rowOf, totalSize } from "../../../forms/attachment-values.ts";
import type { ChildRow, FormValues } from "../../../forms/values.ts";
import { defaultSettings } from "../../../../db/schema/settings.ts";
import { ClientError } from "../../../client.ts";
import { useStatus } from "../../../stores/status.ts";
import { useToast } from "../../../ui/use-toast.tsx";

export interface PendingFile {
  readonly id: number;
  readonly name: string;
  /** Bytes; `total` is 0 while a photo is being made smaller. */
  readonly sent: number;
  readonly total: number;
}

export interface Attaching {
  readonly pending: readonly PendingFile[];
  readonly problems: readonly { readonly id: number; readonly error: unknown }[];
  /** Told once, not wrong: a picture that is kept as it came. */
  readonly notes: readonly { readonly id: number; readonly text: string }[];
  readonly dismiss: (id: number) => void;
  readonly limits: Limits;
  readonly keepOriginal: boolean;
  readonly setKeepOriginal: (keep: boolean) => void;
  readonly add: (files: readonly File[]) => void;
  /** The content of a row whose own is missing or changed; its name and role stay. */
  readonly replace: (sha256: string, file: File) => void;
  readonly cancel: (id: number) => void;
  /** When everything that was dropped so far is in the form. Await before saving or leaving. */
  readonly settled: () => Promise<void>;
  /** Contents stored since the form was opened, so that a broken one counts as healed. */
  readonly healed: ReadonlySet<string>;
}

/** Adding runs in the order in which files came. */
export function useAttaching(form: UseFormReturn<FormValues>): Attaching {
  const { t } = useTranslation();
  const toast = useToast();
  const settings = useStatus((state) => state.settings);
  const limits: Limits = settings ?? defaultSettings;
  const [pending, setPending] = useState<readonly PendingFile[]>([]);
  const [problems, setProblems] = useState<Attaching["problems"]>([]);
  const [notes, setNotes] = useState<Attaching["notes"]>([]);
  const [healed, setHealed] = useState<ReadonlySet<string>>(new Set());
  const [keepOriginal, setKeepOriginal] = useState(false);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const aborts = useRef(new Map<number, AbortController>());
  const nextId = useRef(0);

  // By Esc and by saving, nobody leaves before the files are in; by the side bar or another form, they do.
  const tellUnfinished = useEffectEvent((count: number) => toast.warn(t("attachment.unfinished", { count })));
  useEffect(() => {
    const running = aborts.current;
    return () => {
      if (running.size > 0) tellUnfinished(running.size);
      for (const abort of running.values()) abort.abort();
    };
  }, []);

  const told = useCallback(
    (file: string, { kept }: Prepared): void => {
      if (kept === null) return;
      setNotes((all) => [...all, { id: nextId.current++, text: t(`attachment.kept.${kept}`, { file }) }]);
    },
    [t],
  );

  const store = useCallback(
    async (file: File, id: number, signal: AbortSignal, put: (row: ChildRow) => boolean): Promise<void> => {
      const prepared = await prepareFile(file, limits, keepOriginal);
      if (signal.aborted) return;
      requireRoom(totalSize(form.getValues("attachments")), prepared.content.size, limits);
      const total = prepared.content.size;
      const report = (sent: number) =>
        setPending((all) => all.map((one) => (one.id === id ? { ...one, sent, total } : one)));
      report(0);
      const stored = await sendFile(prepared.content, prepared.name, { signal, onProgress: report });
      forgetThumbnail(stored.sha256);
      if (prepared.thumbnail !== null) keepThumbnail(stored.sha256, prepared.thumbnail);
      setHealed((all) => new Set([...all, stored.sha256]));
      if (put(rowOf(stored, likelyRole(stored.name, stored.mime)))) told(stored.name, prepared);
    },
    [form, limits, keepOriginal, told],
  );

  const enqueue = useCallback(
    (file: File, put: (row: ChildRow) => boolean): void => {
      const id = nextId.current++;
      const abort = new AbortController();
      aborts.current.set(id, abort);
      setPending((all) => [...all, { id, name: file.name, sent: 0, total: 0 }]);
      queue.current = queue.current.then(async () => {
        try {
          if (!abort.signal.aborted) await store(file, id, abort.signal, put);
        } catch (error) {
          const isCancelled = error instanceof ClientError && error.report.name === "cancelled";
          if (!isCancelled) setProblems((all) => [...all, { id, error }]);
        } finally {
          aborts.current.delete(id);
          setPending((all) => all.filter((one) => one.id !== id));
        }
      });
    },
    [store],
  );

  const setRows = useCallback(
    (rows: ChildRow[]) => form.setValue("attachments", rows, { shouldDirty: true, shouldTouch: true }),
    [form],
  );

  const add = useCallback(
    (files: readonly File[]) => {
      for (const file of files) {
        enqueue(file, (row) => {
          const rows = form.getValues("attachments");
          const { sha256, name } = attachmentOf(row);
          if (rows.some((other) => attachmentOf(other).sha256 === sha256)) {
            toast.warn(t("attachment.already", { file: name }));
            return false;
          }
          setRows([...rows, row]);
          toast.done(t("attachment.added", { file: name }));
          return true;
        });
      }
    },
    [enqueue, form, setRows, toast, t],
  );

  const replace = useCallback(
    (sha256: string, file: File) =>
      enqueue(file, (row) => {
        const rows = form.getValues("attachments");
        const index = rows.findIndex((other) => attachmentOf(other).sha256 === sha256);
        const old = rows[index];
        if (old === undefined) return false;
        const { name, role } = attachmentOf(old);
        // The same content heals the saved row; another one is a new row in its place.
        if (attachmentOf(row).sha256 !== sha256) {
          setRows(rows.with(index, { ...row, fields: { ...row.fields, role: role ?? row.fields["role"] } }));
        }
        toast.done(t("attachment.healed", { file: name }));
        return true;
      }),
    [enqueue, form, setRows, toast, t],
  );

  const cancel = useCallback((id: number) => aborts.current.get(id)?.abort(), []);
  const settled = useCallback(() => queue.current, []);
  const dismiss = useCallback((id: number) => {
    setProblems((all) => all.filter((one) => one.id !== id));
    setNotes((all) => all.filter((one) => one.id !== id));
  }, []);

  return useMemo(
    () => ({
      pending,
      problems,
      notes,
      dismiss,
      limits,
      keepOriginal,
      setKeepOriginal,
      add,
      replace,
      cancel,
      settled,
      healed,
    }),
    [pending, problems, notes, dismiss, limits, keepOriginal, add, replace, cancel, settled, healed],
  );
}
