/** What a filter chip compares with: a text, codes, people, days, numbers, by the field and the question. */
import { Input, InputNumber, Select } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Suggestion } from "../../../db/schema/field.ts";
import type { ListField } from "../../../db/schema/kind-definition.ts";
import { periods, type PeriodName } from "../../../db/schema/list-query.ts";
import { DateInput } from "../../forms/fields/date-inputs.tsx";
import { statusOf } from "../../forms/fields/types.ts";
import { useSuggestions } from "../../forms/fields/use-suggestions.ts";
import { useMemberNames } from "../../stores/member-names.ts";
import type { Stations } from "../../stores/stations.ts";
import { useLabels } from "../../text/labels.ts";
import { isReversed, type FilterDraft } from "./filter-draft.ts";

interface Props {
  readonly id: string;
  readonly field: ListField;
  readonly draft: FilterDraft;
  readonly stations: Stations;
  readonly onChange: (draft: FilterDraft) => void;
}

export function FilterValue({ id, field, draft, stations, onChange }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const change = (part: Partial<FilterDraft>) => onChange({ ...draft, ...part });
  switch (draft.is) {
    case "contains":
    case "lacks":
      return (
        <>
          <label htmlFor={`${id}-text`}>{t("listTools.filterValue")}</label>
          <Input
            id={`${id}-text`}
            value={draft.text}
            autoComplete="off"
            onChange={(event) => change({ text: event.target.value })}
          />
        </>
      );
    case "any":
    case "none":
      return (
        <>
          <label htmlFor={`${id}-values`}>{t("listTools.filterValue")}</label>
          <Values
            id={`${id}-values`}
            field={field}
            draft={draft}
            stations={stations}
            onChange={(values) => change({ values })}
          />
        </>
      );
    case "period":
      return (
        <>
          <label htmlFor={`${id}-period`}>{t("listTools.filterValue")}</label>
          <Select<PeriodName>
            id={`${id}-period`}
            value={draft.period}
            options={(Object.keys(periods) as PeriodName[]).map((name) => ({
              value: name,
              label: labels.meta(periods[name]),
            }))}
            onChange={(period) => change({ period })}
          />
        </>
      );
    case "between":
      return (
        <>
          {(["from", "to"] as const).map((end) => {
            const label = t(end === "from" ? "listTools.filterFrom" : "listTools.filterTo");
            return (
              <div key={end} className="filter-pair">
                <label htmlFor={`${id}-${end}`}>{label}</label>
                <DateInput
                  id={`${id}-${end}`}
                  label={label}
                  value={draft[end]}
                  invalid={end === "from" && isReversed(draft)}
                  disabled={false}
                  describedBy={end === "from" && isReversed(draft) ? `${id}-reversed` : undefined}
                  isAnyYear
                  onChange={(value) => change({ [end]: typeof value === "string" ? value : null })}
                />
                {end === "from" && isReversed(draft) && <Reversed id={id} text={t("listTools.filterFromLater")} />}
              </div>
            );
          })}
        </>
      );
    case "range":
      return (
        <>
          {(["min", "max"] as const).map((end) => (
            <div key={end} className="filter-pair">
              <label htmlFor={`${id}-${end}`}>{t(end === "min" ? "listTools.filterMin" : "listTools.filterMax")}</label>
              <InputNumber<number>
                id={`${id}-${end}`}
                value={draft[end]}
                status={statusOf(end === "min" && isReversed(draft))}
                aria-describedby={end === "min" && isReversed(draft) ? `${id}-reversed` : undefined}
                onChange={(value) => change({ [end]: value })}
              />
              {end === "min" && isReversed(draft) && <Reversed id={id} text={t("listTools.filterMinLarger")} />}
            </div>
          ))}
        </>
      );
    case "flag":
      return (
        <>
          <label htmlFor={`${id}-flag`}>{t("listTools.filterValue")}</label>
          <Select<"yes" | "no">
            id={`${id}-flag`}
            value={draft.value ? "yes" : "no"}
            options={[
              { value: "yes" as const, label: t("listTools.yes") },
              { value: "no" as const, label: t("listTools.no") },
            ]}
            onChange={(value) => change({ value: value === "yes" })}
          />
        </>
      );
    case "empty":
    case "filled":
    case null:
      return null;
  }
}

function Reversed({ id, text }: { readonly id: string; readonly text: string }) {
  return (
    <div id={`${id}-reversed`} className="field-error" role="alert">
      {text}
    </div>
  );
}

interface ValuesProps {
  readonly id: string;
  readonly field: ListField;
  readonly draft: FilterDraft;
  readonly stations: Stations;
  readonly onChange: (values: readonly string[]) => void;
}

function Values({ id, field, draft, stations, onChange }: ValuesProps) {
  const { t } = useTranslation();
  const labels = useLabels();
  if (field.type === "ids" || field.suggest !== undefined) {
    return (
      <Suggested id={id} field={field} list={field.suggest ?? "member"} values={draft.values} onChange={onChange} />
    );
  }
  const options =
    field.name === "station"
      ? stations.list.map(({ station, name }) => ({ value: station, label: name }))
      : Object.entries(field.options ?? {}).map(([value, option]) => ({ value, label: labels.meta(option) }));
  return (
    <Select<string[]>
      id={id}
      mode={options.length === 0 ? "tags" : "multiple"}
      value={[...draft.values]}
      placeholder={t("listTools.filterValues")}
      showSearch={{ optionFilterProp: "label" }}
      options={options}
      onChange={onChange}
    />
  );
}

/** Words and people from the registers, by pinyin too; words that are in no register may be typed. */
function Suggested({
  id,
  field,
  list,
  values,
  onChange,
}: Pick<ValuesProps, "id" | "field" | "onChange"> & { readonly list: Suggestion; readonly values: readonly string[] }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const { items } = useSuggestions(list, search, { all: true });
  const names = useMemberNames((state) => state.names);
  const learn = useMemberNames((state) => state.learn);
  const isPeople = field.type === "ids";
  useEffect(() => {
    if (isPeople) learn(items.flatMap((item) => (item.id === null ? [] : [[item.id, item.text] as const])));
  }, [isPeople, items, learn]);
  const found = items.flatMap((item) => {
    if (!isPeople) return [{ value: item.text, label: item.text }];
    return item.id === null ? [] : [{ value: item.id, label: item.text }];
  });
  const known = new Set(found.map(({ value }) => value));
  const chosen = values
    .filter((value) => !known.has(value))
    .map((value) => ({ value, label: isPeople ? (names.get(value) ?? value) : value }));
  return (
    <Select<string[]>
      id={id}
      mode={isPeople ? "multiple" : "tags"}
      value={[...values]}
      placeholder={t("listTools.filterValues")}
      showSearch={{ filterOption: false, onSearch: setSearch }}
      options={search === "" ? [...chosen, ...found] : found}
      onChange={(next) => {
        setSearch("");
        onChange(next);
      }}
    />
  );
}
