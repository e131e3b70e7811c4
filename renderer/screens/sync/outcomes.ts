/** How the result of an exchange is shown: a colour, and the key of its words. Pure. */
import type { ImportOutcome, ImportResult } from "../../../db/api/operations.ts";
import { refusalReasons } from "../../../db/schema/refusal.ts";

/** Tones that antd's Tag and Alert share. */
export type Tone = "success" | "info" | "warning" | "error";

/**
 * A duplicate is harmless and must not look like an error; held needs a phone call; a fork and a refusal need a person.
 */
export const outcomeTones: Readonly<Record<ImportOutcome, Tone>> = {
  imported: "success",
  duplicate: "info",
  held: "warning",
  fork: "error",
  refused: "error",
};

/** A bundle that was imported with some entries set aside, or with something to say, is not simply green. */
export function toneOf(result: Pick<ImportResult, "outcome" | "setAside" | "code">): Tone {
  return result.outcome === "imported" && (result.setAside > 0 || result.code !== null)
    ? "warning"
    : outcomeTones[result.outcome];
}

/** The key of a result's word: before the import it says what would become of the bundle. */
export const outcomeWord = (outcome: ImportOutcome, isDone: boolean) =>
  !isDone && (outcome === "imported" || outcome === "held")
    ? (`sync.importing.would.${outcome}` as const)
    : (`sync.outcome.${outcome}` as const);

export interface ImportSummary {
  readonly files: number;
  readonly entries: number;
  readonly setAside: number;
  readonly byOutcome: Readonly<Record<ImportOutcome, number>>;
}

export function summarise(results: readonly ImportResult[]): ImportSummary {
  const byOutcome = { imported: 0, duplicate: 0, held: 0, refused: 0, fork: 0 };
  for (const { outcome } of results) byOutcome[outcome] += 1;
  const imported = results.filter(({ outcome }) => outcome === "imported");
  return {
    files: results.length,
    entries: imported.reduce((sum, { entries }) => sum + entries, 0),
    setAside: imported.reduce((sum, { setAside }) => sum + setAside, 0),
    byOutcome,
  };
}

/** Whether applying after a dry run would change anything: a file that is merely held is stored and asked about. */
export function hasSomethingToApply(results: readonly ImportResult[]): boolean {
  return results.some(({ outcome }) => outcome === "imported" || outcome === "held" || outcome === "fork");
}

/** File name without its folder, for both Windows and other paths. */
export function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/** The frame's marks (ui/tags) for a tone. */
export const markTones = { success: "good", info: "plain", warning: "soon", error: "late" } as const satisfies Readonly<
  Record<Tone, string>
>;

const transferTones = {
  ...outcomeTones,
  exported: "info",
} as const satisfies Readonly<Record<string, Tone>>;

export type TransferWord = keyof typeof transferTones | "done";

/** What became of a transfer. A newer service may name outcomes that this window does not know. */
export function transferOutcome(outcome: string): { readonly word: TransferWord; readonly tone: Tone } {
  return Object.hasOwn(transferTones, outcome)
    ? { word: outcome as keyof typeof transferTones, tone: transferTones[outcome as keyof typeof transferTones] }
    : { word: "done", tone: "info" };
}

/** The key of the words for why the district did not accept a change. A newer district may give reasons not known here. */
export const refusalWord = (reason: string) =>
  `sync.receipt.refusal.${refusalReasons.find((known) => known === reason) ?? "other"}` as const;

/** Why a bundle is held, by the catalogue's number. */
export function heldReason(code: number | null): "gap" | "waiting" | "second" | "newer" | "fork" | "other" {
  switch (code) {
    case 4007:
      return "gap";
    case 4010:
      return "waiting";
    case 4016:
      return "second";
    case 4006:
      return "newer";
    case 4008:
      return "fork";
    default:
      return "other";
  }
}
