/** Every problem by cell. Long lists open in steps: a broken column can bring one problem a row. */
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LedgerProblem } from "../../../db/api.ts";
import { Mark } from "../../ui/tags.tsx";
import { cellName, sortProblems } from "./problems.ts";

const STEP = 200;

export function ProblemList({ problems }: { readonly problems: readonly LedgerProblem[] }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(STEP);
  if (problems.length === 0) return <p className="note">{t("ledger.problems.none")}</p>;
  const sorted = sortProblems(problems);
  const rest = sorted.length - shown;
  return (
    <>
      <p className="note">{t("ledger.problems.note")}</p>
      <table className="plain-table" aria-label={t("ledger.problems.label")}>
        <thead>
          <tr>
            <th scope="col">{t("ledger.problems.cell")}</th>
            <th scope="col">{t("ledger.problems.header")}</th>
            <th scope="col">{t("ledger.problems.value")}</th>
            <th scope="col">{t("ledger.problems.message")}</th>
            <th scope="col">{t("ledger.problems.severity")}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, shown).map((problem) => (
            <tr key={`${cellName(problem)} ${problem.message}`}>
              <td className="nowrap">{cellName(problem)}</td>
              <td>{problem.header}</td>
              <td className="ledger-value quiet">
                {problem.value === "" ? t("ledger.problems.emptyValue") : problem.value}
              </td>
              <td>{problem.message}</td>
              <td>
                <Mark tone={problem.severity === "error" ? "late" : "soon"}>
                  {t(`ledger.problems.${problem.severity}`)}
                </Mark>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && (
        <Button type="link" onClick={() => setShown(shown + STEP)}>
          {t("ledger.problems.more", { count: Math.min(rest, STEP) })}
        </Button>
      )}
    </>
  );
}
