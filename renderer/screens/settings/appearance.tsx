/** Language and text size of this PC's window. */
import { Radio } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useAppearance, type TextSize } from "../../text/appearance.ts";
import type { Language } from "../../text/i18n.ts";
import { Panel } from "../../ui/page.tsx";

/** Each language is named in itself, so that it is found by who needs it. */
const languages: readonly { readonly value: Language; readonly label: ReactNode }[] = [
  { value: "zh", label: <span lang="zh-CN">简体中文</span> },
  { value: "en", label: <span lang="en">English</span> },
];
const sizes: readonly TextSize[] = ["normal", "large", "larger"];

export function AppearanceSection() {
  const { t } = useTranslation();
  const language = useAppearance((state) => state.language);
  const setLanguage = useAppearance((state) => state.setLanguage);
  const textSize = useAppearance((state) => state.textSize);
  const setTextSize = useAppearance((state) => state.setTextSize);
  return (
    <Panel title={t("settings.section.appearance")}>
      <p className="note">{t("settings.appearance.hint")}</p>
      <fieldset className="settings-choice" data-setting="language">
        <legend>{t("settings.appearance.language")}</legend>
        <Radio.Group
          value={language}
          options={[...languages]}
          onChange={(event) => setLanguage(event.target.value as Language)}
        />
      </fieldset>
      <fieldset className="settings-choice" data-setting="textSize">
        <legend>{t("settings.appearance.textSize")}</legend>
        <Radio.Group
          value={textSize}
          options={sizes.map((size) => ({ value: size, label: t(`settings.appearance.${size}`) }))}
          onChange={(event) => setTextSize(event.target.value as TextSize)}
        />
      </fieldset>
    </Panel>
  );
}
