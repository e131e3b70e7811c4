/** One figure: its number large, its name below, and the way to its rule and rows. */
import { useTranslation } from "react-i18next";
import type { YearReport } from "../../../db/api/operations.ts";
import { figureAt, notReachedIn, percent } from "./figures.ts";
import { useFigures } from "./figure-context.ts";

interface Props {
  readonly report: YearReport;
  readonly path: string;
}

export function FigureButton({ report, path }: Props) {
  const { t } = useTranslation();
  const { open, nameOf } = useFigures();
  const value = figureAt(report, path);
  if (value === null) return null;
  const name = nameOf(path);
  const isRatio = typeof value !== "number";
  const notReached = notReachedIn(value);
  // What must be read together with a ratio.
  const besides =
    notReached !== null
      ? t("stats.notReached", { count: notReached })
      : isRatio && value.leftOut > 0
        ? t("stats.leftOut", { count: value.leftOut })
        : null;
  const shown = isRatio ? percent(value) : value.toLocaleString("zh-CN");
  return (
    <button
      type="button"
      className="figure"
      aria-label={t("stats.open", { name, value: shown })}
      onClick={() => open({ path, title: name })}
    >
      <span className="figure-value">{shown}</span>
      <span className="figure-name">{name}</span>
      {isRatio && (
        <span className="figure-parts">
          {value.denominator === 0
            ? t("stats.ratioNone")
            : t("stats.ratioParts", { numerator: value.numerator, denominator: value.denominator })}
          {besides !== null && `　${besides}`}
        </span>
      )}
    </button>
  );
}
