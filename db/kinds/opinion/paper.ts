/** What fills the sheet of 社情民意信息. */
import type { FullRecord } from "../../api/operations.ts";
import { opinionSources, reporterKinds } from "../../schema/opinion.ts";
import type { Stored } from "../../schema/kinds.ts";
import { effectiveSteps, stepRows } from "../common/steps.ts";
import { dayText, joined, labelOf, paragraphLevel, paragraphs, type PaperData } from "../common/paper-words.ts";

const numerals = ["一", "二", "三"] as const;

export function opinionData(full: FullRecord, opinion: Stored<"opinion">): PaperData {
  return {
    标题: opinion.title,
    反映人: joined(opinion.reporters),
    反映人身份: labelOf(reporterKinds, opinion.reporterKind),
    反映人说明: reporterText(opinion),
    界别: opinion.sector ?? "",
    工作单位: opinion.employer ?? "",
    联系电话: opinion.phone ?? "",
    来源: labelOf(opinionSources, opinion.source),
    类别: opinion.category ?? "",
    村社区: opinion.village ?? "",
    收集日期: dayText(opinion.collectedOn),
    情况: paragraphs(opinion.facts).join("\n"),
    原因分析: paragraphs(opinion.analysis).join("\n"),
    意见建议: paragraphs(opinion.suggestions).join("\n"),
    情况段落: paragraphs(opinion.facts),
    原因分析段落: paragraphs(opinion.analysis),
    意见建议段落: paragraphs(opinion.suggestions),
    正文: body(opinion),
    有办理过程: effectiveSteps(full).length > 0,
    办理过程: stepRows(full),
  };
}

function reporterText(opinion: Stored<"opinion">): string {
  const about = [opinion.sector, opinion.employer].filter((text) => text !== null).join("，");
  const names = joined(opinion.reporters);
  if (names === "") return about;
  return about === "" ? names : `${names}（${about}）`;
}

/** The parts one after another, each under its heading; a single part stands without one. */
function body(opinion: Stored<"opinion">): readonly PaperData[] {
  const parts = [
    { heading: "情况", lines: paragraphs(opinion.facts) },
    { heading: "原因分析", lines: paragraphs(opinion.analysis) },
    { heading: "意见建议", lines: paragraphs(opinion.suggestions) },
  ].filter(({ lines }) => lines.length > 0);
  return parts.flatMap(({ heading, lines }, index) => [
    ...(parts.length === 1 ? [] : [paragraph("一级标题", `${numerals[index] ?? ""}、${heading}`)]),
    ...lines.map((line) => paragraph(paragraphLevel(line), line)),
  ]);
}

/** All three tags, so that an inner one never finds a namesake further out. */
const paragraph = (level: "一级标题" | "二级标题" | "段落", text: string): PaperData => ({
  一级标题: "",
  二级标题: "",
  段落: "",
  [level]: text,
});
