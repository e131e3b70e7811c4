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
    newTermHint: "界别和身份照抄到往届，本届只需改变动的。",
  },
  {
    term: "Term",
    role: "Role",
    sector: "Sector",
    termRow: "Term {{row}}",
    addTerm: "Add an earlier term",
    newTerm: "New term: move this one to the earlier ones",
    newTermHint: "Sector and roles are copied there; change only what differs now.",
  },
);
