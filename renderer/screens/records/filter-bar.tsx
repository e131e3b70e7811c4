/** The filter chips below the search: each is pressed to change it, its cross takes it away. All of them must hold. */
import { Button } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { ListedKind } from "../../../db/schema/kinds.ts";
import { listField } from "../../../db/schema/list-fields.ts";
import type { Condition } from "../../../db/schema/list-query.ts";
import { useLists, useListState } from "../../stores/lists.ts";
import { useMemberNames } from "../../stores/member-names.ts";
import type { Stations } from "../../stores/stations.ts";
import { useLabels } from "../../text/labels.ts";
import { filterText } from "./filter-text.ts";

interface Props {
  readonly kind: ListedKind;
  readonly stations: Stations;
  readonly onEdit: (index: number) => void;
}

export function FilterBar({ kind, stations, onEdit }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const { where } = useListState(kind);
  const filter = useLists((lists) => lists.filter);
  const memberNames = useMemberNames((state) => state.names);
  const load = useMemberNames((state) => state.load);
  const members = membersIn(kind, where).join();
  useEffect(() => {
    // Without their names the chip shows dots; the filter holds all the same.
    if (members !== "") load(members.split(",")).catch(() => {});
  }, [members, load]);
  if (where.length === 0) return null;
  const words = { t, labels, stationName: stations.nameOf, memberNames };
  return (
    <div className="filter-bar" role="group" aria-label={t("listTools.filters")}>
      {where.map((condition, index) => {
        const text = filterText(kind, condition, words);
        return (
          <span key={JSON.stringify(condition)} className="chip">
            <button type="button" className="chip-text" onClick={() => onEdit(index)}>
              {text}
            </button>
            <button
              type="button"
              className="chip-remove"
              aria-label={t("listTools.filterRemove", { text })}
              onClick={() => filter(kind, { where: where.filter((_, at) => at !== index) })}
            >
              ×
            </button>
          </span>
        );
      })}
      <Button size="small" type="link" onClick={() => filter(kind, { where: [] })}>
        {t("listTools.filterClear")}
      </Button>
    </div>
  );
}

/** Members that the chips name by their ids. */
function membersIn(kind: ListedKind, where: readonly Condition[]): readonly string[] {
  return where.flatMap((condition) =>
    (condition.is === "any" || condition.is === "none") && listField(kind, condition.field)?.type === "ids"
      ? condition.values
      : [],
  );
}
