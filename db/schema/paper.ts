/** Documents on paper: which kinds have one, the fonts they ask for, and what stands in where a PC lacks a font. */
import { z } from "zod";
import { kinds, mainKindSchema, mainKinds, type MainKind } from "./kinds.ts";
import { commonTags, type PaperTag } from "./paper-tags.ts";

export const paperKinds = mainKinds;
export const paperKindSchema = mainKindSchema;
export type PaperKind = MainKind;

/** Ledgers that are printed: one a kind, and the members' duty record, which is made for a year. */
export const ledgerKinds = [...mainKinds, "duty"] as const;
export const ledgerKindSchema = z.enum(ledgerKinds);
export type LedgerKind = (typeof ledgerKinds)[number];

/** The tags that a template of the kind may use. */
export const paperTags = (kind: PaperKind): readonly PaperTag[] => [...kinds[kind].document.tags, ...commonTags];

/** Larger files are not templates but documents with pictures, and the settings that carry them travel in every receipt. */
export const mostTemplateBytes = 512 * 1024;

/** A district's own template as it is kept in the settings and sent to its stations. */
export const paperTemplateSchema = z.strictObject({
  /** The file's name, shown in the settings. */
  name: z.string().min(1).max(200),
  docx: z.base64().max(Math.ceil(mostTemplateBytes / 3) * 4),
});
export type PaperTemplate = z.infer<typeof paperTemplateSchema>;

/** The settings that hold templates, one a kind, so that a district may replace one and leave the others. */
export const templateSetting = <K extends PaperKind>(kind: K): `${K}Template` => `${kind}Template`;

/** All of them, as a part of what a district sends. */
export const templateSettingsSchema = z.object(
  // `fromEntries` forgets the names.
  Object.fromEntries(mainKinds.map((kind) => [templateSetting(kind), paperTemplateSchema])) as Record<
    ReturnType<typeof templateSetting>,
    typeof paperTemplateSchema
  >,
);

/** The fonts of the official layout (GB/T 9704-2012) by the names that office PCs have them under. */
export const officialFonts = {
  title: "方正小标宋简体",
  body: "仿宋_GB2312",
  heading1: "黑体",
  heading2: "楷体_GB2312",
  number: "宋体",
} as const;

const songti = ["宋体", "SimSun", "新宋体", "Noto Serif CJK SC", "Source Han Serif SC", "思源宋体", "STSong"];
const heiti = ["黑体", "SimHei", "文泉驿正黑", "Noto Sans CJK SC", "Source Han Sans SC", "微软雅黑", "STHeiti"];
const fangsong = ["仿宋_GB2312", "仿宋", "FangSong", "方正仿宋_GBK", "方正仿宋简体", "华文仿宋", "STFangsong"];
const kaiti = ["楷体_GB2312", "楷体", "KaiTi", "方正楷体_GBK", "方正楷体简体", "华文楷体", "STKaiti"];
const xiaobiaosong = [
  "方正小标宋简体",
  "方正小标宋_GBK",
  "FZXiaoBiaoSong-B05S",
  "FZXiaoBiaoSong-B05",
  "小标宋",
  "华文中宋",
  "STZhongsong",
];

/** Faces that stand in for each other, the nearest first; each ends in one that every system has in some form. */
const families: readonly { readonly names: readonly string[]; readonly generic: "serif" | "sans-serif" }[] = [
  { names: [...xiaobiaosong, ...songti], generic: "serif" },
  { names: [...fangsong, ...songti], generic: "serif" },
  { names: [...kaiti, ...songti], generic: "serif" },
  { names: heiti, generic: "sans-serif" },
  { names: songti, generic: "serif" },
];

export interface FontChain {
  /** Tried in this order after the font itself. */
  readonly fallbacks: readonly string[];
  readonly generic: "serif" | "sans-serif";
}

/** What stands in for a font, by its name. */
export function fontChain(name: string): FontChain {
  const family = families.find(({ names }) => names.includes(name));
  if (family === undefined) return { fallbacks: songti, generic: "serif" };
  return { fallbacks: family.names.filter((other) => other !== name), generic: family.generic };
}
