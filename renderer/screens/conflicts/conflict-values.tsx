/** The values of one conflict beside each other: what differs is marked, who wrote each and when, and a button to take it. */
import { Button } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Conflict, ConflictValue } from "../../../db/api/operations.ts";
import { undecidableReasons } from "../../../db/schema/conflict.ts";
import { diffText, shortened, type DiffPart } from "../../forms/text-diff.ts";
import { useLabels } from "../../text/labels.ts";
import { shownMoment } from "../../text/when.ts";
import { Mark } from "../../ui/tags.tsx";
import { isProse, useAuthorText, useValueText } from "./value.ts";
import "./conflicts.css";

interface Props {
  readonly conflict: Conflict;
  readonly busy: boolean;
  /** The values' numbers are keys. */
  readonly hasKeys: boolean;
  readonly onUse: (value: ConflictValue) => void;
}

export function ConflictValues({ conflict, busy, hasKeys, onUse }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const valueText = useValueText();
  const authorText = useAuthorText();
  const { values, whyNot } = conflict;
  const texts = values.map(({ value }) => valueText(conflict, value));
  return (
    <>
      <ol className="conflict-values">
        {values.map((value, index) => (
          <li key={value.position} className={index === 0 ? "conflict-value conflict-value-now" : "conflict-value"}>
            <div className="conflict-value-head">
              {hasKeys && <kbd>{index + 1}</kbd>}
              <span>{authorText(value)}</span>
              <span className="quiet">{t("conflict.written", { at: shownMoment(value.at) })}</span>
              {index === 0 && <Mark tone="accent">{t("conflict.now")}</Mark>}
            </div>
            <p className="conflict-text">
              {isProse(conflict) ? (
                <Marked text={texts[index] ?? ""} other={texts[index === 0 ? 1 : 0] ?? ""} isFirst={index === 0} />
              ) : (
                texts[index]
              )}
            </p>
            {whyNot === null && (
              <Button
                size="small"
                disabled={busy}
                tabIndex={hasKeys ? -1 : 0}
                aria-label={t("conflict.useOf", { field: labels.meta(conflict.label), value: texts[index] ?? "" })}
                onClick={() => onUse(value)}
              >
                {t("conflict.use")}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {whyNot !== null && (
        <p className="conflict-why">{t("conflict.whyNot", { reason: labels.meta(undecidableReasons[whyNot]) })}</p>
      )}
    </>
  );
}

/** Shorter texts are seen at a glance to differ. */
const LONG = 12;

/** A text in full, with what the other one has not got marked; the far parts that both have are left out. */
function Marked({
  text,
  other,
  isFirst,
}: {
  readonly text: string;
  readonly other: string;
  readonly isFirst: boolean;
}) {
  const parts = useMemo(() => ownParts(text, other, isFirst), [text, other, isFirst]);
  return parts.map((part, index) => {
    const key = `${index}-${part.type}`;
    return part.type === "same" ? <span key={key}>{part.text}</span> : <mark key={key}>{part.text}</mark>;
  });
}

function ownParts(text: string, other: string, isFirst: boolean): DiffPart[] {
  if (text.length + other.length <= LONG * 2) return [{ type: "same", text }];
  const all = isFirst ? diffText(text, other) : diffText(other, text);
  return shortened(all.filter(({ type }) => type !== (isFirst ? "inserted" : "removed")));
}
