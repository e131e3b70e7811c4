/** One field of a form: label, input by its type, help or error. */
import { useId, type ReactNode } from "react";
import { useController, type UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";
import type { FieldMeta } from "../../../db/schema/field.ts";
import { columnsOf, type Kind } from "../../../db/schema/kinds.ts";
import { linkTarget } from "../../../db/schema/links.ts";
import { useLabels } from "../../text/labels.ts";
import { SnippetButton } from "../snippets/snippet-button.tsx";
import type { FormValues } from "../../values/form-values.ts";
import { FieldWarnings } from "../warnings/field-warnings.tsx";
import { CategoryInput } from "./category-input.tsx";
import { ChoiceInput, ChoicesInput } from "./choice-inputs.tsx";
import { DateInput, MomentInput } from "./date-inputs.tsx";
import { MemberSelect } from "./member-select.tsx";
import { RecordSelect } from "./record-select.tsx";
import { FormSectorInput } from "./sector-input.tsx";
import { NamesInput, SuggestInput } from "./suggest-inputs.tsx";
import { TermsInput } from "./terms-input.tsx";
import { FlagInput, MultilineInput, NumberInput, TextInput, WrappedTextInput } from "./text-inputs.tsx";
import type { InputProps } from "./types.ts";

/** Where a field sits in the form's values. */
export type FieldPath =
  | `fields.${string}`
  | `problems.${number}.fields.${string}`
  | `measures.${number}.fields.${string}`;

interface Props {
  readonly kind: Kind;
  readonly name: string;
  readonly path: FieldPath;
  readonly form: UseFormReturn<FormValues>;
  readonly disabled?: boolean;
  /** Beside the label, e.g. a count of characters. */
  readonly extra?: ReactNode;
  /** Below the input, e.g. how a due date was counted. */
  readonly below?: ReactNode;
  /** `table`: the label is the column's head and is only spoken. */
  readonly layout?: "block" | "table";
  readonly required?: boolean;
}

export function Field({ kind, name, path, form, disabled = false, extra, below, layout = "block", required }: Props) {
  const labels = useLabels();
  const { t } = useTranslation();
  const { field, fieldState } = useController({ control: form.control, name: path });
  const id = useId();
  const meta = metaOf(kind, name);
  const label = labels.meta(meta);
  const error = fieldState.error?.message;
  const help = labels.language === "zh" ? meta.help : undefined;
  const note = error ?? (layout === "block" ? help : undefined);
  const describedBy = note === undefined ? undefined : `${id}-note`;
  const isRequired = required ?? meta.required === true;
  const input = (
    <InputFor
      kind={kind}
      form={form}
      name={name}
      path={path}
      layout={layout}
      id={id}
      meta={meta}
      label={label}
      value={field.value}
      invalid={error !== undefined}
      disabled={disabled}
      describedBy={describedBy}
      onChange={(value) => {
        field.onChange(value);
        if (error !== undefined) form.clearErrors(path);
      }}
    />
  );
  return (
    <div
      className={meta.type === "flag" ? "field field-flag" : "field"}
      data-field={name}
      data-path={path}
      data-invalid={error !== undefined ? "" : undefined}
      onBlur={field.onBlur}
    >
      {meta.type !== "flag" && (
        <div className={layout === "table" ? "visually-hidden" : "field-head"}>
          <label htmlFor={id}>
            {label}
            {isRequired && (
              <span className="field-required" title={t("form.required")}>
                {" *"}
              </span>
            )}
          </label>
          {meta.type === "multiline" && layout === "block" && !disabled && <SnippetButton fieldId={id} />}
          {extra}
        </div>
      )}
      {input}
      {note !== undefined && (
        <div
          id={`${id}-note`}
          className={error === undefined ? "field-help" : "field-error"}
          role={error === undefined ? undefined : "alert"}
        >
          {note}
        </div>
      )}
      <FieldWarnings path={path} />
      {below}
    </div>
  );
}

function metaOf(kind: Kind, name: string): FieldMeta {
  const column = columnsOf(kind).find((one) => one.name === name);
  if (column === undefined) throw new Error(`${kind} has no field ${name}`);
  return column.meta;
}

function InputFor(props: InputProps & Pick<Props, "name" | "kind" | "form" | "layout" | "path">): ReactNode {
  const { name, kind, form, layout, path, ...input } = props;
  const { meta } = input;
  switch (meta.type) {
    case "text":
      // What a row is about, in a column too narrow for a line of it.
      if (layout === "table" && meta.required === true) return <WrappedTextInput {...input} />;
      if (meta.suggest === undefined) return <TextInput {...input} />;
      if (meta.suggest === "category") return <CategoryInput {...input} />;
      if (meta.suggest === "sector") return <FormSectorInput {...input} kind={kind} form={form} />;
      return <SuggestInput {...input} list={meta.suggest} />;
    case "multiline":
      return <MultilineInput {...input} />;
    case "date":
      return <DateInput {...input} />;
    case "moment":
      return <MomentInput {...input} />;
    case "integer":
    case "number":
      return <NumberInput {...input} />;
    case "flag":
      return <FlagInput {...input} />;
    case "choice":
      return <ChoiceInput {...input} />;
    case "choices":
      return <ChoicesInput {...input} />;
    case "names":
      return <NamesInput {...input} list={meta.suggest} path={path} />;
    case "ids":
      return <MemberSelect {...input} />;
    case "terms":
      return <TermsInput {...input} />;
    case "id":
      return <RecordSelect {...input} kind={linkTarget(name)} />;
  }
}
