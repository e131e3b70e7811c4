/** What the window says of each kind of record: one block a kind. */
import type { ListedKind, MainKind } from "../../db/schema/kinds.ts";
import { pair } from "./pair.ts";

interface KindText {
  /** In the navigation and over the list. */
  readonly name: string;
  /** In front of a form's title. */
  readonly short: string;
  readonly create: string;
  /** A form that has no title yet. */
  readonly untitled: string;
  readonly searchHint: string;
  readonly empty: string;
  readonly emptyHint: string;
}

/** Of the large buttons on 今日. */
interface BeginText {
  readonly begin: string;
  readonly beginHint: string;
}

export const kindText = pair(
  {
    session: {
      name: "协商活动",
      short: "协商",
      create: "新建协商活动",
      untitled: "新的协商活动",
      searchHint: "查找议题、地点、人名、内容",
      empty: "还没有协商活动",
      emptyHint: "登记第一次活动，或把以前的台账整本导入。",
      begin: "登记协商活动",
      beginHint: "协商议事、接待日、调研、宣讲",
    },
    opinion: {
      name: "社情民意",
      short: "民意",
      create: "新建社情民意",
      untitled: "新的社情民意",
      searchHint: "查找标题、反映人、内容",
      empty: "还没有社情民意",
      emptyHint: "写第一条信息，或把以前的台账整本导入。",
      begin: "写社情民意",
      beginHint: "情况、原因、建议，一事一议",
    },
    hotline: {
      name: "热线",
      short: "热线",
      create: "新建热线",
      untitled: "新的热线",
      searchHint: "查找内容、姓名、企业、电话、编号",
      empty: "还没有热线记录",
      emptyHint: "登记第一个来电，或把以前的台账整本导入。",
      begin: "登记热线",
      beginHint: "接到企业或群众来电、来访",
    },
    member: {
      name: "委员",
      short: "委员",
      create: "新增委员",
      untitled: "新的委员",
      searchHint: "查找姓名或拼音首字母、单位、电话",
      empty: "委员名册还是空的",
      emptyHint: "录入一次，以后登记活动时按姓名或拼音首字母就能选到。",
    },
    village: {
      name: "村(社区)",
      short: "村社",
      create: "新增村(社区)",
      untitled: "新的村(社区)",
      searchHint: "查找村(社区)",
      empty: "还没有村(社区)",
      emptyHint: "录入后，登记时就能直接选择。",
    },
    unit: {
      name: "承办单位",
      short: "单位",
      create: "新增承办单位",
      untitled: "新的承办单位",
      searchHint: "查找单位、联系人、电话",
      empty: "还没有承办单位",
      emptyHint: "录入后，交办时就能直接选择。",
    },
  } as const satisfies Readonly<Record<ListedKind, KindText>> & Readonly<Record<MainKind, BeginText>>,
  {
    session: {
      name: "Sessions",
      short: "Session",
      create: "New session",
      untitled: "New session",
      searchHint: "Topic, place, people, text",
      empty: "No sessions yet",
      emptyHint: "Enter the first one, or import older ledgers whole.",
      begin: "New session",
      beginHint: "Consultation, reception day, survey, talk",
    },
    opinion: {
      name: "Opinions",
      short: "Opinion",
      create: "New opinion",
      untitled: "New opinion",
      searchHint: "Title, reporter, text",
      empty: "No opinions yet",
      emptyHint: "Write the first one, or import older ledgers whole.",
      begin: "New opinion",
      beginHint: "Facts, analysis, suggestions: one matter each",
    },
    hotline: {
      name: "Hotline",
      short: "Call",
      create: "New call",
      untitled: "New call",
      searchHint: "Text, name, company, phone, number",
      empty: "No calls yet",
      emptyHint: "Enter the first call, or import older ledgers whole.",
      begin: "New call",
      beginHint: "A call or visit by a company or resident",
    },
    member: {
      name: "Members",
      short: "Member",
      create: "New member",
      untitled: "New member",
      searchHint: "Name or pinyin initials, employer, phone",
      empty: "The roster has no members yet",
      emptyHint: "Entered once, members are found by name or pinyin initials.",
    },
    village: {
      name: "Villages",
      short: "Village",
      create: "New village",
      untitled: "New village",
      searchHint: "Village",
      empty: "No villages yet",
      emptyHint: "Once entered, they can be chosen in forms.",
    },
    unit: {
      name: "Units",
      short: "Unit",
      create: "New unit",
      untitled: "New unit",
      searchHint: "Unit, contact, phone",
      empty: "No units yet",
      emptyHint: "Once entered, they can be chosen when assigning.",
    },
  },
);
