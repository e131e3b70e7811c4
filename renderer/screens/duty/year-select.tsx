/** The year of the table and of a sheet. */
import { Button, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useThisYear } from "../../ui/use-now.ts";

const YEARS_BACK = 15;

export function YearSelect({ year, onChange }: { readonly year: number; readonly onChange: (year: number) => void }) {
  const { t } = useTranslation();
  const thisYear = useThisYear();
  const years = [...new Set([...Array.from({ length: YEARS_BACK }, (_, back) => thisYear - back), year])];
  return (
    <>
      <Button aria-label={t("duty.previousYear")} onClick={() => onChange(year - 1)}>
        ‹
      </Button>
      <Select
        className="filter-year"
        aria-label={t("duty.year")}
        value={year}
        options={years.map((value) => ({ value, label: t("duty.yearValue", { year: value }) }))}
        onChange={onChange}
      />
      <Button aria-label={t("duty.nextYear")} disabled={year >= thisYear} onClick={() => onChange(year + 1)}>
        ›
      </Button>
    </>
  );
}
