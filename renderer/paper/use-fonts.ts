/** The fonts of a document that this PC lacks. */
import { useEffect, useState } from "react";
import { canvasProbe, missingFonts, type FontProbe, type MissingFont } from "./fonts.ts";

let probe: FontProbe | null = null;

/** Looks each name up once a run: nobody installs fonts in between without starting again. */
export function missingHere(fonts: readonly string[]): Promise<readonly MissingFont[]> {
  probe ??= canvasProbe();
  return missingFonts(fonts, probe);
}

/** Empty until it is known. */
export function useMissingFonts(fonts: readonly string[] | undefined): readonly MissingFont[] {
  const key = fonts?.join("\n") ?? "";
  const [missing, setMissing] = useState<{ readonly key: string; readonly fonts: readonly MissingFont[] } | null>(null);
  useEffect(() => {
    if (key === "") return;
    let isGone = false;
    void missingHere(key.split("\n")).then((found) => {
      if (!isGone) setMissing({ key, fonts: found });
    });
    return () => {
      isGone = true;
    };
  }, [key]);
  return missing?.key === key ? missing.fonts : [];
}
