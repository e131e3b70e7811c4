/** A linked record in a word and its title; a press opens it. */
import { useTranslation } from "react-i18next";
import type { LinkedRecord } from "../../../db/api/operations.ts";
import { recordRoute, useRoute } from "../../stores/route.ts";
import { useLabels } from "../../text/labels.ts";
import "./record-link.css";

export function RecordLink({ link }: { readonly link: LinkedRecord }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const open = useRoute((state) => state.open);
  const { kind, id, title } = link.record;
  return (
    <button type="button" className="record-link" title={title} onClick={() => open(recordRoute(kind, id))}>
      <span className="record-link-sort">{t(wayOf(link), { kind: labels.kind(kind) })}</span>
      <span className="record-link-title">{nameOf(link)}</span>
    </button>
  );
}

/** A call is spoken of by its number. */
function nameOf({ record: { kind, title, fields } }: LinkedRecord): string {
  const number = kind === "hotline" ? fields["number"] : null;
  return typeof number === "string" && number !== "" ? `${number} ${title}` : title;
}

/** How the other record stands to this one. */
function wayOf({ field, direction }: LinkedRecord): "aids.linkSame" | "aids.linkFrom" | "aids.linkTo" {
  if (field === "sameAsId") return "aids.linkSame";
  return direction === "out" && field !== "opinionId" ? "aids.linkFrom" : "aids.linkTo";
}
