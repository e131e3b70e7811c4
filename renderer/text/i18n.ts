/** i18next with both languages built in; the keys are typed from the Chinese texts. */
import i18n from "i18next";
import { initReactI18next } from "react-i18next";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof zh };
  }
}

export type Language = "zh" | "en";

/** `{{month, month}}` in a text: a month's number as its name. */
const formats: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  month: { month: "long" },
  monthShort: { month: "short" },
};

/** Starts i18next; texts are in the bundle, so this is synchronous. */
export function startTexts(language: Language): void {
  void i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: "zh",
    resources: { zh: { translation: zh }, en: { translation: en } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  for (const [name, options] of Object.entries(formats))
    i18n.services.formatter?.add(name, (month: number, lng) =>
      new Date(2000, month - 1, 1).toLocaleDateString(lng ?? language, options),
    );
  setLanguageOfPage(language);
}

/** Switches the window's language at once. */
export function switchTexts(language: Language): void {
  void i18n.changeLanguage(language);
  setLanguageOfPage(language);
}

/** Screen readers and fonts (base.css) follow the window. */
function setLanguageOfPage(language: Language): void {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}
