/** Which fonts of a document this PC lacks, and what its pages are shown and printed with instead. Works offline. */
import { fontChain } from "../../db/schema/paper.ts";

export interface MissingFont {
  readonly font: string;
  /** The installed one that stands in; null when only the system's own choice is left. */
  readonly instead: string | null;
}

/** Whether a font of this name is installed. */
export type FontProbe = (name: string) => Promise<boolean>;

export async function missingFonts(names: readonly string[], isInstalled: FontProbe): Promise<readonly MissingFont[]> {
  const missing: MissingFont[] = [];
  for (const font of new Set(names)) {
    if (await isInstalled(font)) continue;
    let instead: string | null = null;
    for (const other of fontChain(font).fallbacks) {
      if (instead === null && (await isInstalled(other))) instead = other;
    }
    missing.push({ font, instead });
  }
  return missing;
}

/** The CSS value for a font of a document: itself, then what stands in for it, the nearest first. */
export function familyWithFallbacks(family: string): string {
  const names = family.split(",").map((name) => name.trim().replaceAll(/^["']|["']$/gu, ""));
  const known = names.filter((name) => name !== "");
  const { fallbacks, generic } = fontChain(known[0] ?? "");
  return [...new Set([...known, ...fallbacks])]
    .map((name) => JSON.stringify(name))
    .concat(generic)
    .join(", ");
}

/** Widths that no two text fonts share by chance; Chinese characters are all equally wide and tell nothing. */
const specimen = "mmmmWWWWiiiillll@#%&0123456789,.fgjy";
const generics = ["monospace", "serif", "sans-serif"] as const;

/**
 * A missing family gives way to the generic one after it, so a specimen as wide as all three generic ones is missing. A
 * Chinese font may happen to be as wide as one of them (仿宋 and 宋体 both have half-width letters), hardly as all. What
 * is left in doubt is asked for by its full name.
 */
export function canvasProbe(): FontProbe {
  const context = document.createElement("canvas").getContext("2d");
  const known = new Map<string, Promise<boolean>>();
  const widthOf = (family: string): number => {
    if (context === null) return 0;
    context.font = `72px ${family}`;
    return context.measureText(specimen).width;
  };
  const look = async (name: string): Promise<boolean> => {
    const quoted = JSON.stringify(name);
    if (generics.some((generic) => widthOf(`${quoted}, ${generic}`) !== widthOf(generic))) return true;
    try {
      await new FontFace("probe", `local(${quoted})`).load();
      return true;
    } catch {
      // That it does not load is the answer.
      return false;
    }
  };
  return (name) => {
    const answer = known.get(name) ?? look(name);
    known.set(name, answer);
    return answer;
  };
}
