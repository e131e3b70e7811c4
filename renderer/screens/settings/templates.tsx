/** 模板: which template each document uses, and the way to replace it. */
import { Button, Table } from "antd";
import { useTranslation } from "react-i18next";
import type { PaperTemplateInfo } from "../../../db/api/operations.ts";
import { kinds } from "../../../db/schema/kinds.ts";
import { useMissingFonts } from "../../paper/use-fonts.ts";
import { shell } from "../../hosts/client.ts";
import { useIsDistrict } from "../../stores/status.ts";
import { useLabels } from "../../text/labels.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { useConfirm } from "../../ui/use-confirm.ts";
import { useFiles } from "../../ui/use-files.ts";
import { useOperation } from "../../ui/use-operation.ts";
import { useQuery } from "../../stores/use-query.ts";
import { useToast } from "../../ui/use-toast.tsx";
import { SourceHint } from "./editing/source-hint.tsx";
import { TemplateTags } from "./template-tags.tsx";

const filter = { name: "Word", extensions: ["docx"] } as const;

export function Templates() {
  const { t } = useTranslation();
  const labels = useLabels();
  const files = useFiles();
  const toast = useToast();
  const confirm = useConfirm();
  const isDistrict = useIsDistrict();
  const { data: templates, error } = useQuery("paper.templates", {});
  const exporting = useOperation("paper.exportTemplate", { writes: false });
  const replacing = useOperation("paper.replaceTemplate");
  const resetting = useOperation("paper.resetTemplate");

  const exportOne = async ({ kind }: PaperTemplateInfo): Promise<void> => {
    const file = await files.pickSaveFile({
      title: t("paper.templates.saveTitle"),
      defaultName: `${t("paper.templates.fileName", { kind: labels.meta(kinds[kind].document) })}.docx`,
      filters: [filter],
    });
    if (file === null || (await exporting.run({ kind, file })) === undefined) return;
    toast.offer(t("paper.written", { count: 1 }), t(`paper.show.${shell.host}`), () => void files.showFile(file));
  };
  const replace = async ({ kind }: PaperTemplateInfo): Promise<void> => {
    const [file] = await files.pickFiles({
      title: t("paper.templates.openTitle"),
      filters: [filter],
      multiple: false,
    });
    if (file === undefined) return;
    const taken = await replacing.run({ kind, file });
    if (taken !== undefined) toast.done(t("paper.templates.replaced", { name: taken.name ?? "" }));
  };
  const reset = async ({ kind, name }: PaperTemplateInfo): Promise<void> => {
    const isSure = await confirm({
      title: t("paper.templates.resetTitle"),
      content: t("paper.templates.resetText", { name: name ?? "" }),
      proceed: t("paper.templates.reset"),
    });
    if (isSure && (await resetting.run({ kind })) !== undefined) toast.done(t("paper.templates.restored"));
  };

  return (
    <>
      <Panel title={t("paper.templates.title")} setting="templateList">
        <p className="note">{t("paper.templates.hint")}</p>
        {isDistrict ? <p className="note">{t("paper.templates.district")}</p> : <SourceHint />}
        <ErrorNotice error={error} />
        <ErrorNotice error={exporting.error} onClose={exporting.clearError} />
        <ErrorNotice error={replacing.error} onClose={replacing.clearError} />
        <ErrorNotice error={resetting.error} onClose={resetting.clearError} />
        <Table<PaperTemplateInfo>
          rowKey="kind"
          size="small"
          pagination={false}
          loading={templates === undefined && error === null}
          dataSource={[...(templates ?? [])]}
          columns={[
            { title: t("paper.templates.kind"), render: (_, { kind }) => labels.meta(kinds[kind].document) },
            {
              title: t("paper.templates.current"),
              render: (_, { source, name, refused }) => (
                <>
                  {t(`paper.templates.source.${source}`, { name: name ?? "" })}
                  {refused !== null && <p className="note">{t("paper.templates.refused", { name: refused })}</p>}
                </>
              ),
            },
            { title: t("paper.templates.fonts"), render: (_, { fonts }) => <Fonts fonts={fonts} /> },
            {
              title: "",
              key: "actions",
              render: (_, template) => (
                <div className="settings-line">
                  <Button onClick={() => void exportOne(template)}>{t("paper.templates.export")}</Button>
                  <Button
                    loading={replacing.busy}
                    disabled={!isDistrict && template.source === "district"}
                    onClick={() => void replace(template)}
                  >
                    {t("paper.templates.replace")}
                  </Button>
                  {template.source === (isDistrict ? "district" : "local") && (
                    <Button onClick={() => void reset(template)}>{t("paper.templates.reset")}</Button>
                  )}
                </div>
              ),
            },
          ]}
        />
      </Panel>
      <TemplateTags />
    </>
  );
}

/** The fonts of a template, those missing here marked. */
function Fonts({ fonts }: { readonly fonts: readonly string[] }) {
  const { t } = useTranslation();
  const missing = new Set(useMissingFonts(fonts).map(({ font }) => font));
  return (
    <>
      {fonts.map((font) => (
        <div key={font}>
          <span lang="zh-CN">{font}</span>
          {missing.has(font) && t("paper.templates.missing")}
        </div>
      ))}
    </>
  );
}
