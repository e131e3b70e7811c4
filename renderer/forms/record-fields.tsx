/** The groups and rows of a kind's form, drawn from its layout and the schema's metadata. */
import { memo, useCallback, useRef, type KeyboardEvent, type ReactNode } from "react";
import type { UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";
import type { ListedKind } from "../../db/schema/kinds.ts";
import { useLabels } from "../text/labels.ts";
import { ChildRows } from "./child-rows.tsx";
import { Field } from "./fields/field.tsx";
import { HotlineDue } from "./field-notes.tsx";
import { factsOf, isComposing, movesOn, nextControl } from "../keys/keyboard.ts";
import { forgottenFields, kindWindows } from "../kinds/register.ts";
import type { LayoutGroup } from "../kinds/kind-window.ts";
import { NewTerm } from "./new-term.tsx";
import { TextLength } from "./text-length.tsx";
import type { FormValues } from "../values/form-values.ts";

interface Props {
  readonly kind: ListedKind;
  readonly form: UseFormReturn<FormValues>;
  /** Fields that only the other side may change. */
  readonly isLocked: (name: string) => boolean;
  readonly onLeaveField: () => void;
}

/** Memoised: typing re-renders the one field, never the whole form. */
export const RecordFields = memo(function RecordFields({ kind, form, isLocked, onLeaveField }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const root = useRef<HTMLDivElement>(null);
  const forgotten = forgottenFields(kind);
  const groups: readonly LayoutGroup[] =
    forgotten.length === 0
      ? kindWindows[kind].layout
      : [
          ...kindWindows[kind].layout,
          { title: { zh: t("form.otherFields"), en: t("form.otherFields") }, rows: forgotten.map((name) => [name]) },
        ];

  const onKeyDown = useCallback((event: KeyboardEvent<HTMLDivElement>) => {
    if (root.current !== null) moveByEnter(event, root.current);
  }, []);

  return (
    <div ref={root} className="record-fields" onKeyDownCapture={onKeyDown} onBlur={onLeaveField}>
      {groups.map((group) => (
        <section key={group.title.en} className="panel form-group" aria-label={labels.meta(group.title)}>
          <div className="panel-head">
            <h2>{labels.meta(group.title)}</h2>
            {group.isCounted === true && <TextLength control={form.control} names={group.rows.flat()} />}
          </div>
          {group.rows.map((row) => (
            <div key={row.join()} className={`form-row form-row-${row.length}`}>
              {row.map((name) => (
                <Field
                  key={name}
                  kind={kind}
                  name={name}
                  path={`fields.${name}`}
                  form={form}
                  disabled={isLocked(name)}
                  below={belowOf(kind, name, form)}
                />
              ))}
            </div>
          ))}
          {group.children !== undefined && <ChildRows list={group.children} form={form} />}
        </section>
      ))}
    </div>
  );
});

function belowOf(kind: ListedKind, name: string, form: UseFormReturn<FormValues>): ReactNode {
  if (kind === "hotline" && name === "dueOn") return <HotlineDue control={form.control} setValue={form.setValue} />;
  if (kind === "member" && name === "otherTerms") return <NewTerm form={form} />;
  return undefined;
}

/** Enter goes on to the next field. In the capture phase, because a closed list would open at Enter. */
export function moveByEnter(event: KeyboardEvent<HTMLElement>, root: HTMLElement): void {
  const target = event.target;
  // React hands on keys of a dialog that the form opened; they are the dialog's own.
  if (!(target instanceof HTMLElement) || !root.contains(target)) return;
  const native = event.nativeEvent;
  if (isComposing(native)) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") target.dataset["arrowed"] = "";
  if (!movesOn(native, factsOf(target))) {
    if (event.key === "Enter") delete target.dataset["arrowed"];
    return;
  }
  const next = nextControl(root, target);
  if (next === null) return;
  event.preventDefault();
  event.stopPropagation();
  next.focus();
}
