/** 协商活动记录表: the form, the sign-in sheet on pages of its own, the photos. */
import { AlignmentType, type FileChild } from "docx";
import { officialFonts } from "../../db/schema/paper.ts";
import { centred, label, line, list, mark, row, table, value, type RowSpec } from "./parts.ts";

const heading = (text: string, breaks: boolean) =>
  line(text, {
    alignment: AlignmentType.CENTER,
    pageBreakBefore: breaks,
    keepNext: true,
    run: { font: officialFonts.title, size: 22 },
  });
const subheading = (text: string) => line(text, { keepNext: true, run: { font: officialFonts.heading1, size: 14 } });

const long = (name: string, tag: string, height = 18): RowSpec => ({
  cells: [label(name), value(tag, 5)],
  height,
  maySplit: true,
});

export const sessionTemplate = (): readonly FileChild[] => [
  heading("协商活动记录表", false),
  line("填报单位：{单位}　　填表人：{操作员}　　打印日期：{打印日期}", { run: { size: 12 } }),
  table(
    [1_404, 1_700, 1_240, 1_600, 1_240, 1_660],
    [
      row(label("议题"), value("{议题}", 5)),
      row(label("议题来源"), value("{议题来源}", 2), label("品牌"), value("{品牌}", 2)),
      row(label("协商形式"), value("{协商形式}", 2), label("活动平台"), value("{活动平台}", 2)),
      row(label("时间"), value("{时间}", 5)),
      row(label("地点"), value("{地点}", 2), label("村(社区)"), value("{村社区}", 2)),
      row(label("主持人"), value("{主持人}", 2), label("牵头委员"), value("{牵头委员}", 2)),
      row(label("参加委员"), value("{参加委员}", 5)),
      row(label("列席人员"), value("{列席人员}", 5)),
      row(
        label("委员人数"),
        centred("{委员人数}"),
        label("群众人数"),
        centred("{群众人数}"),
        label("部门人数"),
        centred("{部门人数}"),
      ),
      row(
        label("其他人数"),
        centred("{其他人数}"),
        label("总人次"),
        centred("{总人次}"),
        label("提案号"),
        centred("{提案号}"),
      ),
      long("背景", "{背景}"),
      long("协商过程", "{协商过程}", 24),
      long("协商意见", "{协商意见}", 24),
      long("协商成果", "{协商成果}"),
      long("备注", "{备注}", 9),
    ],
  ),
  mark("{#有问题}"),
  subheading("问题清单"),
  list(
    [620, 2_404, 1_500, 1_380, 880, 1_380, 680],
    [
      {
        isHeader: true,
        cells: [
          label("序号"),
          label("问题"),
          label("责任单位"),
          label("完成期限"),
          label("状态"),
          label("解决日期"),
          label("受益"),
        ],
      },
      row(
        centred("{#问题清单}{序号}"),
        value("{问题}"),
        value("{责任单位}"),
        centred("{完成期限}"),
        centred("{状态}"),
        centred("{解决日期}"),
        centred("{受益人数}{/问题清单}"),
      ),
    ],
  ),
  mark("{/有问题}"),
  mark("{#有成效}"),
  subheading("成效数据"),
  list(
    [4_844, 2_200, 1_800],
    [
      { isHeader: true, cells: [label("成效"), label("数量"), label("单位")] },
      row(value("{#成效}{名称}"), centred("{数量}"), centred("{计量单位}{/成效}")),
    ],
  ),
  mark("{/有成效}"),
  heading("签　到　表", true),
  line("议题：{议题}", { run: { size: 12 } }),
  line("时间：{时间}　　地点：{地点}", { run: { size: 12 } }),
  table(
    [700, 1_500, 2_744, 1_900, 2_000],
    [
      {
        isHeader: true,
        cells: [label("序号"), label("姓名"), label("工作单位及职务"), label("联系电话"), label("签名")],
      },
      row(centred("{#签到}{序号}"), centred("{姓名}"), value("{工作单位}"), centred("{电话}"), value("{/签到}")),
    ],
  ),
  mark("{#有照片}"),
  heading("现　场　照　片", true),
  line("{@照片}"),
  mark("{/有照片}"),
];
