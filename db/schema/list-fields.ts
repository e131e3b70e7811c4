/**
 * What a list can show, sort and filter by: every field of the kind, and what follows from its events, files and journey to the
 * district. The renderer draws columns and filters from it, `db/queries/list-sql.ts` knows where each value is kept.
 */
import { grades, levels, passTargets } from "./event.ts";
import type { FieldMeta, FieldType, Option, Suggestion } from "./field.ts";
import { columnsOf, isMainKind, type ListedKind } from "./kinds.ts";

export const hotlineStates = {
  received: { zh: "已受理", en: "Received" },
  assigned: { zh: "已交办", en: "Assigned" },
  accepted: { zh: "办理中", en: "In hand" },
  closed: { zh: "已办结", en: "Closed" },
} as const satisfies Record<string, Option>;

export const opinionStates = {
  collected: { zh: "已收集", en: "Collected" },
  reviewed: { zh: "已审核", en: "Reviewed" },
  signed: { zh: "已签发", en: "Signed off" },
  submitted: { zh: "已报送", en: "Submitted" },
  returned: { zh: "退回修改", en: "Returned" },
  closed: { zh: "已办结", en: "Closed" },
} as const satisfies Record<string, Option>;

export const deliveryStates = {
  saved: { zh: "已保存", en: "Saved" },
  exported: { zh: "已导出", en: "Exported" },
  received: { zh: "已送达", en: "Delivered" },
  imported: { zh: "已导入", en: "Imported" },
} as const satisfies Record<string, Option>;

export const dueWarnings = {
  onTime: { zh: "按期", en: "On time" },
  dueSoon: { zh: "临期", en: "Due soon" },
  overdue: { zh: "超期", en: "Overdue" },
} as const satisfies Record<string, Option>;

const callbacks = {
  reached: { zh: "已接通", en: "Reached" },
  notReached: { zh: "未接通", en: "Not reached" },
} as const satisfies Record<string, Option>;

/** `timestamp`: milliseconds since 1970. */
export type ListFieldType = FieldType | "timestamp";

export interface ListField {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  readonly type: ListFieldType;
  readonly options?: Readonly<Record<string, Option>>;
  readonly suggest?: Suggestion;
  /** A person's name: the first character is sorted as a surname. */
  readonly isName?: boolean;
  /** Follows from something else than the record's own fields; `ListedRecord.more` carries its value. */
  readonly isDerived?: boolean;
  /** Only a district has several stations. */
  readonly isDistrictOnly?: boolean;
}

const derived = (
  name: string,
  zh: string,
  en: string,
  type: ListFieldType,
  rest: Partial<ListField> = {},
): ListField => ({
  name,
  zh,
  en,
  type,
  isDerived: true,
  ...rest,
});

const station = derived("station", "联络站", "Station", "choice", { isDistrictOnly: true });
const delivery = derived("delivery", "送达", "Delivery", "choice", { options: deliveryStates });
const times = [
  derived("updatedAt", "更新时间", "Updated", "timestamp"),
  derived("createdAt", "登记时间", "Entered", "timestamp"),
];
const attachments = derived("attachments", "附件", "Attachments", "integer");

/** Before the fields of the kind; a field of the same name gives way to it (its value follows from the events). */
const ofKind: Readonly<Partial<Record<ListedKind, readonly ListField[]>>> = {
  session: [
    derived("people", "委员数", "Members", "integer"),
    derived("attendance", "人次", "Attendance", "integer"),
    derived("problems", "问题数", "Problems", "integer"),
    derived("solved", "解决问题数", "Problems solved", "integer"),
  ],
  opinion: [
    derived("state", "状态", "State", "choice", { options: opinionStates }),
    derived("submittedAt", "报送日期", "Submitted on", "moment"),
    derived("adopted", "采用层级", "Adopted at", "choices", { options: levels }),
    derived("passedTo", "转报去向", "Passed on to", "choices", { options: passTargets }),
    derived("instructions", "批示次数", "Instructions", "integer"),
    derived("replies", "办理反馈次数", "Replies", "integer"),
  ],
  hotline: [
    derived("state", "状态", "State", "choice", { options: hotlineStates }),
    derived("dueOn", "办结期限", "Due", "date"),
    derived("warning", "期限提醒", "Deadline", "choice", { options: dueWarnings }),
    derived("unit", "承办单位", "Unit in charge", "text", { suggest: "unit" }),
    derived("assignedAt", "交办时间", "Assigned at", "moment"),
    derived("closedAt", "办结时间", "Closed at", "moment"),
    derived("supervisions", "督办次数", "Supervised", "integer"),
    derived("callback", "回访", "Call-back", "choice", { options: callbacks }),
    derived("grade", "满意度", "Grade", "choice", { options: grades }),
    derived("sameDemand", "有同诉求", "Has same demand", "flag"),
  ],
};

function fieldsOf(kind: ListedKind): readonly ListField[] {
  const isMain = isMainKind(kind);
  const own = ofKind[kind] ?? [];
  const replaced = new Set(own.map(({ name }) => name));
  const columns = columnsOf(kind)
    .filter(({ name, meta }) => meta.internal !== true && !replaced.has(name))
    .map(({ name, meta }) => listFieldOf(name, meta));
  return [...columns, ...own, ...(isMain ? [attachments] : []), delivery, station, ...times];
}

function listFieldOf(name: string, meta: FieldMeta): ListField {
  const { zh, en, type, options, suggest, pinyin } = meta;
  return {
    name,
    zh,
    en,
    type,
    ...(options === undefined ? {} : { options }),
    ...(suggest === undefined ? {} : { suggest }),
    ...(pinyin === undefined ? {} : { isName: pinyin }),
  };
}

const cache = new Map<ListedKind, readonly ListField[]>();

/** Everything that a list of this kind can show, the form's fields first. */
export function listFields(kind: ListedKind): readonly ListField[] {
  const known = cache.get(kind);
  if (known !== undefined) return known;
  const fields = fieldsOf(kind);
  cache.set(kind, fields);
  return fields;
}

export const listField = (kind: ListedKind, name: string): ListField | undefined =>
  listFields(kind).find((field) => field.name === name);
