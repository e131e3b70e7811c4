/** 界别: one common list, and one of its own for each 届次 whose sectors differ. */
import { Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Settings } from "../../../db/schema/settings.ts";
import { isSameTerm, sectorsOfTerm, termOn } from "../../../db/schema/terms.ts";
import { useThisDay } from "../../ui/use-now.ts";
import { LineList } from "./line-list.tsx";
import { useDistrictKeys } from "./editing/source-hint.tsx";
import { useSaveSettings } from "./editing/use-save-settings.ts";

/** As the settings' schema allows (db/schema/settings.ts). */
const limits = { length: 60, entries: 200 };
/** No term is called so. */
const COMMON = "";

export function SectorLists({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation();
  const today = useThisDay();
  const { terms, sectors, termSectors } = settings;
  const { save, busy } = useSaveSettings();
  const isFixed = useDistrictKeys().has("sectors");
  const names = [
    ...terms.map(({ term }) => term),
    ...termSectors.map(({ term }) => term).filter((term) => !terms.some((one) => isSameTerm(one.term, term))),
  ];
  const ownOf = (term: string) => termSectors.find((one) => isSameTerm(one.term, term));
  const present = termOn(terms, today);
  const [chosen, setChosen] = useState(present !== null && ownOf(present) !== undefined ? present : COMMON);
  const own = chosen === COMMON ? undefined : ownOf(chosen);
  const others = termSectors.filter((one) => !isSameTerm(one.term, chosen));

  return (
    <>
      <div className="settings-line">
        <label htmlFor="sector-term">{t("settings.sectors.which")}</label>
        <Select<string>
          id="sector-term"
          className="settings-term"
          value={chosen}
          options={[
            { value: COMMON, label: t("settings.sectors.common") },
            ...names.map((term) => ({
              value: term,
              label: ownOf(term) === undefined ? t("settings.sectors.asCommon", { term }) : term,
            })),
          ]}
          onChange={setChosen}
        />
        {own !== undefined && !isFixed && (
          <Button loading={busy} onClick={() => void save({ termSectors: others })}>
            {t("settings.sectors.dropOwn")}
          </Button>
        )}
        {names.length === 0 && <span className="quiet">{t("settings.sectors.noTerms")}</span>}
      </div>
      {chosen === COMMON && (
        <LineList
          name="sectors"
          hint={t("settings.lists.sectorsHint")}
          values={sectors}
          isFixed={isFixed}
          limits={limits}
          valuesOf={(values) => ({ sectors: [...values] })}
        />
      )}
      {own !== undefined && (
        <LineList
          key={chosen}
          name={`sectors.${chosen}`}
          hint={t("settings.sectors.ownHint", { term: chosen })}
          values={own.sectors}
          isFixed={isFixed}
          limits={limits}
          isNeverEmpty
          valuesOf={(values) => ({ termSectors: [...others, { term: chosen, sectors: [...values] }] })}
        />
      )}
      {chosen !== COMMON && own === undefined && (
        <div className="settings-line">
          <span>{t("settings.sectors.usesCommon", { term: chosen, count: sectors.length })}</span>
          {!isFixed && (
            <Button
              type="primary"
              loading={busy}
              onClick={() =>
                void save({ termSectors: [...others, { term: chosen, sectors: [...sectorsOfTerm(settings, chosen)] }] })
              }
            >
              {t("settings.sectors.makeOwn")}
            </Button>
          )}
        </div>
      )}
    </>
  );
}
