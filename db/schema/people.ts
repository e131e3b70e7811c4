/** The people and places a station keeps: 委员, 村(社区), 承办单位, 操作员; and the months it says were empty (零报告). */
import { z } from "zod";
import {
  choice,
  choices,
  date,
  flag,
  identifier,
  multiline,
  names,
  requiredText,
  termRows,
  text,
  fieldMeta,
} from "./field.ts";

export const memberRoles = {
  cppccNational: { zh: "全国政协委员", en: "National CPPCC member" },
  cppccProvince: { zh: "省(自治区)政协委员", en: "Provincial CPPCC member" },
  cppccCity: { zh: "市政协委员", en: "City CPPCC member" },
  cppccCounty: { zh: "区县政协委员", en: "County CPPCC member" },
  npcNational: { zh: "全国人大代表", en: "National NPC deputy" },
  npcProvince: { zh: "省(自治区)人大代表", en: "Provincial NPC deputy" },
  npcCity: { zh: "市人大代表", en: "City NPC deputy" },
  npcCounty: { zh: "区县人大代表", en: "County NPC deputy" },
  npcTownship: { zh: "乡镇人大代表", en: "Township NPC deputy" },
  party: { zh: "党代表", en: "Party delegate" },
} as const;

/** Levels of roles, highest first. */
export const memberLevels = {
  national: { zh: "全国", en: "National" },
  province: { zh: "省(自治区)", en: "Province" },
  city: { zh: "市", en: "City" },
  county: { zh: "区县", en: "County" },
  township: { zh: "乡镇", en: "Township" },
} as const;
export type MemberLevel = keyof typeof memberLevels;

/** A role names its level; a party delegate's is not told. */
const levelOfRole: Readonly<Record<keyof typeof memberRoles, MemberLevel | null>> = {
  cppccNational: "national",
  cppccProvince: "province",
  cppccCity: "city",
  cppccCounty: "county",
  npcNational: "national",
  npcProvince: "province",
  npcCity: "city",
  npcCounty: "county",
  npcTownship: "township",
  party: null,
};

/** The levels (层级) at which a member serves, highest first: they follow from the roles and are kept nowhere else. */
export function levelsOf(roles: readonly string[]): MemberLevel[] {
  const found = new Set(roles.map((role) => (levelOfRole as Readonly<Record<string, MemberLevel | null>>)[role]));
  return (Object.keys(memberLevels) as MemberLevel[]).filter((level) => found.has(level));
}

export const villageKinds = {
  village: { zh: "村", en: "Village" },
  community: { zh: "社区", en: "Community" },
} as const;

export const memberFields = z.object({
  name: requiredText("姓名", "Name", { personal: true, pinyin: true }),
  initials: text("拼音首字母", "Pinyin initials", { help: "留空则自动生成；多音字不对时在此改正，如“曾”" }),
  roles: choices("身份", "Roles", memberRoles),
  sector: text("界别", "Sector", { suggest: "sector", help: "本届的界别" }),
  term: text("届次", "Term", { help: "本届，如“十五届”" }),
  employer: text("工作单位及职务", "Employer and post", { personal: true }),
  phone: identifier("联系电话", "Phone", { personal: true }),
  honoraryVillage: text("名誉村主任(村)", "Honorary head of village", { suggest: "village" }),
  active: flag("在任", "In office"),
  note: multiline("备注", "Note"),
  homeStation: text("所属联络站", "Home station", { suggest: "station", help: "留空就是登记这位委员的联络站" }),
  leftOn: date("离任日期", "Left office on", { help: "填了日期就是离任；再勾“在任”即复任" }),
  otherTerms: termRows("往届任职", "Earlier terms", memberRoles),
});

/** The sector (界别) a member belonged to in a term; null when the roster does not tell. */
export function sectorIn(
  member: Pick<z.output<typeof memberFields>, "term" | "sector" | "otherTerms">,
  term: string,
): string | null {
  if (member.term === term) return member.sector;
  return member.otherTerms.find((row) => row.term === term && row.sector !== null)?.sector ?? null;
}

export const villageFields = z.object({
  name: requiredText("名称", "Name"),
  type: choice("类型", "Type", villageKinds),
  note: text("备注", "Note"),
});

export const unitFields = z.object({
  name: requiredText("单位名称", "Name"),
  contacts: names("联系人", "Contacts", { personal: true, pinyin: true }),
  phone: identifier("联系电话", "Phone", { personal: true }),
  note: text("备注", "Note"),
});

export const operatorFields = z.object({
  name: requiredText("姓名", "Name", { pinyin: true }),
  active: flag("在用", "Active"),
});

export const zeroReportFields = z.object({
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .register(fieldMeta, { zh: "月份", en: "Month", type: "text", required: true }),
  note: text("说明", "Note"),
});
