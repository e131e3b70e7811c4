/** Which screen is open. There are no addresses: the window is one program, and Back is Esc. */
import { create } from "zustand";
import type { ListedKind } from "../../db/schema/kinds.ts";
import type { Condition } from "../../db/schema/list-query.ts";

export type Route =
  | { readonly screen: "today" }
  | { readonly screen: "list"; readonly kind: ListedKind; readonly filter?: ListFilter }
  | {
      readonly screen: "record";
      readonly kind: ListedKind;
      readonly recordId: string | null;
      readonly draftKey: string;
      readonly prefill?: Readonly<Record<string, unknown>>;
      /** The prefilled values were carried over from the record saved before; the form says so. */
      readonly isCarried?: boolean;
      /** Its draft was made from another record: nothing was restored. */
      readonly isMade?: boolean;
    }
  /** `kind`: what the next file is expected to hold, e.g. a roster. */
  | { readonly screen: "ledger"; readonly kind?: ListedKind }
  | { readonly screen: "sync" }
  /** What two sides changed and a person has to decide on. */
  | { readonly screen: "conflicts" }
  | { readonly screen: "stats" }
  /** The members' duty records of a year; of one member when `member` is there. */
  | { readonly screen: "duty"; readonly year?: number; readonly member?: string }
  /** `setting`: what is brought into sight there, by its name in the settings' register. `year`: of the holidays. */
  | { readonly screen: "settings"; readonly section?: string; readonly setting?: string; readonly year?: number };

export type SettingsRoute = Extract<Route, { screen: "settings" }>;
export type RecordRoute = Extract<Route, { screen: "record" }>;

/** What a list opens with, e.g. from a figure in 统计: `ids` are the rows behind it, `title` says which. */
export interface ListFilter {
  readonly ids?: readonly string[];
  /** Only open calls that are overdue or due soon. */
  readonly due?: boolean;
  readonly title?: string;
  readonly year?: number;
  readonly state?: string;
  readonly search?: string;
  readonly where?: readonly Condition[];
}

interface Navigation {
  readonly route: Route;
  readonly trail: readonly Route[];
  readonly open: (route: Route) => void;
  /** Like `open`, but Back does not come here: a new record's form gives way to the saved one. */
  readonly replace: (route: Route) => void;
  readonly back: () => void;
  /** A form was closed: Back must not open it again. */
  readonly forget: (draftKey: string) => void;
}

const TRAIL = 30;

export const useRoute = create<Navigation>()((set) => ({
  route: { screen: "today" },
  trail: [],
  open: (route) => set((state) => ({ route, trail: [...state.trail, state.route].slice(-TRAIL) })),
  replace: (route) => set({ route }),
  back: () =>
    set((state) => {
      const previous = state.trail.at(-1);
      if (previous !== undefined) return { route: previous, trail: state.trail.slice(0, -1) };
      return {
        route: state.route.screen === "record" ? { screen: "list", kind: state.route.kind } : { screen: "today" },
      };
    }),
  forget: (draftKey) => set((state) => ({ trail: state.trail.filter((route) => !isFormOf(route, draftKey)) })),
}));

const isFormOf = (route: Route, draftKey: string) => route.screen === "record" && route.draftKey === draftKey;

/** The one draft of changes to a saved record. */
export const editKey = (recordId: string): string => `edit:${recordId}`;

/** A saved record's form. */
export const recordRoute = (kind: ListedKind, recordId: string): RecordRoute => ({
  screen: "record",
  kind,
  recordId,
  draftKey: editKey(recordId),
});

/** An empty form with a draft of its own, so that several can be open at once. */
export const newRoute = (
  kind: ListedKind,
  prefill?: Readonly<Record<string, unknown>>,
  isCarried = false,
): RecordRoute => ({
  screen: "record",
  kind,
  recordId: null,
  draftKey: `new:${kind}:${crypto.randomUUID()}`,
  ...(prefill === undefined ? {} : { prefill }),
  ...(isCarried ? { isCarried } : {}),
});
