/** The table of tags, from the same list that the program checks a template against. */
import { Segmented, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { kinds } from "../../../db/schema/kinds.ts";
import { paperKinds, paperTags, type PaperKind } from "../../../db/schema/paper.ts";
import type { PaperTag } from "../../../db/schema/paper-tags.ts";
import { useLabels } from "../../text/labels.ts";
import { Panel } from "../../ui/page.tsx";

interface TagRow {
  readonly key: string;
  readonly written: string;
  readonly meaning: string;
}

export function TemplateTags() {
  const { t } = useTranslation();
  const labels = useLabels();
  const [kind, setKind] = useState<PaperKind>("opinion");
  const meaningOf = (tag: PaperTag): string => {
    const text = labels.meta(tag);
    if (tag.rows !== undefined) return t("paper.templates.rowsHint", { text });
    return tag.condition === true ? t("paper.templates.conditionHint", { text }) : text;
  };
  const rows = paperTags(kind).map((tag): TagRow => ({
    key: tag.tag,
    written: writtenAs(tag),
    meaning: meaningOf(tag),
  }));
  return (
    <Panel title={t("paper.templates.tags")} setting="templateTags">
      <p className="note">{t("paper.templates.tagsHint")}</p>
      <Segmented<PaperKind>
        aria-label={t("paper.templates.which")}
        value={kind}
        onChange={setKind}
        options={paperKinds.map((value) => ({ value, label: labels.meta(kinds[value].document) }))}
      />
      <Table<TagRow>
        size="small"
        pagination={false}
        dataSource={rows}
        columns={[
          { title: t("paper.templates.tag"), dataIndex: "written", onCell: () => ({ lang: "zh-CN" }) },
          { title: t("paper.templates.meaning"), dataIndex: "meaning" },
        ]}
      />
    </Panel>
  );
}

/** As it stands in a template: {标题}, {@照片}, {#问题清单}{序号}…{/问题清单}. */
function writtenAs({ tag, rows, condition, picture }: PaperTag): string {
  if (picture === true) return `{@${tag}}`;
  if (rows === undefined) return condition === true ? `{#${tag}}…{/${tag}}` : `{${tag}}`;
  const inner = rows.length === 0 ? "{.}" : rows.map((row) => `{${row.tag}}`).join("");
  return `{#${tag}}${inner}{/${tag}}`;
}
