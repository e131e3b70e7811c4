/** A figure opened: its rule, the rows it counts, the rows it divides by, and what it leaves out and why. */
import { Drawer, Spin } from "antd";
import { useTranslation } from "react-i18next";
import type { FigureRows } from "../../../db/api/operations.ts";
import { useLabels } from "../../text/labels.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { useQuery } from "../../stores/use-query.ts";
import { amountsOf, groupLeftOut, notReached, rowKind, totalOf } from "./behind.ts";
import { percent } from "./figures.ts";
import type { OpenFigure } from "./figure-context.ts";
import { RowList } from "./row-list.tsx";

interface Props {
  readonly year: number;
  readonly station: string | null;
  readonly figure: OpenFigure;
  readonly onClose: () => void;
}

const WIDTH = 680;

export function FigureDrawer({ year, station, figure, onClose }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const input = { year, figure: figure.path, ...(station === null ? {} : { station }) };
  const { data, error, refresh } = useQuery("report.rows", input);
  const kind = rowKind(figure.path);
  const headingOf = (rows: FigureRows): string => {
    const count = rows.numerator.length;
    const total = totalOf(rows);
    if (total !== null) return t("stats.drawer.countedTotal", { count, total: total.toLocaleString("zh-CN") });
    return t(rows.denominator === null ? "stats.drawer.counted" : "stats.drawer.numerator", { count });
  };
  return (
    <Drawer open title={figure.title} size={WIDTH} onClose={onClose} closable={{ "aria-label": t("action.close") }}>
      <ErrorNotice error={error} onRetry={refresh} />
      {data === undefined ? (
        error === null && <Spin />
      ) : (
        <>
          <section className="behind-rule">
            <h3>{t("stats.drawer.rule")}</h3>
            <p>{labels.meta(data.rule)}</p>
            {data.denominator !== null && (
              <p className="behind-parts">
                {t("stats.drawer.parts", {
                  numerator: data.numerator.length,
                  denominator: data.denominator.length,
                  percent: percent({ numerator: data.numerator.length, denominator: data.denominator.length }),
                })}
              </p>
            )}
          </section>
          <RowList
            heading={headingOf(data)}
            title={figure.title}
            kind={kind}
            ids={data.numerator}
            amounts={amountsOf(data)}
          />
          {data.denominator !== null && (
            <RowList
              heading={t("stats.drawer.denominatorRest", { count: notReached(data).length })}
              title={figure.title}
              kind={kind}
              ids={notReached(data)}
              amounts={null}
            />
          )}
          {groupLeftOut(data.leftOut).map(({ reason, ids }) => (
            <RowList
              key={reason.zh}
              heading={t("stats.drawer.leftOut", { reason: labels.meta(reason), count: ids.length })}
              title={labels.meta(reason)}
              kind={kind}
              ids={ids}
              amounts={null}
            />
          ))}
        </>
      )}
    </Drawer>
  );
}
