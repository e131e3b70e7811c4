/** One line above the buttons: what the form is warned of. Pressing an entry goes to its field; saving goes on all the same. */
import { Button, Popover } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Kind, ListedKind } from "../../../db/schema/kinds.ts";
import { useLabels } from "../../text/labels.ts";
import { useAllWarnings } from "./context.tsx";
import type { Warning } from "../../kinds/warnings.ts";
import { useWarningText } from "./use-warning-text.ts";

interface Props {
  readonly kind: ListedKind;
  readonly root: React.RefObject<HTMLElement | null>;
}

export function WarningSummary({ kind, root }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const textOf = useWarningText();
  const warnings = useAllWarnings();
  const [isOpen, setOpen] = useState(false);
  const [first] = warnings;
  if (first === undefined) return null;
  const nameOf = ({ path }: Warning): string => {
    const { owner, row, name } = partsOf(path, kind);
    return row === null ? labels.field(owner, name) : `${labels.kind(owner)} ${row + 1} · ${labels.field(owner, name)}`;
  };
  const line = (one: Warning) => t("aids.warningLine", { field: nameOf(one), text: textOf(one) });
  const go = (one: Warning) => {
    setOpen(false);
    if (root.current !== null) focusField(root.current, partsOf(one.path, kind));
  };
  return (
    <div className="warning-summary" role="status">
      <strong>{t("aids.warningCount", { count: warnings.length })}</strong>
      <button type="button" className="warning-first" onClick={() => go(first)}>
        {line(first)}
      </button>
      {warnings.length > 1 && (
        <Popover
          open={isOpen}
          onOpenChange={setOpen}
          trigger="click"
          placement="topRight"
          content={
            <ul className="warning-list">
              {warnings.map((one) => (
                <li key={`${one.path}${one.code}${JSON.stringify(one.params)}`}>
                  <button type="button" onClick={() => go(one)}>
                    {line(one)}
                  </button>
                </li>
              ))}
            </ul>
          }
        >
          <Button size="small">{t("aids.warningAll")}</Button>
        </Popover>
      )}
    </div>
  );
}

interface PathParts {
  readonly owner: Kind;
  readonly row: number | null;
  readonly name: string;
}

function partsOf(path: string, kind: ListedKind): PathParts {
  const [head, index, , name] = path.split(".");
  if (head === "fields" || name === undefined) return { owner: kind, row: null, name: index ?? "" };
  return { owner: head === "problems" ? "problem" : "measure", row: Number(index), name };
}

function focusField(root: HTMLElement, { row, name }: PathParts): void {
  const scope = row === null ? root : root.querySelectorAll<HTMLElement>(".child-problems .child-row")[row];
  const field = scope?.querySelector<HTMLElement>(`[data-field="${name}"]`);
  field?.scrollIntoView({ block: "center" });
  field?.querySelector<HTMLElement>("input, textarea")?.focus({ preventScroll: true });
}
