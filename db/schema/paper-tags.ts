/**
 * The tags that a template may use: for the documentation in 设置 → 模板, the check of a replaced template and the data that
 * fills it. Each kind has its own beside those that every document has.
 */

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

export const tag = (name: string, zh: string, en: string): PaperTag => ({ tag: name, zh, en });
export const rows = (name: string, zh: string, en: string, children: readonly PaperTag[]): PaperTag => ({
  tag: name,
  zh,
  en,
  rows: children,
});
export const condition = (name: string, zh: string, en: string): PaperTag => ({ tag: name, zh, en, condition: true });

/** Of every document. */
export const commonTags: readonly PaperTag[] = [
  tag("单位", "联络站名称", "Station"),
  tag("打印日期", "今天，如 2026年3月2日", "Today"),
  tag("操作员", "登录的操作员", "Operator"),
  tag("备注", "备注", "Note"),
];

const steps = rows("办理过程", "每一步一行", "One row a step", [
  tag("序号", "第几步", "Number"),
  tag("日期", "日期", "Date"),
  tag("事项", "如 交办、签收、办结", "Step"),
  tag("单位名", "单位、层级或领导", "Unit, level or leader"),
  tag("内容", "内容", "Text"),
  tag("经办人", "经办人", "By"),
]);

/** 办理过程, for kinds that are handled. */
export const stepTags: readonly PaperTag[] = [
  condition("有办理过程", "有办理过程时才出现", "When there are steps"),
  steps,
];
