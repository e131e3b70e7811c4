/** Makes or changes one filter chip: which field, what must hold, with what. Enter is enough once it is complete. */
import { Modal, Select } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListedKind } from "../../../db/schema/kinds.ts";
import { listField } from "../../../db/schema/list-fields.ts";
import { operatorsFor } from "../../../db/schema/list-operators.ts";
import type { Condition, ConditionOperator } from "../../../db/schema/list-query.ts";
import type { Stations } from "../../stores/stations.ts";
import { useIsDistrict } from "../../stores/status.ts";
import { useLabels } from "../../text/labels.ts";
import { TypedNotice } from "../../ui/typed-notice.tsx";
import { useTyped } from "../../ui/use-typed.ts";
import { conditionOf, draftOf, filterDraftSchema, withField, type FilterDraft } from "./filter-draft.ts";
import { operatorText } from "./filter-text.ts";
import { FilterValue } from "./filter-value.tsx";
import { possibleColumns } from "./list-columns.ts";

interface Props {
  readonly kind: ListedKind;
  /** The chip that is changed; undefined for a new one. */
  readonly condition: Condition | undefined;
  readonly stations: Stations;
  readonly onDone: (condition: Condition) => void;
  readonly onClose: () => void;
}

export function FilterDialog({ kind, condition, stations, onDone, onClose }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const id = useId();
  const isDistrict = useIsDistrict();
  const typed = useTyped(`filter.${kind}.${condition?.field ?? "new"}`, filterDraftSchema);
  const [start] = useState(() => startOf(condition, typed.value));
  const draft = typed.value ?? draftOf(condition);
  const setDraft = typed.put;
  const field = draft.field === null ? undefined : listField(kind, draft.field);
  const finished = conditionOf(draft);
  const apply = () => {
    if (finished === null) return;
    typed.put(null);
    onDone(finished);
  };
  const close = () => {
    typed.put(null);
    onClose();
  };
  return (
    <Modal
      open
      width="30rem"
      title={t(condition === undefined ? "listTools.filterTitle" : "listTools.filterChange")}
      okText={t("listTools.filterApply")}
      cancelText={t("action.cancel")}
      okButtonProps={{ disabled: finished === null }}
      onOk={apply}
      onCancel={close}
      // The dialog takes the focus for itself when it opens.
      afterOpenChange={(isOpen) => isOpen && document.getElementById(`${id}-${start}`)?.focus()}
    >
      <TypedNotice typed={typed} />
      <form
        className="filter-form"
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
        onKeyDown={(event) => {
          // In a list Enter chooses an entry; it must not send the chip off in the same press.
          const isList = event.target instanceof HTMLElement && event.target.getAttribute("role") === "combobox";
          if (event.key === "Enter" && isList) event.preventDefault();
        }}
      >
        <label htmlFor={`${id}-field`}>{t("listTools.filterField")}</label>
        <Select<string>
          id={`${id}-field`}
          defaultOpen={start === "field"}
          value={draft.field}
          showSearch={{ optionFilterProp: "label" }}
          options={possibleColumns(kind, isDistrict).map((one) => ({ value: one.name, label: labels.meta(one) }))}
          onChange={(name) => {
            const next = listField(kind, name);
            if (next !== undefined) setDraft(withField(next));
          }}
        />
        {field !== undefined && (
          <>
            <label htmlFor={`${id}-is`}>{t("listTools.filterHow")}</label>
            <Select<ConditionOperator>
              id={`${id}-is`}
              value={draft.is}
              options={operatorsFor(field).map((is) => ({ value: is, label: operatorText({ t }, field, is) }))}
              onChange={(is) => setDraft({ ...draft, is })}
            />
            <FilterValue id={id} field={field} draft={draft} stations={stations} onChange={setDraft} />
          </>
        )}
        <button type="submit" hidden />
      </form>
    </Modal>
  );
}

/** The part that the clerk goes on with. */
function startOf(condition: Condition | undefined, typed: FilterDraft | null): "field" | "text" | "is" {
  const is = typed?.is ?? condition?.is;
  if (is === undefined) return "field";
  return is === "contains" || is === "lacks" ? "text" : "is";
}
