/** 委员: the roster's form. */
import { pair } from "./pair.ts";

export const memberText = pair(
  {
    term: "届次",
    role: "身份",
    sector: "界别",
    termRow: "第{{row}}段任职",
    addTerm: "添加往届任职",
    newTerm: "换届：把本届转入往届",
    terms: "届次",
    termsHint: "每行一届：名称和开始日期。履职档案按当年的届次显示委员的界别；不填就显示现在的界别。",
    termsExample: "十六届 2026-09-01",
    termsWrong: "看不懂这几行：{{lines}}。请写成“十六届 2026-09-01”。",
    sectorUnlisted: "不在界别名单里，照样保留",
    sectorUnlistedIn: "不在“{{term}}”的界别名单里，照样保留",
    newTermHint: "界别和身份照抄到往届，本届只需改变动的。",
  },
  {
    term: "Term",
    role: "Role",
    sector: "Sector",
    termRow: "Term {{row}}",
    addTerm: "Add an earlier term",
    newTerm: "New term: move this one to the earlier ones",
    terms: "Terms",
    termsHint:
      "One term a line: its name and the day it begins. Duty records show the sector of the year's term; without days, the present one.",
    termsExample: "16th 2026-09-01",
    termsWrong: "These lines are not understood: {{lines}}. Write “16th 2026-09-01”.",
    sectorUnlisted: "Not in the list of sectors; it is kept all the same",
    sectorUnlistedIn: "Not in the list of sectors of {{term}}; it is kept all the same",
    newTermHint: "Sector and roles are copied there; change only what differs now.",
  },
);
