/** 界别 in a year's duty record: the list of the year's 届次, and what it does not have. */
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import type { DutyRow } from "../../../db/api/operations.ts";
import { sectorsOfTerm, termOn } from "../../../db/schema/terms.ts";
import { useStatus } from "../../stores/status.ts";

export interface YearSectors {
  /** null while no 届次 are filled in. */
  readonly term: string | null;
  readonly sectors: readonly string[];
}

/** As the report counts: the term at the year's end. */
export function useYearSectors(year: number): YearSectors {
  const settings = useStatus((state) => state.settings);
  if (settings === null) return { term: null, sectors: [] };
  const term = termOn(settings.terms, `${year}-12-31`);
  return { term, sectors: sectorsOfTerm(settings, term) };
}

/** Beside a sector that the year's term does not have. */
export function UnlistedMark({ sector, of }: { readonly sector: string | null; readonly of: YearSectors }) {
  const { t } = useTranslation();
  if (sector === null || of.sectors.length === 0 || of.sectors.includes(sector)) return null;
  const meaning = of.term === null ? t("member.sectorUnlisted") : t("member.sectorUnlistedIn", { term: of.term });
  return (
    <span className="duty-unlisted" title={meaning}>
      {t("duty.unlisted")}
    </span>
  );
}

/** antd's Select has no null value, and no sector is empty. */
const ALL = "";

interface FilterProps {
  readonly of: YearSectors;
  readonly rows: readonly DutyRow[];
  readonly value: string | null;
  readonly onChange: (sector: string | null) => void;
}

/** The term's sectors in their order, then what members have beside them. */
export function SectorFilter({ of, rows, value, onChange }: FilterProps) {
  const { t } = useTranslation();
  const counts = new Map<string, number>();
  for (const { sector } of rows) if (sector !== null) counts.set(sector, (counts.get(sector) ?? 0) + 1);
  const others = [...counts.keys()].filter((sector) => !of.sectors.includes(sector));
  const option = (sector: string, name: string) => ({
    value: sector,
    label: t("duty.sectorCount", { name, count: counts.get(sector) ?? 0 }),
  });
  return (
    <Select<string>
      className="filter-station"
      aria-label={t("duty.sector")}
      showSearch={{ optionFilterProp: "label" }}
      value={value ?? ALL}
      options={[
        { value: ALL, label: t("duty.allSectors") },
        ...of.sectors.map((sector) => option(sector, sector)),
        ...others.map((sector) => option(sector, t("duty.unlistedName", { name: sector }))),
      ]}
      onChange={(sector) => onChange(sector === ALL ? null : sector)}
    />
  );
}
