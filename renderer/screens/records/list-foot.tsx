/** Below the rows: the totals of what is shown, or, while rows are ticked, what can be done to them. */
import { Button, Dropdown } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EventType } from "../../../db/schema/steps.ts";
import { eventTypes } from "../../../db/schema/event.ts";
import { isMainKind, kinds, type ListedKind } from "../../../db/schema/kinds.ts";
import { client } from "../../hosts/client.ts";
import { useCommandTitle } from "../../commands/command-title.ts";
import { usePaper } from "../../paper/use-paper.tsx";
import { usePages, type ListQuery } from "../../stores/pages.ts";
import { useTypedTexts } from "../../stores/typed.ts";
import { useLabels } from "../../text/labels.ts";
import { sentencesIn } from "../../text/sentences.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { useConfirm } from "../../ui/use-confirm.ts";
import { useQuery } from "../../stores/use-query.ts";
import { useShortcuts } from "../../commands/use-shortcuts.ts";
import { useToast } from "../../ui/use-toast.tsx";
import { BatchDialog, batchPlace, type BatchFields } from "./batch-dialog.tsx";
import { useBatch } from "./use-batch.tsx";
import type { ExportFormat } from "./use-list-export.ts";
import type { Picking } from "./use-picking.ts";

interface Props {
  readonly kind: ListedKind;
  readonly query: ListQuery;
  readonly picking: Picking;
  readonly onExport: (format: ExportFormat) => void;
}

/** Documents that are written or printed at a time. */
const MOST_PAPERS = 2_000;

export function ListFoot({ kind, query, picking, onExport }: Props) {
  const { picked } = picking;
  if (picked.size === 0) return isMainKind(kind) ? <Totals query={query} /> : null;
  return <BatchBar kind={kind} picking={picking} onExport={onExport} />;
}

function Totals({ query }: { readonly query: ListQuery }) {
  const { t } = useTranslation();
  const labels = useLabels();
  // The rows first: they are what one waits for, and the service answers one after the other.
  const hasRows = usePages((state) => (state.byKind[query.kind]?.total ?? null) !== null);
  const { data, error } = useQuery("record.totals", hasRows ? query : null);
  return (
    <div className="list-foot" aria-live="polite">
      <ErrorNotice error={error} />
      <dl className="totals" aria-label={t("listTools.totals")}>
        {(data ?? []).map((total) => (
          <div key={total.name}>
            <dt>{labels.meta(total)}</dt>
            <dd>{total.value.toLocaleString("zh-CN")}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function BatchBar({ kind, picking, onExport }: Omit<Props, "query">) {
  const { t } = useTranslation();
  const labels = useLabels();
  const batch = useBatch(kind);
  const { picked } = picking;
  const [step, setStep] = useState<EventType | null>(null);
  const steps = isMainKind(kind) ? kinds[kind].steps.offered : [];
  const paper = usePaper();
  const titleOf = useCommandTitle();
  const hasPaper = isMainKind(kind);
  const isTooMany = picked.size > MOST_PAPERS;
  const print = () => void paper.print([...picked]);
  useShortcuts(hasPaper && !isTooMany ? { print } : {});
  const confirm = useConfirm();
  const toast = useToast();
  const takeStep = async (type: EventType, fields: BatchFields) => {
    const done = await batch.run(picked, { type: "event", fields: { ...fields } }, labels.option(eventTypes, type));
    // Done for none, what was typed stays for the next try.
    if (done > 0) useTypedTexts.getState().put(batchPlace(type), null, null);
  };
  const remove = async () => {
    try {
      const ids = [...picked];
      const { total: sent } = await client.call("record.list", {
        kind,
        ids,
        where: [{ field: "delivery", is: "none", values: ["saved"] }],
        limit: 1,
      });
      const { total: acted } = await client.call("records.actedOn", { ids });
      const content = sentencesIn(labels.language, [
        acted > 0 ? t("record.askDeleteManyActed", { count: acted }) : "",
        sent > 0 ? t("record.askDeleteManySent", { count: sent }) : "",
        t("record.askDeleteManyPlain"),
      ]);
      const title = t("record.askDeleteMany", { count: ids.length });
      if (!(await confirm({ title, content, proceed: t("listTools.batchDelete"), danger: true }))) return;
      await batch.run(picked, { type: "delete" }, t("listTools.batchDelete"));
    } catch (error) {
      toast.failed(error);
    }
  };
  return (
    <div className="list-foot list-foot-batch">
      <ErrorNotice error={batch.error} onClose={batch.clearError} />
      <strong aria-live="polite">{t("listTools.picked", { count: picked.size })}</strong>
      {steps.map((type) => (
        <Button key={type} disabled={batch.busy} onClick={() => setStep(type)}>
          {labels.act(type)}
        </Button>
      ))}
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            { key: "xlsx", label: t("listTools.exportXlsx") },
            { key: "csv", label: t("listTools.exportCsv") },
            ...(hasPaper
              ? [
                  { key: "word", label: t("listTools.exportWord"), disabled: isTooMany },
                  ...(paper.canSavePdf ? [{ key: "pdf", label: t("listTools.exportPdf"), disabled: isTooMany }] : []),
                ]
              : []),
          ],
          onClick: ({ key }) => {
            if (key === "word") void paper.word([...picked]);
            else if (key === "pdf") void paper.pdf([...picked]);
            else onExport(key === "csv" ? "csv" : "xlsx");
          },
        }}
      >
        <Button disabled={batch.busy}>{t("listTools.export")}</Button>
      </Dropdown>
      {hasPaper && (
        <Button disabled={batch.busy || isTooMany} title={titleOf("print")} onClick={print}>
          {paper.canSavePdf ? t("listTools.print") : t("paper.action.printOrPdf")}
        </Button>
      )}
      <Button danger disabled={batch.busy} onClick={() => void remove()}>
        {t("listTools.batchDelete")}
      </Button>
      <Button type="text" onClick={picking.none} title="Esc">
        {t("listTools.pickedNone")}
      </Button>
      {step !== null && (
        <BatchDialog
          step={step}
          count={picked.size}
          onClose={() => setStep(null)}
          onDone={(fields) => {
            setStep(null);
            void takeStep(step, fields);
          }}
        />
      )}
    </div>
  );
}
