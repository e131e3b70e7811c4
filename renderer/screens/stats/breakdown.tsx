/** Sessions by platform, form or village: name, bar and number, largest first; each number opens its rows. */
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { breakdown } from "./figures.ts";
import { useFigures } from "./figure-context.ts";

interface Props {
  readonly title: string;
  /** The group's path; a key is added for each part. */
  readonly path: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly nameOf: (key: string) => string;
}

const FIRST = 8;

export function Breakdown({ title, path, counts, nameOf }: Props) {
  const { t } = useTranslation();
  const { open } = useFigures();
  const [isWhole, setWhole] = useState(false);
  const parts = breakdown(counts);
  const most = parts[0]?.count ?? 1;
  const shown = isWhole ? parts : parts.slice(0, FIRST);
  return (
    <section className="breakdown">
      <h3>{title}</h3>
      {parts.length === 0 ? (
        <p className="quiet">{t("stats.noBreakdown")}</p>
      ) : (
        <ul>
          {shown.map(({ key, count }) => {
            const name = key === "" ? t("stats.notFilled") : nameOf(key);
            return (
              <li key={key}>
                <button
                  type="button"
                  className="breakdown-part"
                  aria-label={t("stats.open", { name, value: count })}
                  onClick={() =>
                    open({ path: `${path}.${key}`, title: t("stats.drawer.part", { figure: title, part: name }) })
                  }
                >
                  <span className="breakdown-name">{name}</span>
                  <span className="breakdown-track" aria-hidden="true">
                    <span className="breakdown-bar" style={{ width: `${String((count / most) * 100)}%` }} />
                  </span>
                  <span className="breakdown-count">{count}</span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {parts.length > shown.length && (
        <Button type="link" onClick={() => setWhole(true)}>
          {t("stats.more", { count: parts.length - shown.length })}
        </Button>
      )}
    </section>
  );
}
