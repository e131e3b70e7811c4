/**
 * The tags that a template may use, one table for the documentation in 设置 → 模板, the check of a replaced template and the
 * data that fills it (`db/paper/*-data.ts` must give exactly these).
 */
import type { PaperKind } from "./paper.ts";

export interface PaperTag {
  readonly tag: string;
  readonly zh: string;
  readonly en: string;
  /** Repeated: `{#问题清单}…{/问题清单}` with these inside. An empty list: `{.}` is the text itself. */
  readonly rows?: readonly PaperTag[];
  /** Written `{@照片}` in a paragraph of its own. */
  readonly picture?: boolean;
  /** For `{#保密}…{/保密}` and `{^保密}…{/保密}` alone: prints nothing itself. */
  readonly condition?: boolean;
}

const tag = (name: string, zh: string, en: string): PaperTag => ({ tag: name, zh, en });
const rows = (name: string, zh: string, en: string, children: readonly PaperTag[]): PaperTag => ({
  tag: name,
  zh,
  en,
  rows: children,
});
const condition = (name: string, zh: string, en: string): PaperTag => ({ tag: name, zh, en, condition: true });

const common: readonly PaperTag[] = [
  tag("单位", "联络站名称", "Station"),
  tag("打印日期", "今天，如 2026年3月2日", "Today"),
  tag("操作员", "登录的操作员", "Operator"),
  tag("备注", "备注", "Note"),
];

const hasSteps = condition("有办理过程", "有办理过程时才出现", "When there are steps");
const steps = rows("办理过程", "每一步一行", "One row a step", [
  tag("序号", "第几步", "Number"),
  tag("日期", "日期", "Date"),
  tag("事项", "如 交办、签收、办结", "Step"),
  tag("单位名", "单位、层级或领导", "Unit, level or leader"),
  tag("内容", "内容", "Text"),
  tag("经办人", "经办人", "By"),
]);

const opinion: readonly PaperTag[] = [
  tag("标题", "标题", "Title"),
  tag("反映人", "反映人，多人用顿号分开", "Reporters"),
  tag("反映人身份", "委员或群众", "Member or resident"),
  tag("反映人说明", "如 韦志华（农业和农村界，桐岭镇）", "Reporters with sector and employer"),
  tag("界别", "界别", "Sector"),
  tag("工作单位", "工作单位", "Employer"),
  tag("联系电话", "联系电话", "Phone"),
  tag("来源", "来源", "Source"),
  tag("类别", "类别", "Category"),
  tag("村社区", "村(社区)", "Village"),
  tag("收集日期", "如 2026年3月2日", "Collected on"),
  tag("情况", "情况(问题)的全文", "Facts"),
  tag("原因分析", "原因分析的全文", "Analysis"),
  tag("意见建议", "意见建议的全文", "Suggestions"),
  rows("情况段落", "情况，一段一次，段内写 {.}", "Facts by paragraph", []),
  rows("原因分析段落", "原因分析，一段一次，段内写 {.}", "Analysis by paragraph", []),
  rows("意见建议段落", "意见建议，一段一次，段内写 {.}", "Suggestions by paragraph", []),
  rows("正文", "三部分连起来，逐段分好标题层次", "All parts, paragraph by paragraph", [
    tag("一级标题", "如 一、情况", "Level-1 heading"),
    tag("二级标题", "如 （一）饮水不稳", "Level-2 heading"),
    tag("段落", "普通段落", "Paragraph"),
  ]),
  hasSteps,
  steps,
];

