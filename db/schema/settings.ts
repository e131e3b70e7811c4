/** What differs from place to place: filled in by the district, sent to its stations, overridable only where it is local. */
import { z } from "zod";
import { templateSettingsSchema } from "./paper.ts";
import { MOST_SNIPPETS, snippetSchema } from "./snippets.ts";

const dueRule = z.object({ days: z.int().min(0).max(365), unit: z.enum(["working", "calendar"]) });
export type DueRule = z.infer<typeof dueRule>;

/** The 34 sectors (界别) of the 14th national committee's kind of list; editable, dated by 届次. */
const sectors = [
  "中国共产党",
  "中国国民党革命委员会",
  "中国民主同盟",
  "中国民主建国会",
  "中国民主促进会",
  "中国农工民主党",
  "中国致公党",
  "九三学社",
  "台湾民主自治同盟",
  "无党派人士",
  "中国共产主义青年团、中华全国青年联合会",
  "中华全国总工会",
  "中华全国妇女联合会",
  "中华全国工商业联合会",
  "中国科学技术协会",
  "中华全国台湾同胞联谊会",
  "中华全国归国华侨联合会",
  "文化艺术界",
  "科学技术界",
  "社会科学界",
  "经济界",
  "农业和农村界",
  "教育界",
  "体育界",
  "新闻出版界",
  "医药卫生界",
  "对外友好界",
  "社会福利和社会保障界",
  "环境资源界",
  "少数民族界",
  "宗教界",
  "特邀香港人士",
  "特邀澳门人士",
  "特别邀请人士",
];

const sectorName = z.string().min(1).max(60);
const termName = z.string().min(1).max(60);
const categoryPath = z.string().min(1).max(200);

export const settingsSchema = z.object({
  /** 办结期限 by type of demand; counting starts the next day. */
  dueRules: z.object({
    enquiry: dueRule,
    help: dueRule,
    complaint: dueRule,
    report: dueRule,
    suggestion: dueRule,
    praise: dueRule,
    other: dueRule,
    urgent: dueRule,
  }),
  /** Days before the due date from which a call is shown as due soon (黄). */
  dueSoonDays: z.int().min(0).max(60),
  /** Characters of an opinion's three parts together from which the form warns. */
  opinionLimit: z.int().min(100).max(20_000),
  /** MB (1,048,576 bytes) that one attachment, and all attachments of a record together, may have. */
  attachmentFileMb: z.int().min(1).max(500),
  attachmentRecordMb: z.int().min(1).max(5_000),
  /** Photos are made smaller until their longest side has so many pixels, unless the clerk keeps the original. */
  photoLongestSide: z.int().min(600).max(8_000),
  /** Grades that count as satisfied in 满意率. */
  satisfiedGrades: z.array(z.enum(["verySatisfied", "satisfied", "fair", "dissatisfied", "veryDissatisfied"])),
  /** 界别 of every term that has no list of its own below. */
  sectors: z.array(sectorName).max(200),
  /** The sectors of one 届次, by its name in `terms`: each term's committee has its own (环境资源界 came with the 14th). */
  termSectors: z.array(z.object({ term: termName, sectors: z.array(sectorName).min(1).max(200) })).max(50),
  /** 届次 with the day each begins: a member's sector in a year is that of the term. */
  terms: z.array(z.object({ term: termName, from: z.iso.date() })).max(50),
  brands: z.array(z.string().min(1).max(60)).max(200),
  /** 类别 as "一级/二级/三级". */
  categories: z.array(categoryPath).max(5_000),
  /** Categories of the list that are no longer offered, with everything below them; records keep them. */
  categoriesOff: z.array(categoryPath).max(5_000),
  /** What was renamed or moved, in order: a record that still has the old name is told the new one. */
  categoriesRenamed: z.array(z.object({ from: categoryPath, to: categoryPath })).max(5_000),
  /** Days off and shifted working days, by year, as published by the State Council; `YYYY-MM-DD`. */
  holidays: z.record(
    z.string().regex(/^\d{4}$/),
    z.object({ off: z.array(z.iso.date()), work: z.array(z.iso.date()) }),
  ),
  /** 常用语 that a district hands out; a clerk's own are a preference of her PC. */
  snippets: z.array(snippetSchema).max(MOST_SNIPPETS),
});
export type Settings = z.infer<typeof settingsSchema>;

export type SettingKey = keyof Settings;

/** Settings that say one thing together: once the district has set one of them, none of the station's own holds. */
const groups: readonly (readonly SettingKey[])[] = [
  ["categories", "categoriesOff", "categoriesRenamed"],
  ["sectors", "termSectors"],
];

/** The setting itself and those that go with it. */
export const settingGroup = (key: SettingKey): readonly SettingKey[] =>
  groups.find((group) => group.includes(key)) ?? [key];

/** Where stations may send over a connection (`db/network/address.ts`); null: by stick alone. Has an operation of its own. */
export const uploadSettingsSchema = z.object({ uploadAddress: z.string().min(1).max(500).nullable() });

/**
 * All that a district sends: the settings, and what has operations of its own because it is checked. A program that does not know a
 * key leaves it out.
 */
export const sentSettingsSchema = settingsSchema
  .extend(templateSettingsSchema.shape)
  .extend(uploadSettingsSchema.shape);

const working = (days: number): DueRule => ({ days, unit: "working" });

/** What holds until the district sends its own. `holidays` is filled from `db/calendar`. */
export const defaultSettings: Settings = {
  dueRules: {
    enquiry: working(3),
    help: working(7),
    complaint: working(15),
    report: working(15),
    suggestion: working(7),
    praise: working(7),
    other: working(7),
    urgent: working(0),
  },
  dueSoonDays: 2,
  opinionLimit: 1_500,
  attachmentFileMb: 50,
  attachmentRecordMb: 200,
  photoLongestSide: 2_000,
  satisfiedGrades: ["verySatisfied", "satisfied", "fair"],
  sectors,
  termSectors: [],
  terms: [],
  brands: ["渝事好商量"],
  categories: [],
  categoriesOff: [],
  categoriesRenamed: [],
  holidays: {},
  snippets: [],
};
