/** Single-line, multi-line, number and flag. */
import { Checkbox, Input, InputNumber } from "antd";
import { identifierText } from "../../../db/schema/plain-text.ts";
import { useSnippetKeys } from "../snippets/use-snippet-keys.ts";
import { statusOf, type InputProps } from "./types.ts";

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

export function TextInput({ id, meta, value, onChange, invalid, disabled, describedBy }: InputProps) {
  const onBlur = () => {
    const stored = identifierText(textOf(value));
    if (meta.isIdentifier === true && stored !== textOf(value)) onChange(stored);
  };
  return (
    <Input
      id={id}
      value={textOf(value)}
      status={statusOf(invalid)}
      disabled={disabled}
      autoComplete="off"
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.target.value)}
      onBlur={onBlur}
    />
  );
}

/** One line of text that is shown whole in a narrow column: it wraps, and Enter goes on as in every single line. */
export function WrappedTextInput({ id, value, onChange, invalid, disabled, describedBy }: InputProps) {
  return (
    <Input.TextArea
      id={id}
      className="field-wrapped"
      rows={1}
      data-single-line
      value={textOf(value)}
      status={statusOf(invalid)}
      disabled={disabled}
      autoComplete="off"
      aria-invalid={invalid}
      aria-describedby={describedBy}
      // Pasted from a sheet or a document.
      onChange={(event) => onChange(event.target.value.replaceAll(/\s*\n\s*/g, " "))}
    />
  );
}

/** Grows with its text by CSS (`field-sizing`), which costs no measuring at a keystroke. */
export function MultilineInput({ id, value, onChange, invalid, disabled, describedBy }: InputProps) {
  const onKeyDown = useSnippetKeys();
  return (
    <Input.TextArea
      id={id}
      className="field-multiline"
      onKeyDown={onKeyDown}
      value={textOf(value)}
      status={statusOf(invalid)}
      disabled={disabled}
      autoComplete="off"
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

export function NumberInput({ id, meta, value, onChange, invalid, disabled, describedBy }: InputProps) {
  return (
    <InputNumber<number | string>
      id={id}
      className="field-number"
      value={typeof value === "number" ? value : null}
      status={statusOf(invalid)}
      disabled={disabled}
      controls={false}
      {...(meta.type === "integer" ? { precision: 0 } : {})}
      inputMode={meta.type === "integer" ? "numeric" : "decimal"}
      // An input method types full-width digits.
      parser={(typed) => (typed ?? "").normalize("NFKC").replaceAll(/[^\d.-]/g, "")}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      changeOnWheel={false}
      keyboard={false}
      onChange={(next) => onChange(next === null ? null : Number(next))}
    />
  );
}

export function FlagInput({ id, value, onChange, disabled, label, describedBy }: InputProps) {
  return (
    <Checkbox
      id={id}
      checked={value === true}
      disabled={disabled}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.target.checked)}
    >
      {label}
    </Checkbox>
  );
}
