/**
 * The English words of the domain's terms (design/domain.md names them in Chinese): the one list that texts, field names,
 * options, figures and error messages follow. Wherever a Chinese text holds a term, its English text holds the term's
 * word; test/renderer/glossary.test.ts looks at every pair. A longer term goes before the shorter one that it holds.
 */

export interface Term {
  readonly zh: string;
  /** As the first word of a screen shows it; English texts inflect it. */
  readonly en: string;
  /** The stem that every English text with the term holds, whatever its case; left out: `en` itself. */
  readonly stem?: string;
}

export const glossary: readonly Term[] = [
  // Who
  { zh: "联络站", en: "Station" },
  { zh: "区县", en: "District", stem: "district|county" },
  { zh: "操作员", en: "Operator" },
  { zh: "承办单位", en: "Unit" },
  { zh: "责任单位", en: "Unit" },
  { zh: "委员", en: "Member" },
  { zh: "村(社区)", en: "Village" },
  { zh: "名册", en: "Roster", stem: "roster|members" },
  { zh: "界别", en: "Sector" },
  { zh: "届次", en: "Term" },
  // The three books
  { zh: "协商活动", en: "Session" },
  { zh: "社情民意", en: "Opinion" },
  { zh: "热线", en: "Hotline", stem: "hotline|call|line" },
  { zh: "诉求", en: "Demand", stem: "demand|caller|request" },
  { zh: "同诉求", en: "Same demand" },
  { zh: "品牌", en: "Brand" },
  { zh: "议题", en: "Topic" },
  { zh: "问题清单", en: "Problems", stem: "problem" },
  { zh: "成效", en: "Measure" },
  { zh: "附件", en: "Attachment", stem: "attach" },
  { zh: "草稿", en: "Draft" },
  { zh: "常用语", en: "Snippet" },
  { zh: "备注", en: "Note", stem: "note|remark" },
  // Steps of handling
  { zh: "办理过程", en: "Steps", stem: "step" },
  { zh: "交办", en: "Assigned", stem: "assign" },
  { zh: "签收", en: "Accepted", stem: "accept" },
  { zh: "退单", en: "Returned by the unit", stem: "return" },
  { zh: "延期", en: "Extended", stem: "exten" },
  { zh: "督办", en: "Supervised", stem: "supervis" },
  { zh: "办结期限", en: "Due", stem: "due|deadline" },
  { zh: "办结率", en: "Closing rate" },
  { zh: "办结", en: "Closed", stem: "clos" },
  { zh: "重办", en: "Reopened", stem: "reopen" },
  { zh: "回访", en: "Call-back" },
  { zh: "满意", en: "Satisfied", stem: "satisf|grade" },
  { zh: "审核", en: "Reviewed", stem: "review" },
  { zh: "签发", en: "Signed off", stem: "sign" },
  { zh: "退回修改", en: "Returned", stem: "return" },
  { zh: "采用", en: "Adopted", stem: "adopt|on its own|combined" },
  { zh: "转报", en: "Passed on", stem: "pass" },
  { zh: "批示", en: "Instructed", stem: "instruct|leader" },
  { zh: "作废", en: "Void" },
  // Figures and papers
  { zh: "人次", en: "Attendance" },
  { zh: "口径", en: "Rule" },
  { zh: "缺报", en: "Missing", stem: "missing|nothing this month" },
  { zh: "零报告", en: "Nil return" },
  { zh: "履职档案", en: "Duty record" },
  { zh: "台账", en: "Ledger" },
  { zh: "模板", en: "Template" },
  // Exchange
  { zh: "数据包", en: "Bundle" },
  { zh: "回执", en: "Receipt" },
  { zh: "邀请", en: "Invitation", stem: "invit" },
  { zh: "加入码", en: "Join code" },
  { zh: "备份", en: "Backup", stem: "back" },
];
