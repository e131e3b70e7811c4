/** 社情民意信息 as an official document: title, reporter, three parts, signature. */
import { AlignmentType, type FileChild } from "docx";
import { officialFonts } from "../../db/schema/paper.ts";
import { INDENT, line, mark, run } from "./parts.ts";

export const opinionTemplate = (): readonly FileChild[] => [
  line("社情民意信息", { run: { font: officialFonts.heading1 } }),
  line(""),
  line("{标题}", { alignment: AlignmentType.CENTER, run: { font: officialFonts.title, size: 22 } }),
  mark("{#反映人说明}"),
  line("反映人：{反映人说明}", { alignment: AlignmentType.CENTER, run: { font: officialFonts.heading2 } }),
  mark("{/反映人说明}"),
  line(""),
  mark("{#正文}"),
  mark("{#一级标题}"),
  line("{一级标题}", { indent: { firstLine: INDENT }, keepNext: true, run: { font: officialFonts.heading1 } }),
  mark("{/一级标题}"),
  mark("{#二级标题}"),
  line("{二级标题}", { indent: { firstLine: INDENT }, keepNext: true, run: { font: officialFonts.heading2 } }),
  mark("{/二级标题}"),
  mark("{#段落}"),
  line("{段落}", { indent: { firstLine: INDENT }, alignment: AlignmentType.BOTH }),
  mark("{/段落}"),
  mark("{/正文}"),
  line(""),
  line("{单位}", { alignment: AlignmentType.RIGHT, indent: { right: INDENT * 2 }, keepNext: true }),
  line("{收集日期}", { alignment: AlignmentType.RIGHT, indent: { right: INDENT * 2 } }),
  mark("{#联系电话}"),
  line([run("（联系人：{反映人}　联系电话：{联系电话}）")], { indent: { firstLine: INDENT } }),
  mark("{/联系电话}"),
];
