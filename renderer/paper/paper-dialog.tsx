/** The one dialog that shows a document's pages, as they are printed and written to PDF. */
import { Alert, Button, Modal, Spin } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PaperMade } from "../../db/api/operations.ts";
import { client } from "../hosts/client.ts";
import { localError } from "../hosts/client-error.ts";
import { ErrorNotice } from "../ui/error-notice.tsx";
import { bytesOf } from "./bytes.ts";
import { FontList } from "./font-list.tsx";
import { usePaperStore } from "./paper-store.ts";
import type { RenderedPaper } from "./render.ts";
import { showIn } from "./show-in.ts";
import { useMissingFonts } from "./use-fonts.ts";
import { usePaper } from "./use-paper.tsx";
import "./paper.css";

interface Drawn {
  readonly made: PaperMade;
  readonly pages: RenderedPaper;
}

export function PaperDialog({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const paper = usePaper();
  const close = usePaperStore((state) => state.close);
  const view = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const [error, setError] = useState<unknown>(null);
  const missing = useMissingFonts(drawn?.made.fonts);

  useEffect(() => {
    const abort = new AbortController();
    let pages: RenderedPaper | null = null;
    draw(id, abort.signal).then(
      (result) => {
        ({ pages } = result);
        if (abort.signal.aborted) pages.dispose();
        else setDrawn(result);
      },
      (failure: unknown) => {
        if (!abort.signal.aborted) setError(failure);
      },
    );
    return () => {
      abort.abort();
      pages?.dispose();
    };
  }, [id]);
  useEffect(() => {
    if (drawn === null || view.current === null) return;
    showIn(view.current, drawn.pages.host);
    view.current.focus();
  }, [drawn]);

  const ids = [id];
  const leftOut = drawn?.made.leftOut ?? [];
  return (
    <Modal
      open
      centered
      className="paper-dialog"
      width={920}
      title={drawn?.made.name ?? t("paper.preview")}
      onCancel={close}
      footer={
        <div className="paper-foot">
          <span role="status">{drawn === null ? "" : t("paper.pages", { count: drawn.pages.count })}</span>
          <Button onClick={close}>{t("action.close")}</Button>
          <Button disabled={drawn === null} onClick={() => void paper.word(ids)}>
            {t("paper.action.word")}
          </Button>
          {paper.canSavePdf && (
            <Button disabled={drawn === null} onClick={() => void paper.pdf(ids)}>
              {t("paper.action.pdf")}
            </Button>
          )}
          <Button type="primary" disabled={drawn === null} onClick={() => void paper.print(ids)}>
            {t(paper.canSavePdf ? "paper.action.print" : "paper.action.printOrPdf")}
          </Button>
        </div>
      }
    >
      <ErrorNotice error={error} />
      {missing.length > 0 && (
        <Alert
          className="paper-notice"
          type="warning"
          showIcon
          title={t("paper.fontsMissing")}
          description={<FontList fonts={missing} />}
        />
      )}
      {leftOut.length > 0 && (
        <Alert
          className="paper-notice"
          type="warning"
          showIcon
          title={t("paper.leftOut", { names: leftOut.join(t("settings.separator")) })}
        />
      )}
      {drawn === null && error === null && <Spin description={t("paper.drawing")} />}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by the keyboard */}
      <div
        className="paper-view"
        ref={view}
        tabIndex={0}
        role="region"
        aria-label={t("paper.preview")}
        hidden={drawn === null}
      />
    </Modal>
  );
}

async function draw(id: string, signal: AbortSignal): Promise<Drawn> {
  const made = await client.call("paper.make", { id }, { signal });
  // Large, and needed here alone.
  const { renderPaper } = await import("./render.ts");
  try {
    return { made, pages: await renderPaper(bytesOf(made.docx)) };
  } catch (error) {
    throw localError("paperFailed", { detail: error instanceof Error ? error.message : String(error) });
  }
}
