/** antd's design tokens: one accent (a quiet official blue), office fonts, sizes by the user's choice. */
import type { ThemeConfig } from "antd";
import type { TextSize } from "../text/appearance.ts";
import type { Language } from "../text/i18n.ts";

/** Pixels of body text for the three steps of 设置 → 字号. */
export const fontSizes: Readonly<Record<TextSize, number>> = { normal: 14, large: 16, larger: 18 };

export const accent = "#1b4f8a";

const locked = { colorTextDisabled: "#4d5866", colorBgContainerDisabled: "#f1f3f6" };

const chineseFonts =
  '"Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "WenQuanYi Micro Hei", sans-serif';

/** As in base.css: a Chinese font draws the quotation marks and dashes of an English sentence as wide as a character. */
const fontsOf: Readonly<Record<Language, string>> = {
  zh: chineseFonts,
  en: `"Segoe UI", "Noto Sans", "Liberation Sans", ${chineseFonts}`,
};

export function themeFor(textSize: TextSize, language: Language): ThemeConfig {
  const fontSize = fontSizes[textSize];
  return {
    token: {
      colorPrimary: accent,
      colorInfo: accent,
      colorLink: accent,
      colorError: "#b3261e",
      colorSuccess: "#2b6e3f",
      colorWarning: "#8a5a00",
      // antd derives muddy grounds from accents this dark; these are the marks' own (styles/base.css).
      colorSuccessBg: "#e6f2e9",
      colorSuccessBorder: "#9cc7a8",
      colorWarningBg: "#fdf1d3",
      colorWarningBorder: "#dfc27c",
      colorErrorBg: "#fbe6e4",
      colorErrorBorder: "#e0a5a1",
      colorInfoBg: "#e8eff7",
      colorInfoBorder: "#a9c1dc",
      colorText: "#1d2530",
      colorTextSecondary: "#4d5866",
      // antd's default placeholder grey fails the contrast that axe asks for.
      colorTextPlaceholder: "#6b7480",
      colorTextDescription: "#5a6472",
      colorBorder: "#b9c1cb",
      borderRadius: 4,
      fontSize,
      controlHeight: Math.round(fontSize * 2.3),
      fontFamily: fontsOf[language],
      motion: false,
    },
    components: {
      Button: { primaryShadow: "none", defaultShadow: "none", dangerShadow: "none" },
      // Fields that only the station may change are there to be read at the district.
      Input: locked,
      InputNumber: locked,
      Select: locked,
      Radio: locked,
      Checkbox: locked,
    },
  };
}
