/** The people and places a station keeps: 委员, 村(社区), 承办单位, 操作员; and the months it says were empty (零报告). */
import { z } from "zod";
import { choice, choices, flag, multiline, names, requiredText, text, fieldMeta } from "./field.ts";

export const memberRoles = {
  cppccNational: { zh: "全国政协委员", en: "National CPPCC member" },
  cppccCity: { zh: "市政协委员", en: "City CPPCC member" },
  cppccCounty: { zh: "区县政协委员", en: "County CPPCC member" },
  npcNational: { zh: "全国人大代表", en: "National NPC deputy" },
  npcCity: { zh: "市人大代表", en: "City NPC deputy" },
  npcCounty: { zh: "区县人大代表", en: "County NPC deputy" },
  npcTownship: { zh: "乡镇人大代表", en: "Township NPC deputy" },
  party: { zh: "党代表", en: "Party delegate" },
} as const;

export const villageKinds = {
  village: { zh: "村", en: "Village" },
  community: { zh: "社区", en: "Community" },
} as const;

export const memberFields = z.object({
  name: requiredText("姓名", "Name", { personal: true, pinyin: true }),
  initials: text("拼音首字母", "Pinyin initials", { help: "自动生成；多音字不对时可改，如“曾”" }),
  roles: choices("身份", "Roles", memberRoles),
  sector: text("界别", "Sector", { suggest: "sector" }),
  term: text("届次", "Term", { help: "如“十五届”" }),
  employer: text("工作单位及职务", "Employer and post", { personal: true }),
  phone: text("联系电话", "Phone", { personal: true }),
  honoraryVillage: text("名誉村主任(村)", "Honorary head of village", { suggest: "village" }),
  active: flag("在任", "In office"),
  note: multiline("备注", "Note"),
});

export const villageFields = z.object({
  name: requiredText("名称", "Name"),
  type: choice("类型", "Type", villageKinds),
  note: text("备注", "Note"),
});

export const unitFields = z.object({
  name: requiredText("单位名称", "Name"),
  contacts: names("联系人", "Contacts", { personal: true, pinyin: true }),
  phone: text("联系电话", "Phone", { personal: true }),
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
