/** 名单: 界别 by term, 品牌, 类别 as a tree, and the 届次 themselves. */
import { Button, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SettingKey, Settings } from "../../../db/schema/settings.ts";
import { useRoute, type SettingsRoute } from "../../stores/route.ts";
import { Panel } from "../../ui/page.tsx";
import { CategoryEditor } from "./categories/editor.tsx";
import { LineList } from "./line-list.tsx";
import { SectorLists } from "./sector-lists.tsx";
import { DistrictMark, SourceHint, useDistrictKeys } from "./editing/source-hint.tsx";
import { TermsEditor } from "./terms-editor.tsx";

const listNames = ["sectors", "brands", "categories"] as const;
type ListName = (typeof listNames)[number];
const together: Readonly<Record<ListName, readonly SettingKey[]>> = {
  sectors: ["sectors", "termSectors"],
  brands: ["brands"],
  categories: ["categories"],
};

/** As the settings' schema allows (db/schema/settings.ts). */
const brandLimits = { length: 60, entries: 200 };

interface Props {
  readonly settings: Settings;
  readonly route: SettingsRoute;
}

const listOf = ({ setting }: SettingsRoute): ListName => listNames.find((name) => name === setting) ?? "sectors";

export function Lists({ settings, route }: Props) {
  const { t } = useTranslation();
  const [name, setName] = useState<ListName>(() => listOf(route));
  const [seen, setSeen] = useState(route);
  // Another list was looked for while this section is open already.
  if (route !== seen) {
    setSeen(route);
    if (route.setting !== undefined) setName(listOf(route));
  }
  const fixed = useDistrictKeys();
  const lists = {
    sectors: <SectorLists settings={settings} />,
    brands: (
      <LineList
        name="brands"
        hint={t("settings.lists.brandsHint")}
        values={settings.brands}
        isFixed={fixed.has("brands")}
        limits={brandLimits}
        valuesOf={(values) => ({ brands: [...values] })}
      />
    ),
    categories: <CategoryEditor settings={settings} />,
  };
  return (
    <>
      <Panel title={t("settings.section.lists")}>
        <div className="settings-line">
          <Segmented<ListName>
            aria-label={t("settings.lists.which")}
            value={name}
            onChange={setName}
            options={listNames.map((value) => ({ value, label: t(`settings.lists.${value}`) }))}
          />
          <DistrictMark setting={name} />
        </div>
        <SourceHint keys={together[name]} />
        {/* A list keeps its unsaved lines while another one is looked at. */}
        {listNames.map((value) => (
          <div key={value} hidden={value !== name} data-setting={value}>
            {lists[value]}
          </div>
        ))}
        <Registers />
      </Panel>
      <TermsEditor settings={settings} />
    </>
  );
}

/** Lists whose entries are records with fields of their own. */
function Registers() {
  const { t } = useTranslation();
  const open = useRoute((state) => state.open);
  return (
    <div className="settings-line">
      <span className="quiet">{t("settings.registers")}</span>
      {(["village", "unit"] as const).map((kind) => (
        <Button key={kind} onClick={() => open({ screen: "list", kind })}>
          {t(`kind.${kind}.name`)}
        </Button>
      ))}
    </div>
  );
}
