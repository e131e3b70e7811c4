/**
 * antd's design tokens: one accent (a quiet official blue), office fonts, sizes by the user's choice. The only place that gives
 * the page its colours; style sheets know them by the names in styles/base.css.
 */
import type { ThemeConfig } from "antd";
import type { TextSize } from "../text/appearance.ts";
import type { Language } from "../text/i18n.ts";

/** Pixels of body text for the three steps of 设置 → 字号. */
export const fontSizes: Readonly<Record<TextSize, number>> = { normal: 14, large: 16, larger: 18 };

const accent = "#1b4f8a";
const softInk = "#4d5866";
const ground = "#f3f5f8";

const locked = { colorTextDisabled: softInk, colorBgContainerDisabled: ground };

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
    // The class of <html>: body and own style sheets see the variables too, not only what lies inside antd's App.
    cssVar: { key: "app-tokens" },
    token: {
      colorPrimary: accent,
      colorInfo: accent,
      colorLink: accent,
      colorError: "#a3201a",
      colorSuccess: "#2b6e3f",
      colorWarning: "#7a4f00",
      // antd derives muddy grounds from accents this dark.
      colorSuccessBg: "#e6f2e9",
      colorSuccessBorder: "#9cc7a8",
      colorWarningBg: "#fdf1d3",
      colorWarningBorder: "#dfc27c",
      colorErrorBg: "#fbe6e4",
      colorErrorBorder: "#e0a5a1",
      colorInfoBg: "#e8eff7",
      colorInfoBgHover: "#d8e4f1",
      colorInfoBorder: "#a9c1dc",
      colorText: "#1d2530",
      colorTextSecondary: softInk,
      // antd's default placeholder grey fails the contrast that axe asks for.
      colorTextPlaceholder: "#6b7480",
      colorTextDescription: "#5a6472",
      colorBgLayout: ground,
      // Opaque, unlike antd's own: heads and first columns stay in place while rows pass under them.
      colorFillAlter: "#f7f9fb",
      colorFillContent: "#eceff3",
      colorBorder: "#b9c1cb",
      colorBorderSecondary: "#d9dee5",
      colorSplit: "#eaedf1",
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
