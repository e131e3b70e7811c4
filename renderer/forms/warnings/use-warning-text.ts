/** A warning in the window's language. */
import { useTranslation } from "react-i18next";
import type { Warning } from "../../kinds/warnings.ts";

/** Every place that some warning's sentence has; each warning fills its own. */
const places = {
  length: 0,
  limit: 0,
  over: 0,
  sign: "",
  line: 0,
  masked: "",
  stated: 0,
  sum: 0,
  listed: 0,
  counted: 0,
} satisfies Warning["params"];

export function useWarningText(): (warning: Warning) => string {
  const { t } = useTranslation();
  return ({ code, params }) => t(`aids.warning.${code}`, { ...places, ...params });
}
