/** Which columns the list shows, and in which order. Every change shows in the list at once and is kept on this PC. */
import { Button, Checkbox, Modal } from "antd";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { ListedKind } from "../../../db/schema/kinds.ts";
import { usePreferences } from "../../stores/preferences.ts";
import { useIsDistrict } from "../../stores/status.ts";
import { useLabels } from "../../text/labels.ts";
import { useToast } from "../../ui/use-toast.tsx";
import { columnNames, possibleColumns } from "./list-columns.ts";

export function ColumnDialog({ kind, onClose }: { readonly kind: ListedKind; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const toast = useToast();
  const isDistrict = useIsDistrict();
  const preferences = usePreferences((state) => state.values);
  const save = usePreferences((state) => state.save);
  const names = columnNames(kind, isDistrict, preferences);
  const possible = possibleColumns(kind, isDistrict);
  const shown = names.flatMap((name) => possible.find((field) => field.name === name) ?? []);
  const others = possible.filter(({ name }) => !names.includes(name));

  const choose = (next: readonly string[] | undefined) => {
    const { [kind]: before, ...rest } = preferences.listColumns;
    void before;
    save({ listColumns: next === undefined ? rest : { ...rest, [kind]: [...next] } }).catch(toast.failed);
  };
  const toggle = (name: string, isOn: boolean) => {
    if (isOn) choose([...names, name]);
    // A list without columns would show nothing that could be pressed.
    else if (names.length > 1) choose(names.filter((one) => one !== name));
  };
  const move = (index: number, by: number) => {
    const to = index + by;
    const name = names[index];
    if (name === undefined || to < 0 || to >= names.length) return;
    const next = names.filter((one) => one !== name);
    choose([...next.slice(0, to), name, ...next.slice(to)]);
  };
  const reset = () => {
    const { [kind]: widths, ...rest } = preferences.listWidths;
    void widths;
    const { [kind]: columns, ...otherColumns } = preferences.listColumns;
    void columns;
    save({ listColumns: otherColumns, listWidths: rest }).catch(toast.failed);
  };
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (by === 0 || !event.altKey) return;
    event.preventDefault();
    move(index, by);
  };
  return (
    <Modal
      open
      title={t("listTools.columnsTitle")}
      width="34rem"
      onCancel={onClose}
      footer={
        <>
          <Button onClick={reset}>{t("listTools.columnsReset")}</Button>
          <Button type="primary" onClick={onClose}>
            {t("action.close")}
          </Button>
        </>
      }
    >
      <p className="column-hint">{t("listTools.columnsHint")}</p>
      <div className="column-choice">
        <h3>{t("listTools.columnsShown")}</h3>
        <ul>
          {shown.map((field, index) => (
            <li key={field.name} onKeyDown={(event) => onKeyDown(event, index)}>
              <Checkbox checked onChange={(event) => toggle(field.name, event.target.checked)}>
                {labels.meta(field)}
              </Checkbox>
              <span>
                <Button
                  size="small"
                  disabled={index === 0}
                  aria-label={t("listTools.columnUp", { name: labels.meta(field) })}
                  onClick={() => move(index, -1)}
                >
                  ↑
                </Button>
                <Button
                  size="small"
                  disabled={index === shown.length - 1}
                  aria-label={t("listTools.columnDown", { name: labels.meta(field) })}
                  onClick={() => move(index, 1)}
                >
                  ↓
                </Button>
              </span>
            </li>
          ))}
        </ul>
        <h3>{t("listTools.columnsOther")}</h3>
        <ul className="column-others">
          {others.map((field) => (
            <li key={field.name}>
              <Checkbox checked={false} onChange={(event) => toggle(field.name, event.target.checked)}>
                {labels.meta(field)}
              </Checkbox>
            </li>
          ))}
        </ul>
      </div>
    </Modal>
  );
}
