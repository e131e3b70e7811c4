/** The record with the cursor, to read: its fields in the order of the form, problems, steps, attachments. Follows without lag. */
import { Button } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FullRecord, ListedRecord } from "../../../db/api/operations.ts";
import { attachmentRoles } from "../../../db/schema/attachment.ts";
import { eventTypes } from "../../../db/schema/event.ts";
import { columnsOf, isMainKind, type Kind, type ListedKind } from "../../../db/schema/kinds.ts";
import { client, shell } from "../../hosts/client.ts";
import { kindWindows } from "../../kinds/register.ts";
import { useMemberNames } from "../../stores/member-names.ts";
import { useLabels, type Labels } from "../../text/labels.ts";
import { useQuery } from "../../stores/use-query.ts";
import { useToast } from "../../ui/use-toast.tsx";
import { DeliveryMark, DueMark } from "../../ui/tags.tsx";
import { RecordLink } from "./record-link.tsx";
import { sizeText } from "../../text/sizes.ts";
import { StateMark } from "../../ui/state-mark.tsx";

interface Props {
  readonly kind: ListedKind;
  /** The row with the cursor; undefined while it is being read or when there is none. */
  readonly record: ListedRecord | undefined;
  readonly onOpen: (record: ListedRecord) => void;
}

/** A cursor that runs through the list asks only for where it stops. */
const SETTLE_MS = 60;

export function PreviewPane({ kind, record, onOpen }: Props) {
  const { t } = useTranslation();
  const [id, setId] = useState<string | null>(record?.id ?? null);
  const wanted = record?.id ?? null;
  useEffect(() => {
    const timer = setTimeout(() => setId(wanted), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  const { data } = useQuery("record.get", id === null ? null : { id });
  const full = data?.record.id === wanted ? data : undefined;
  if (record === undefined) return <p className="preview-none">{t("listTools.previewNone")}</p>;
  return (
    <article className="preview" aria-label={t("listTools.preview")}>
      <header className="preview-head">
        {/* The list knows these at once; the rest follows a moment later. */}
        <h2>{record.title}</h2>
        <div className="preview-marks">
          <StateMark kind={kind} state={record.state} />
          <DueMark dueOn={record.dueOn} warning={record.warning} />
          <DeliveryMark delivery={record.delivery} />
          <Button size="small" onClick={() => onOpen(record)}>
            {t("listTools.previewOpen")}
          </Button>
        </div>
      </header>
      {full !== undefined && isMainKind(kind) && <Links id={full.record.id} />}
      {full !== undefined && <Body kind={kind} full={full} />}
    </article>
  );
}

/** Where it came from, what came out of it, the same demand. */
function Links({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { data } = useQuery("record.links", { id });
  if (data === undefined || data.length === 0) return null;
  return (
    <div className="preview-links" role="group" aria-label={t("aids.links")}>
      {data.slice(0, LINKS_SHOWN).map((link) => (
        <RecordLink key={link.record.id} link={link} />
      ))}
      {data.length > LINKS_SHOWN && (
        <span className="quiet">{t("aids.linksMore", { count: data.length - LINKS_SHOWN })}</span>
      )}
    </div>
  );
}

/** More are in the record itself. */
const LINKS_SHOWN = 4;

function Body({ kind, full }: { readonly kind: ListedKind; readonly full: FullRecord }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const record = full.record as unknown as Readonly<Record<string, unknown>>;
  const names = useMemberNames((state) => state.names);
  const load = useMemberNames((state) => state.load);
  const ids = Array.isArray(record["memberIds"]) ? (record["memberIds"] as string[]) : [];
  const memberIds = ids.join();
  useEffect(() => {
    // Without their names the others are still read.
    if (memberIds !== "") load(memberIds.split(",")).catch(() => {});
  }, [memberIds, load]);
  const fields = kindWindows[kind].layout
    .flatMap(({ rows }) => rows.flat())
    .flatMap((name) => {
      const meta = columnsOf(kind).find((column) => column.name === name)?.meta;
      if (meta === undefined || meta.type === "id" || record[name] === false) return [];
      const value =
        meta.type === "ids"
          ? ids
              .map((id) => names.get(id) ?? "")
              .filter(Boolean)
              .join(t("mark.list"))
          : labels.value(meta, record[name]);
      return value === "" ? [] : [{ name, label: labels.meta(meta), value, isLong: meta.type === "multiline" }];
    });
  const events = full.events.filter(({ type, isVoided }) => type !== "voided" && !isVoided).toReversed();
  return (
    <>
      {fields.length === 0 && <p className="preview-none">{t("listTools.previewEmpty")}</p>}
      <dl className="preview-fields">
        {fields.map(({ name, label, value, isLong }) => (
          <div key={name} className={isLong ? "preview-long" : undefined}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Rows kind="problem" rows={full.problems} labels={labels} />
      <Rows kind="measure" rows={full.measures} labels={labels} />
      {events.length > 0 && (
        <section>
          <h3>{t("record.steps")}</h3>
          <ol className="timeline">
            {events.map((event) => (
              <li key={event.id} className="step">
                <div className="step-head">
                  <strong>{labels.option(eventTypes, event.type)}</strong>
                  <time>{event.at === null ? t("record.noDate") : event.at.replace("T", " ")}</time>
                  {event.unit !== null && <span>{event.unit}</span>}
                </div>
                {event.text !== null && <p className="step-text">{event.text}</p>}
              </li>
            ))}
          </ol>
        </section>
      )}
      <Files full={full} labels={labels} />
    </>
  );
}

/** Problems and measures, a line each. */
function Rows({
  kind,
  rows,
  labels,
}: {
  readonly kind: Extract<Kind, "problem" | "measure">;
  readonly rows: readonly { readonly id: string }[];
  readonly labels: Labels;
}) {
  if (rows.length === 0) return null;
  const columns = columnsOf(kind).filter(({ meta }) => meta.internal !== true);
  return (
    <section>
      <h3>{labels.kind(kind)}</h3>
      <ul className="preview-rows">
        {rows.map((row) => (
          <li key={row.id}>
            {columns
              .map(({ name, meta }) => labels.value(meta, (row as { readonly [name: string]: unknown })[name]))
              .filter(Boolean)
              .join("　")}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Files({ full, labels }: { readonly full: FullRecord; readonly labels: Labels }) {
  const { t } = useTranslation();
  const toast = useToast();
  if (full.attachments.length === 0) return null;
  const open = async (sha256: string, name: string) => {
    try {
      const { file } = await client.call("attachment.open", { sha256, name });
      await shell.openFile(file);
    } catch (error) {
      toast.failed(error);
    }
  };
  return (
    <section>
      <h3>{t("attachment.title")}</h3>
      <ul className="preview-files">
        {full.attachments.map((file) => (
          <li key={file.id}>
            <span className="quiet">{labels.option(attachmentRoles, file.role ?? "other")}</span>
            <span className="preview-file-name" title={file.name}>
              {file.name}
            </span>
            <span className="quiet">{sizeText(file.size)}</span>
            <Button size="small" onClick={() => void open(file.sha256, file.name)}>
              {t("action.open")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
