/** Live count of the characters of some fields against the setting. It warns and never blocks. */
import { useWatch, type Control } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { useStatus } from "../stores/status.ts";
import { charactersOf } from "../values/characters.ts";
import type { FormValues } from "../values/form-values.ts";

const DEFAULT_LIMIT = 1_500;

interface Props {
  readonly control: Control<FormValues>;
  /** Fields of the record, counted together. */
  readonly names: readonly string[];
}

export function TextLength({ control, names }: Props) {
  const { t } = useTranslation();
  const limit = useStatus((state) => state.settings?.opinionLimit) ?? DEFAULT_LIMIT;
  const parts = useWatch({ control, name: names.map((name) => `fields.${name}` as const) });
  const length = charactersOf(parts);
  const isOver = length > limit;
  return (
    <span className={isOver ? "length length-over" : "length"} aria-live="polite">
      {t(isOver ? "form.lengthOver" : "form.length", { length, limit })}
    </span>
  );
}
