/** Widths of a list's columns: shown while they are drawn, kept on this PC once the hand is still. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { ListedKind } from "../../../db/schema/kinds.ts";
import { usePreferences } from "../../stores/preferences.ts";
import { useToast } from "../../ui/use-toast.tsx";

const LEAST = 40;
const MOST = 1_600;
const SETTLE_MS = 300;

export type Widths = Readonly<Record<string, number>>;

export function useColumnWidths(kind: ListedKind): {
  readonly widths: Widths;
  /** Pixels at the normal text size. */
  readonly setWidth: (name: string, width: number) => void;
} {
  const kept = usePreferences((state) => state.values.listWidths);
  const save = usePreferences((state) => state.save);
  const toast = useToast();
  const [drawn, setDrawn] = useState<Widths | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const current = drawn ?? kept[kind] ?? none;
  const latest = useRef(current);
  useEffect(() => {
    latest.current = current;
  });
  const setWidth = useCallback(
    (name: string, width: number) => {
      const next = { ...latest.current, [name]: Math.round(Math.min(Math.max(width, LEAST), MOST)) };
      latest.current = next;
      setDrawn(next);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        const { listWidths } = usePreferences.getState().values;
        save({ listWidths: { ...listWidths, [kind]: next } })
          .catch(toast.failed)
          .finally(() => setDrawn(null));
      }, SETTLE_MS);
    },
    [kind, save, toast],
  );
  return { widths: current, setWidth };
}

const none: Widths = {};
