/** Lists edited as lines: 界别, 品牌, 类别. */
import { Alert, Button, Input, Segmented } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Settings } from "../../../db/schema/settings.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { CategoryEditor } from "./categories/editor.tsx";
import { difference, parseLines, toLines } from "./lines.ts";
import { useRoute, type SettingsRoute } from "../../stores/route.ts";
import { SourceHint, useDistrictKeys } from "./source-hint.tsx";
import { TermsEditor } from "./terms-editor.tsx";
import { useUnsaved } from "./unsaved.ts";
import { useSaveSettings } from "./use-save-settings.ts";

type LineList = "sectors" | "brands";
type ListName = LineList | "categories";

/** As the settings' schema allows (db/schema/settings.ts). */
const limits: Readonly<Record<LineList, { readonly length: number; readonly entries: number }>> = {
  sectors: { length: 60, entries: 200 },
  brands: { length: 60, entries: 200 },
};
const listNames = ["sectors", "brands", "categories"] as const;
const NAMED = 8;

interface Props {
  readonly settings: Settings;
  readonly route: SettingsRoute;
}

const listOf = ({ setting }: Props["route"]): ListName => listNames.find((name) => name === setting) ?? "sectors";

export function Lists({ settings, route }: Props) {
  const { t } = useTranslation();
  const [name, setName] = useState<ListName>(() => listOf(route));
  const [seen, setSeen] = useState(route);
  // Another list was looked for while this section is open already.
  if (route !== seen) {
    setSeen(route);
    if (route.setting !== undefined) setName(listOf(route));
  }
  return (
    <>
      <Panel title={t("settings.section.lists")}>
        <SourceHint keys={listNames} />
        <Segmented<ListName>
          aria-label={t("settings.lists.which")}
          value={name}
          onChange={setName}
          options={listNames.map((value) => ({ value, label: t(`settings.lists.${value}`) }))}
        />
        {/* A list keeps its unsaved lines while another one is looked at. */}
        {listNames.map((value) => (
          <div key={value} hidden={value !== name} data-setting={value}>
            {value === "categories" ? (
              <CategoryEditor settings={settings} />
            ) : (
              <ListEditor name={value} values={settings[value]} />
            )}
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
          {t(`nav.${kind}`)}
        </Button>
      ))}
    </div>
  );
}

function ListEditor({ name, values }: { readonly name: LineList; readonly values: readonly string[] }) {
  const { t } = useTranslation();
  const id = useId();
  const { save, busy, error, clearError } = useSaveSettings();
  /** null: as saved. */
  const [text, setText] = useUnsaved<string>(`lists.${name}`);
  const isFixed = useDistrictKeys().has(name);
  const { length, entries } = limits[name];
  const parsed = parseLines(text ?? toLines(values), length);
  const change = difference(values, parsed.values);
  const isChanged =
    text !== null && (change.added > 0 || change.removed > 0 || toLines(parsed.values) !== toLines(values));
  const isTooMany = parsed.values.length > entries;
  const named = (items: readonly string[]): string => items.slice(0, NAMED).join(t("settings.separator"));

  const submit = async (): Promise<void> => {
    if (await save({ [name]: [...parsed.values] })) setText(null);
  };

  return (
    <>
      <label className="note settings-list-label" htmlFor={id}>
        {t(`settings.lists.${name}Hint`)}
      </label>
      <Input.TextArea
        id={id}
        className="settings-lines"
        value={text ?? toLines(values)}
        rows={14}
        spellCheck={false}
        disabled={isFixed}
        onChange={(event) => setText(event.target.value)}
      />
      <p className="quiet settings-status" role="status">
        <span>{t("settings.lists.count", { count: parsed.values.length })}</span>
        <span>{isChanged ? t("settings.lists.change", change) : t("settings.lists.noChange")}</span>
        {change.removed > 0 && <span>{t("settings.lists.keepsRecords")}</span>}
      </p>
      {parsed.duplicates.length > 0 && (
        <p className="quiet">{t("settings.lists.duplicates", { items: named(parsed.duplicates) })}</p>
      )}
      {parsed.tooLong.length > 0 && (
        <Alert
          className="notice"
          type="error"
          showIcon
          title={t("settings.lists.tooLong", { items: named(parsed.tooLong) })}
        />
      )}
      {isTooMany && (
        <Alert className="notice" type="error" showIcon title={t("settings.lists.tooMany", { count: entries })} />
      )}
      <ErrorNotice error={error} onClose={clearError} />
      <div className="settings-line">
        <Button
          type="primary"
          disabled={!isChanged || isTooMany || parsed.tooLong.length > 0}
          loading={busy}
          onClick={() => void submit()}
        >
          {t("action.save")}
        </Button>
        {text !== null && (
          <Button disabled={busy} onClick={() => setText(null)}>
            {t("settings.lists.revert")}
          </Button>
        )}
      </div>
    </>
  );
}