const session: readonly PaperTag[] = [
  tag("议题", "议题", "Topic"),
  tag("议题来源", "议题来源", "Source"),
  tag("协商形式", "协商形式", "Form"),
  tag("活动平台", "活动平台", "Platform"),
  tag("品牌", "品牌", "Brand"),
  tag("时间", "开始和结束，如 2026年3月2日 09:00—11:30", "Start and end"),
  tag("地点", "地点", "Place"),
  tag("村社区", "村(社区)", "Village"),
  tag("主持人", "主持人", "Host"),
  tag("牵头委员", "牵头委员", "Convening member"),
  tag("参加委员", "名册中的委员，用顿号分开", "Members"),
  tag("列席人员", "列席人员", "Guests"),
  tag("委员人数", "委员人数", "Members (number)"),
  tag("群众人数", "群众人数", "Residents"),
  tag("部门人数", "部门人数", "Departments"),
  tag("其他人数", "其他人数", "Others"),
  tag("总人次", "总人次", "Attendance"),
  tag("背景", "背景", "Background"),
  tag("协商过程", "协商过程", "Process"),
  tag("协商意见", "协商意见", "Agreed opinions"),
  tag("协商成果", "协商成果", "Outcome"),
  tag("提案号", "转为提案号", "Proposal no."),
  condition("有问题", "登记了问题清单时才出现", "When there are problems"),
  rows("问题清单", "每个问题一行", "One row a problem", [
    tag("序号", "第几个", "Number"),
    tag("问题", "问题", "Problem"),
    tag("责任单位", "责任单位", "Unit"),
    tag("完成期限", "完成期限", "Due"),
    tag("状态", "状态", "State"),
    tag("解决日期", "解决日期", "Solved on"),
    tag("受益人数", "受益人数", "People benefited"),
  ]),
  condition("有成效", "登记了成效数据时才出现", "When there are measures"),
  rows("成效", "每项成效一行", "One row a measure", [
    tag("名称", "成效", "Measure"),
    tag("数量", "数量", "Number"),
    tag("计量单位", "单位", "Unit"),
  ]),
  rows("签到", "每位委员、列席人员一行，后面是空行", "One row a person, then blank rows", [
    tag("序号", "第几个", "Number"),
    tag("姓名", "姓名", "Name"),
    tag("身份", "委员或列席", "Member or guest"),
    tag("工作单位", "工作单位及职务", "Employer"),
    tag("电话", "联系电话", "Phone"),
  ]),
  condition("有照片", "有现场照片时才出现", "When there are photos"),
  { tag: "照片", zh: "现场照片，自成一段", en: "Photos, in a paragraph of its own", picture: true },
];

const hotline: readonly PaperTag[] = [
  tag("编号", "编号", "Number"),
  tag("热线类别", "企业热线或群众热线", "Line"),
  tag("来电方式", "来电方式", "Channel"),
  tag("来电时间", "如 2026年3月2日 09:15", "Called at"),
  tag("诉求人", "诉求人；保密的来电印作“保密”", "Caller; “保密” when confidential"),
  tag("企业名称", "企业名称；保密的来电印作“保密”", "Enterprise; “保密” when confidential"),
  tag("联系电话", "联系电话；保密的来电印作“保密”", "Phone; “保密” when confidential"),
  tag("村社区", "村(社区)", "Village"),
  tag("地址", "地址；保密的来电印作“保密”", "Address; “保密” when confidential"),
  tag("诉求类型", "诉求类型", "Type of demand"),
  tag("类别", "类别", "Category"),
  tag("诉求内容", "诉求内容", "Content"),
  condition("紧急", "紧急时才出现", "When urgent"),
  condition("保密", "保密时才出现", "When confidential"),
  tag("受理人", "受理人", "Taken by"),
  tag("办理方式", "即时办理或转办", "Handling"),
  tag("承办单位", "承办单位", "Unit in charge"),
  tag("办结期限", "办结期限", "Due"),
  tag("期限说明", "期限怎么算的，一句话", "How the due date was counted"),
  tag("状态", "现在的状态", "State"),
  tag("办理结果", "办结时登记的内容", "Result"),
  tag("办结日期", "办结日期", "Closed on"),
  tag("回访日期", "最近一次回访", "Call-back on"),
  tag("是否接通", "已接通或未接通", "Reached or not"),
  tag("满意度", "满意度", "Grade"),
  tag("回访内容", "回访内容", "Call-back"),
  hasSteps,
  steps,
];

export const paperTags: Readonly<Record<PaperKind, readonly PaperTag[]>> = {
  session: [...session, ...common],
  opinion: [...opinion, ...common],
  hotline: [...hotline, ...common],
};
