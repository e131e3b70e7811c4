/** Says which values of a new form come from the record saved before, with a way to empty them. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { columnsOf, type ListedKind } from "../../../db/schema/kinds.ts";
import type { FieldValues } from "../../values/form-values.ts";
import { useLabels } from "../../text/labels.ts";

interface Props {
  readonly kind: ListedKind;
  readonly values: Readonly<FieldValues>;
  readonly onClear: () => void;
}

export function CarriedBar({ kind, values, onClear }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const items = columnsOf(kind)
    .filter(({ name }) => name in values)
    .map(({ name, meta }) => `${labels.meta(meta)} ${labels.value(meta, values[name])}`);
  if (items.length === 0) return null;
  return (
    <div className="carried-bar" role="status">
      <span>{t("form.carried", { values: items.join("　") })}</span>
      <Button size="small" onClick={onClear}>
        {t("form.carriedClear")}
      </Button>
    </div>
  );
}
