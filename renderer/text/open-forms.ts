/** Texts of the strip of open forms. */
import { pair } from "./pair.ts";

export const openFormsText = pair(
  {
    label: "打开的表单",
    none: "打开的表单排在这里",
    unsaved: "未保存",
    adding: "附件 +{{count}}",
    addingHint: "正在添加 {{count}} 个附件",
    close: "关闭“{{title}}”",
    closeHint: "关闭，没保存的内容会留作草稿",
    draftKept: "草稿已保留，可在今日找到",
    reopen: "重新打开",
  },
  {
    label: "Open forms",
    none: "Open forms are listed here",
    unsaved: "not saved",
    adding: "attachments +{{count}}",
    addingHint: "Adding {{count}} attachments",
    addingHint_one: "Adding {{count}} attachment",
    close: "Close “{{title}}”",
    closeHint: "Close; what is not saved stays as a draft",
    draftKept: "The draft is kept; find it on the Today screen",
    reopen: "Open again",
  },
);
