/**
 * Every section of 设置 with the settings that have a heading of their own in it. The list at the left and the palette
 * (Ctrl+K) read this table; a setting's element on the screen carries the same name as `data-setting`, and its
 * name in the palette is `settings.find.<name>`.
 */
import type { Role } from "../../../db/schema/roles.ts";

const operators = { key: "operators", title: "settings.section.operators", settings: ["addOperator"] } as const;
const deadlines = {
  key: "deadlines",
  title: "settings.section.deadlines",
  settings: ["dueRules", "dueSoonDays", "opinionLimit", "satisfiedGrades"],
} as const;
const lists = {
  key: "lists",
  title: "settings.section.lists",
  settings: ["sectors", "brands", "categories", "terms"],
} as const;
const snippets = {
  key: "snippets",
  title: "aids.snippets",
  settings: ["ownSnippets", "districtSnippets"],
} as const;
const holidays = {
  key: "holidays",
  title: "settings.section.holidays",
  settings: ["holidayImport", "holidays", "holidayTrial"],
} as const;
const attachments = {
  key: "attachments",
  title: "attachment.title",
  settings: ["attachmentFileMb", "attachmentRecordMb", "photoLongestSide"],
} as const;
const templates = {
  key: "templates",
  title: "paper.templates.title",
  settings: ["templateList", "templateTags"],
} as const;
const upkeep = {
  key: "upkeep",
  title: "settings.section.upkeep",
  settings: [
    "dataFolder",
    "backups",
    "backupSecond",
    "backupEvery",
    "backupKeep",
    "backupList",
    "keyFile",
    "backupCopy",
    "checkData",
  ],
} as const;
const sending = {
  key: "sending",
  title: "sending.section",
  settings: ["sendingMode", "sendingEvery", "sendingProxy"],
  office: "station",
} as const;
const receiving = {
  key: "receiving",
  title: "receiving.title",
  settings: ["receiving", "receivingAddress", "receivingPort", "receivingContacts"],
  office: "district",
} as const;
const ledger = { key: "ledger", title: "settings.section.ledger", settings: [] } as const;
const appearance = {
  key: "appearance",
  title: "settings.section.appearance",
  settings: ["language", "textSize"],
} as const;
const about = { key: "about", title: "settings.section.about", settings: ["version"] } as const;

/** The everyday ones first. */
export const settingsSections = [
  operators,
  deadlines,
  lists,
  snippets,
  holidays,
  attachments,
  templates,
  upkeep,
  sending,
  receiving,
  ledger,
  appearance,
  about,
] as const;

/** Those of one kind of office. */
export const settingsSectionsOf = (role: Role | null) =>
  settingsSections.filter((section) => !("office" in section) || section.office === role);

export type SectionKey = (typeof settingsSections)[number]["key"];
