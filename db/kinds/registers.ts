/** The registers: 委员, 村(社区), 承办单位. */
import { isSameTerm } from "../schema/terms.ts";
import { asEntered, type ListedModule, type Values } from "./common/kind-module.ts";
import { noteWords, phoneWords, villageWords, wordList } from "./common/ledger-words.ts";
import { words } from "../schema/words.ts";
import type { RowDraft } from "./common/row-draft.ts";
import { servingOf } from "../spreadsheet/earlier-terms.ts";
import { isPlaceholder, oneLine } from "../spreadsheet/normalise.ts";

/** A 职务 column beside the employer's belongs to the same field. */
function post(draft: RowDraft): void {
  const text = oneLine(draft.text("post"));
  if (text === "" || isPlaceholder(text)) return;
  const employer = draft.string("employer") ?? "";
  if (!employer.includes(text)) draft.fields["employer"] = `${employer} ${text}`.trim();
}

/** `韦 志华` in a roster is one person, set apart so that names align. */
function joinName(draft: RowDraft): void {
  const written = draft.string("name") ?? "";
  if (/^[\p{Script=Han}\s]{2,8}$/u.test(written)) draft.fields["name"] = written.replace(/\s+/g, "");
}

/** A list of all terms has the present one too, which has its own fields. */
function dropPresent(draft: RowDraft): void {
  const { term, roles, otherTerms } = servingOf(draft.fields);
  if (term === null) return;
  draft.fields["otherTerms"] = otherTerms.filter(
    (row) => !isSameTerm(row.term ?? "", term) || (row.role !== null && !roles.includes(row.role)),
  );
}

function finishMember(draft: RowDraft): void {
  joinName(draft);
  post(draft);
  dropPresent(draft);
  // A roster lists who is in office, unless it says otherwise.
  if (!draft.sources.has("active")) draft.fields["active"] = true;
}

function finishVillage(draft: RowDraft): void {
  if (draft.fields["type"] !== null) return;
  const name = draft.string("name") ?? "";
  if (/社区|居委会$/.test(name)) draft.fields["type"] = "community";
  else if (/村$|村委会$/.test(name)) draft.fields["type"] = "village";
}

/** A unit has no more to say than its fields. */
function finishUnit(_draft: RowDraft): void {}

/**
 * A day of leaving ends the office; someone who is in office again has no day of leaving. Where both were entered at once
 * the day decides, because it was typed on purpose while a new form has 在任 ticked.
 */
function completeMember(set: Values): Values {
  if (typeof set["leftOn"] === "string" && set["leftOn"] !== "") return { ...set, active: false };
  return set["active"] === true ? { ...set, leftOn: null } : set;
}

export const memberModule: ListedModule = {
  ledger: {
    anchors: ["name"],
    hint: /(委员|代表).{0,6}(名册|名单|花名册|信息表|登记表|通讯录|一览表)|名册/,
    words: {
      name: ["姓名", "委员姓名", "代表姓名", "名字"],
      roles: wordList("身份 身份职务 委员身份 代表身份 政协职务 人大职务 委员类别 委员级别 身份类别 担任职务"),
      sector: ["界别", "所属界别", "委员界别", "政协界别"],
      term: ["届次", "届别", "所属届次", "届"],
      employer: wordList("工作单位及职务 单位及职务 工作单位职务 单位职务 现任职务 工作单位 所在单位 单位"),
      post: ["职务", "职称职务", "行政职务"],
      phone: phoneWords,
      honoraryVillage: wordList("名誉村主任 名誉村主任村 名誉村长 担任名誉村主任村 名誉村主任任职村 挂联村 联系村"),
      active: ["在任", "是否在任", "任职状态", "在职情况"],
      homeStation: ["所属联络站", "联络站", "所在联络站", "编入联络站"],
      leftOn: ["离任日期", "离任时间", "离职时间"],
      otherTerms: wordList(
        "往届 往届届次 往届情况 往届任职情况 历届任职 历届任职情况 历届 历任 曾任 曾任届次 曾任委员 任职经历 历任届次",
      ),
      note: noteWords,
    },
    virtual: {
      post: words("职务（并入工作单位）", "Post (joined to the employer)"),
    },
    finish: finishMember,
  },
  searchRank: 1,
  details: ["employer"],
  complete: (_db, _id, set) => completeMember(set),
};

export const villageModule: ListedModule = {
  ledger: {
    anchors: ["name"],
    hint: /(村|社区).{0,4}(名册|名单|一览表)/,
    words: {
      name: [...villageWords, "名称", "村社区名称", "村社区名", "社区名称"],
      type: ["类型", "类别", "村或社区"],
      note: noteWords,
    },
    virtual: {},
    finish: finishVillage,
  },
  searchRank: 5,
  details: [],
  complete: asEntered,
};

export const unitModule: ListedModule = {
  ledger: {
    anchors: ["name"],
    hint: /(单位|部门).{0,4}(名册|名单|一览表|通讯录)/,
    words: {
      name: ["单位名称", "承办单位", "单位", "部门", "部门名称", "责任单位", "名称"],
      contacts: ["联系人", "联络员", "负责人", "分管领导", "经办人"],
      phone: phoneWords,
      note: noteWords,
    },
    virtual: {},
    finish: finishUnit,
  },
  searchRank: 6,
  details: ["contacts", "phone"],
  complete: asEntered,
};
