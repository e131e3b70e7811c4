/** Opens a file into a job, and remembers the mapping of layouts that were imported. */
import { useTranslation } from "react-i18next";
import type { LedgerFile, LedgerPreview } from "../../../db/api/operations.ts";
import type { ListedKind } from "../../../db/schema/kinds.ts";
import { useWizard, type Job } from "../../stores/ledger-wizard.ts";
import { usePreferences } from "../../stores/preferences.ts";
import { useOperation } from "../../ui/use-operation.ts";

/** Layouts that are kept; a station has a handful of ledgers a year. */
const REMEMBERED = 100;

/** The first kind that was recognised, or the one that is expected, with all its sheets. */
export function jobFor(file: string, opened: LedgerFile, expected: ListedKind | undefined): Job {
  const visible = opened.sheets.filter(({ isHidden, rows }) => !isHidden && rows > 0);
  const kind = expected ?? visible.find(({ found }) => found !== null)?.found?.kind ?? "hotline";
  const fitting = visible.filter(({ found }) => found?.kind === kind);
  const sheets = (fitting.length > 0 ? fitting : visible.slice(0, 1)).map(({ sheet }) => sheet);
  return {
    file,
    opened,
    kind,
    year: null,
    sheets,
    layouts: {},
    remembered: [],
    edits: {},
    onKnown: "skip",
    onLikely: "add",
    onSame: "update",
    members: [],
    villages: [],
  };
}

interface Opening {
  /** Opens a file; resolves to it when it could be read. */
  readonly open: (file: string) => Promise<LedgerFile | undefined>;
  readonly busy: boolean;
  readonly error: unknown;
  readonly clearError: () => void;
}

export function useOpenFile(expected: ListedKind | undefined): Opening {
  const { t } = useTranslation();
  const { run, busy, error, clearError } = useOperation("ledger.open", { writes: false });
  const open = async (file: string): Promise<LedgerFile | undefined> => {
    const opened = await run({ file }, { progress: t("wizard.reading") });
    // A list of categories is no ledger: the first step offers what can be done with it.
    if (opened !== undefined && opened.categories === null) useWizard.getState().begin(jobFor(file, opened, expected));
    return opened;
  };
  return { open, busy, error, clearError };
}

/** Takes the mapping of an earlier import over for sheets whose header texts are the same. @returns whether anything was */
export function recall(job: Job, preview: LedgerPreview): boolean {
  const { ledgerLayouts } = usePreferences.getState().values;
  const found = preview.sheets.flatMap(({ sheet, layout }) => {
    const known = ledgerLayouts[layout];
    const isFresh = job.layouts[sheet]?.mapping === undefined;
    return known !== undefined && isFresh && known.kind === job.kind && Object.keys(known.mapping).length > 0
      ? [[sheet, known.mapping] as const]
      : [];
  });
  if (found.length === 0) return false;
  const layouts = { ...job.layouts };
  for (const [sheet, mapping] of found) layouts[sheet] = { ...layouts[sheet], mapping };
  useWizard.getState().change({
    layouts,
    remembered: [...new Set([...job.remembered, ...found.map(([sheet]) => sheet)])],
  });
  return true;
}

/** Keeps what was mapped by hand for the next file with the same header texts. */
export async function rememberLayouts(job: Job, preview: LedgerPreview, now: number): Promise<void> {
  const known = usePreferences.getState().values.ledgerLayouts;
  const fresh = preview.sheets.flatMap(({ sheet, layout }) => {
    const mapping = job.layouts[sheet]?.mapping ?? {};
    const isWorthKeeping = Object.keys(mapping).length > 0 || known[layout] !== undefined;
    return isWorthKeeping ? [[layout, { kind: job.kind, mapping: { ...mapping }, usedAt: now }] as const] : [];
  });
  if (fresh.length === 0) return;
  const all = Object.entries({ ...known, ...Object.fromEntries(fresh) });
  const kept = all.toSorted(([, a], [, b]) => b.usedAt - a.usedAt).slice(0, REMEMBERED);
  await usePreferences.getState().save({ ledgerLayouts: Object.fromEntries(kept) });
}
