/** Choosing from the schema's options: buttons for a few, a list for many, boxes for several at once. */
import { Checkbox, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useLabels } from "../../text/labels.ts";
import { statusOf, type InputProps } from "./types.ts";

/** Up to this many options are shown as buttons: one press instead of two. */
const FEW = 3;

function useOptions({ meta }: Pick<InputProps, "meta">): { value: string; label: string }[] {
  const { option } = useLabels();
  return Object.keys(meta.options ?? {}).map((code) => ({ value: code, label: option(meta.options, code) }));
}

export function ChoiceInput(props: InputProps) {
  const { id, meta, value, onChange, invalid, disabled, describedBy, label } = props;
  const options = useOptions(props);
  const { t } = useTranslation();
  if (options.length <= FEW) {
    return (
      <Radio.Group
        id={id}
        className="field-radios"
        // The choice is filled, so that the ring of the focus is not taken for it.
        buttonStyle="solid"
        name={id}
        value={value ?? null}
        disabled={disabled}
        aria-label={label}
        onChange={(event) => onChange(event.target.value)}
      >
        {options.map((item) => (
          <Radio.Button
            key={item.value}
            value={item.value}
            // Pressing the chosen one again clears an optional field.
            onClick={() => meta.required !== true && value === item.value && onChange(null)}
          >
            {item.label}
          </Radio.Button>
        ))}
      </Radio.Group>
    );
  }
  return (
    <Select
      id={id}
      className="field-wide"
      value={typeof value === "string" ? value : null}
      // antd's clear button would be one more Tab stop in every field; a first entry with words does the same.
      options={meta.required === true ? options : [{ value: "", label: t("form.none") }, ...options]}
      status={statusOf(invalid)}
      disabled={disabled}
      showSearch={{ optionFilterProp: "label" }}
      listHeight={400}
      placeholder={t("form.choose")}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(next: string) => onChange(next === "" ? null : next)}
    />
  );
}

export function ChoicesInput(props: InputProps) {
  const { value, onChange, disabled, label } = props;
  const options = useOptions(props);
  return (
    <Checkbox.Group
      className="field-checkboxes"
      value={Array.isArray(value) ? value.map(String) : []}
      options={options}
      disabled={disabled}
      role="group"
      aria-label={label}
      onChange={(next) => onChange(next)}
    />
  );
}
