/** Carries a form's warnings to its fields, a moment after the typing pauses; a keystroke never waits for them. */
import { createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from "react";
import type { UseFormReturn } from "react-hook-form";
import type { ListedKind } from "../../../db/schema/kinds.ts";
import { useStatus } from "../../stores/status.ts";
import { momentOf } from "../../text/times.ts";
import type { FormValues } from "../../values/form-values.ts";
import { kindWindows } from "../../kinds/register.ts";
import type { Warning } from "../../kinds/warnings.ts";

const none: readonly Warning[] = [];

class WarningStore {
  #warnings: readonly Warning[] = none;
  readonly #byPath = new Map<string, readonly Warning[]>();
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly all = (): readonly Warning[] => this.#warnings;
  /** The same list as long as nothing changed for this field, so that no other field is drawn again. */
  readonly of = (path: string): readonly Warning[] => this.#byPath.get(path) ?? none;

  set(warnings: readonly Warning[]): void {
    if (JSON.stringify(warnings) === JSON.stringify(this.#warnings)) return;
    this.#warnings = warnings;
    for (const path of new Set([...this.#byPath.keys(), ...warnings.map((one) => one.path)])) {
      const next = warnings.filter((one) => one.path === path);
      if (JSON.stringify(next) !== JSON.stringify(this.of(path))) this.#byPath.set(path, next);
    }
    for (const listener of this.#listeners) listener();
  }
}

const Store = createContext<WarningStore | null>(null);

const PAUSE_MS = 300;
const DEFAULT_LIMIT = 1_500;

interface Props {
  readonly kind: ListedKind;
  readonly form: UseFormReturn<FormValues>;
  readonly children: ReactNode;
}

export function FormWarnings({ kind, form, children }: Props) {
  const [store] = useState(() => new WarningStore());
  const opinionLimit = useStatus((state) => state.settings?.opinionLimit) ?? DEFAULT_LIMIT;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const check = () =>
      store.set(kindWindows[kind].warnings(form.getValues(), { now: momentOf(new Date()), opinionLimit }));
    const unsubscribe = form.subscribe({
      formState: { values: true },
      callback: () => {
        clearTimeout(timer);
        timer = setTimeout(check, PAUSE_MS);
      },
    });
    check();
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [store, kind, form, opinionLimit]);
  return <Store value={store}>{children}</Store>;
}

const nothing = () => () => undefined;

/** Of one field; none outside a form that is watched. */
export function useFieldWarnings(path: string): readonly Warning[] {
  const store = useContext(Store);
  return useSyncExternalStore(store?.subscribe ?? nothing, () => store?.of(path) ?? none);
}

export function useAllWarnings(): readonly Warning[] {
  const store = useContext(Store);
  return useSyncExternalStore(store?.subscribe ?? nothing, () => store?.all() ?? none);
}
