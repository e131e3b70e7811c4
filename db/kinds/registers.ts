/** What a row of a roster or register says beyond its plain fields: 委员, 村(社区), 承办单位. */
import { isSameTerm } from "../schema/terms.ts";
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

export function finishMember(draft: RowDraft): void {
  joinName(draft);
  post(draft);
  dropPresent(draft);
  // A roster lists who is in office, unless it says otherwise.
  if (!draft.sources.has("active")) draft.fields["active"] = true;
}

export function finishVillage(draft: RowDraft): void {
  if (draft.fields["type"] !== null) return;
  const name = draft.string("name") ?? "";
  if (/社区|居委会$/.test(name)) draft.fields["type"] = "community";
  else if (/村$|村委会$/.test(name)) draft.fields["type"] = "village";
}

/** A unit has no more to say than its fields. */
export function finishUnit(_draft: RowDraft): void {}
