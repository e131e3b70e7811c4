/** 热线受理单: the call, how it was handled, the call-back, and room for opinions and signatures. */
import { AlignmentType, type FileChild } from "docx";
import { officialFonts } from "../../db/schema/paper.ts";
import { centred, label, line, list, mark, row, table, value } from "./parts.ts";

export const hotlineTemplate = (): readonly FileChild[] => [
  line("热线受理单", { alignment: AlignmentType.CENTER, run: { font: officialFonts.title, size: 22 } }),
  line("受理单位：{单位}　　编号：{编号}{#紧急}　　【紧急】{/紧急}{#保密}　　【保密】{/保密}", { run: { size: 12 } }),
  table(
    [1_404, 3_018, 1_404, 3_018],
    [
      row(label("热线类别"), value("{热线类别}"), label("来电方式"), value("{来电方式}")),
      row(label("来电时间"), value("{来电时间}"), label("受理人"), value("{受理人}")),
      row(label("诉求人"), value("{诉求人}"), label("联系电话"), value("{联系电话}")),
      row(label("企业名称"), value("{企业名称}"), label("村(社区)"), value("{村社区}")),
      row(label("地址"), value("{地址}", 3)),
      row(label("诉求类型"), value("{诉求类型}"), label("类别"), value("{类别}")),
      { cells: [label("诉求内容"), value("{诉求内容}", 3)], height: 34, maySplit: true },
      row(label("办理方式"), value("{办理方式}"), label("承办单位"), value("{承办单位}")),
      row(label("办结期限"), value("{办结期限}{#期限说明}（{期限说明}）{/期限说明}", 3)),
      { cells: [label("办理意见"), value("", 3)], height: 22 },
      { cells: [label("办理结果"), value("{办理结果}", 3)], height: 24, maySplit: true },
      row(label("办结日期"), value("{办结日期}"), label("状态"), value("{状态}")),
      row(label("回访日期"), value("{回访日期}"), label("是否接通"), value("{是否接通}")),
      row(label("满意度"), value("{满意度}"), label("回访内容"), value("{回访内容}")),
      row(label("承办人签字"), value(""), label("负责人签字"), value("")),
      row(label("备注"), value("{备注}", 3)),
    ],
  ),
  mark("{#有办理过程}"),
  line("办理过程", { keepNext: true, run: { font: officialFonts.heading1, size: 14 } }),
  list(
    [620, 1_880, 980, 1_700, 2_684, 980],
    [
      {
        isHeader: true,
        cells: [label("序号"), label("日期"), label("事项"), label("单位"), label("内容"), label("经办人")],
      },
      {
        maySplit: true,
        cells: [
          centred("{#办理过程}{序号}"),
          centred("{日期}"),
          centred("{事项}"),
          value("{单位名}"),
          value("{内容}"),
          centred("{经办人}{/办理过程}"),
        ],
      },
    ],
  ),
  mark("{/有办理过程}"),
];
