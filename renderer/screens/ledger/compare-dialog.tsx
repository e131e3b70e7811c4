/** A row of a roster beside the people of the register who have the name; the clerk says who it is. */
import { Button, Modal } from "antd";
import { useTranslation } from "react-i18next";
import type { LedgerAction, LedgerRow } from "../../../db/api/operations.ts";
import { columnsOf, type ListedKind } from "../../../db/schema/kinds.ts";
import { useLabels } from "../../text/labels.ts";

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

interface Props {
  readonly kind: ListedKind;
  /** null: closed. */
  readonly row: LedgerRow | null;
  readonly onClose: () => void;
  readonly onChoose: (row: LedgerRow, action: LedgerAction, target: string | null) => void;
}

export function CompareDialog({ kind, row, onClose, onChoose }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  if (row === null) return null;
  const columns = columnsOf(kind).filter(({ meta }) => meta.internal !== true);
  const fields = row.fields ?? {};
  const valueOf = (from: Readonly<Record<string, unknown>>, index: number): string => {
    const column = columns[index];
    return column === undefined ? "" : labels.value(column.meta, from[column.name]);
  };
  const shown = columns
    .map((column, index) => ({ column, index }))
    .filter(({ index }) =>
      [fields, ...row.candidates.map((one) => one.fields)].some((one) => valueOf(one, index) !== ""),
    );
  return (
    <Modal
      open
      width={860}
      title={t("wizard.compare.title", { row: row.row, name: textOf(fields["name"]) })}
      onCancel={onClose}
      footer={
        <span className="button-row">
          <Button onClick={() => onChoose(row, "skip", null)}>{t("wizard.compare.skip")}</Button>
          <Button onClick={() => onChoose(row, "add", null)}>{t("wizard.compare.add")}</Button>
        </span>
      }
    >
      <p className="note">{t("wizard.compare.note")}</p>
      <table className="plain-table wizard-compare" aria-label={t("wizard.compare.label")}>
        <thead>
          <tr>
            <th scope="col">{t("wizard.compare.field")}</th>
            <th scope="col">{t("wizard.compare.inFile")}</th>
            {row.candidates.map(({ id }, index) => (
              <th scope="col" key={id}>
                {t("wizard.compare.inRegister", { number: row.candidates.length > 1 ? index + 1 : "" })}
                <br />
                <Button
                  size="small"
                  type={row.action === "update" && row.target === id ? "primary" : "default"}
                  onClick={() => onChoose(row, "update", id)}
                >
                  {t("wizard.compare.update")}
                </Button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ column, index }) => {
            const own = valueOf(fields, index);
            return (
              <tr key={column.name}>
                <th scope="row">{labels.meta(column.meta)}</th>
                <td>{own}</td>
                {row.candidates.map((candidate) => {
                  const theirs = valueOf(candidate.fields, index);
                  return (
                    <td key={candidate.id} className={own !== "" && own !== theirs ? "wizard-differs" : ""}>
                      {theirs}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Modal>
  );
}
