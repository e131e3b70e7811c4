/** The colours: antd's tokens are their one source, and text can be read on every ground that it stands on. */
import { theme } from "antd";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { themeFor } from "../../renderer/ui/theme.ts";

const renderer = join(import.meta.dirname, "../../renderer");
const tokens: Readonly<Record<string, unknown>> = { ...theme.getDesignToken(themeFor("normal", "zh")) };
const base = readFileSync(join(renderer, "styles/base.css"), "utf8");

/** `--late` → `color-error`, as base.css says. */
const aliases = new Map(
  [...base.matchAll(/--([a-z-]+): var\(--ant-([a-z-]+)\);/gu)].map(([, name = "", token = ""]) => [name, token]),
);

function colourOf(name: string): string {
  const token = (aliases.get(name) ?? "").replaceAll(/-([a-z])/gu, (_, letter: string) => letter.toUpperCase());
  const value = String(tokens[token]);
  const full = /^#...$/u.test(value) ? value.replaceAll(/[^#]/gu, "$&$&") : value;
  expect(full, `--${name}`).toMatch(/^#[0-9a-f]{6}$/u);
  return full;
}

/** Relative luminance as WCAG 2 defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(text: string, ground: string): number {
  const [light = 0, dark = 0] = [luminance(colourOf(text)), luminance(colourOf(ground))].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ["paper", "ground", "ground-soft", "ground-strong", "accent-soft"];
const texts = ["ink", "ink-soft", "accent", "good", "soon", "late"];

describe("颜色", () => {
  test("每一种文字颜色在每一种底色上都看得清（4.5:1）", () => {
    for (const text of texts)
      for (const ground of grounds) expect(contrast(text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    for (const tone of ["good", "soon", "late"])
      for (const text of [tone, "ink", "ink-soft"])
        expect(contrast(text, `${tone}-soft`), `${text} on ${tone}-soft`).toBeGreaterThanOrEqual(4.5);
    for (const ground of ["accent", "soon"]) expect(contrast("on-accent", ground), ground).toBeGreaterThanOrEqual(4.5);
    for (const text of ["ink", "accent"]) expect(contrast(text, "accent-hover"), text).toBeGreaterThanOrEqual(4.5);
  });

  test("样式表只用 base.css 里的名字，不另写颜色，也没有没写过的名字", () => {
    const sheets = readdirSync(renderer, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".css"));
    expect(sheets.length).toBeGreaterThan(15);
    for (const file of sheets) {
      const css = readFileSync(join(renderer, file), "utf8");
      // Paper is white on a grey table, whatever the window's colours are.
      if (!file.startsWith("paper")) expect(css, file).not.toMatch(/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\(/iu);
      for (const [, name = ""] of css.matchAll(/var\(--(?!ant-)([a-z-]+)/gu))
        expect(aliases.has(name) || css.includes(`--${name}:`), `${file}: --${name}`).toBe(true);
    }
  });

  test("变量的类就是 index.html 上的类", () => {
    const { cssVar } = themeFor("normal", "zh");
    expect(readFileSync(join(renderer, "index.html"), "utf8")).toContain(`class="${cssVar?.key ?? "?"}"`);
  });
});
