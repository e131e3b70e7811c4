/** The forms that are open at once, in the order of the strip. What is typed lives in their drafts; here is only which. */
import { create } from "zustand";
import type { OpenFormKey } from "../../db/schema/preferences.ts";
import { client, ClientError } from "../hosts/client.ts";
import type { RecordRoute } from "./route.ts";

export interface OpenTab {
  readonly route: RecordRoute;
  /** "" until something is typed or read. */
  readonly title: string;
  readonly isUnsaved: boolean;
  /** Files that are still on their way into it. */
  readonly adding: number;
}

interface OpenForms {
  readonly tabs: readonly OpenTab[];
  /** The form is on the screen: it gets a place in the strip. */
  readonly show: (route: RecordRoute) => void;
  readonly describe: (key: string, facts: Omit<OpenTab, "route">) => void;
  readonly forget: (key: string) => void;
  /** A new record was saved: the same place, under the saved record. */
  readonly rename: (from: string, to: RecordRoute) => void;
  /** Forms of the last time, before those that were opened meanwhile. */
  readonly restore: (tabs: readonly OpenTab[]) => void;
}

/** More than these are no help any more; the oldest one without unsaved content goes. */
export const MOST_TABS = 12;

export const useOpenForms = create<OpenForms>()((set) => ({
  tabs: [],
  show: (route) =>
    set(({ tabs }) => {
      if (tabs.some((tab) => tab.route.draftKey === route.draftKey)) return {};
      const added = [...tabs, { route, title: "", isUnsaved: false, adding: 0 }];
      const oldest =
        added.length > MOST_TABS
          ? added.find((tab) => !tab.isUnsaved && tab.adding === 0 && tab.route !== route)
          : undefined;
      return { tabs: added.filter((tab) => tab !== oldest) };
    }),
  describe: (key, { title, isUnsaved, adding }) =>
    set(({ tabs }) => {
      const known = tabs.find((tab) => tab.route.draftKey === key);
      if (known === undefined) return {};
      if (known.title === title && known.isUnsaved === isUnsaved && known.adding === adding) return {};
      return { tabs: tabs.map((tab) => (tab === known ? { ...tab, title, isUnsaved, adding } : tab)) };
    }),
  forget: (key) => set(({ tabs }) => ({ tabs: tabs.filter((tab) => tab.route.draftKey !== key) })),
  rename: (from, to) =>
    set(({ tabs }) => ({
      tabs: tabs
        .filter((tab) => tab.route.draftKey !== to.draftKey)
        .map((tab) => (tab.route.draftKey === from ? { ...tab, route: to } : tab)),
    })),
  restore: (restored) =>
    set(({ tabs }) => {
      const known = new Set(tabs.map((tab) => tab.route.draftKey));
      return { tabs: [...restored.filter((tab) => !known.has(tab.route.draftKey)), ...tabs] };
    }),
}));

/** The form beside the active one that Ctrl+Tab goes to; the first one from a screen that is no form. */
export function nextTab(tabs: readonly OpenTab[], active: string | null, step: 1 | -1): OpenTab | undefined {
  const index = tabs.findIndex((tab) => tab.route.draftKey === active);
  if (index === -1) return tabs.at(step === 1 ? 0 : -1);
  return tabs[(index + step + tabs.length) % tabs.length];
}

export const keysOf = (tabs: readonly OpenTab[]): OpenFormKey[] =>
  tabs.map(({ route: { draftKey, kind, recordId } }) => ({ key: draftKey, kind, recordId }));

/**
 * Reads what the remembered forms show. A new form whose draft is gone was never typed in, and a record that is gone has no
 * form: both are left out.
 * @throws ClientError when the drafts cannot be read
 */
export async function readTabs(remembered: readonly OpenFormKey[]): Promise<OpenTab[]> {
  const drafts = new Map((await client.call("draft.list", {})).map((draft) => [draft.key, draft]));
  const read = remembered.map(async ({ key, kind, recordId }): Promise<OpenTab | null> => {
    const draft = drafts.get(key);
    const route: RecordRoute = { screen: "record", kind, recordId, draftKey: key };
    if (draft !== undefined) return { route, title: draft.title, isUnsaved: true, adding: 0 };
    if (recordId === null) return null;
    try {
      const { title } = await client.call("record.get", { id: recordId });
      return { route, title, isUnsaved: false, adding: 0 };
    } catch (error) {
      if (error instanceof ClientError && error.report.name === "recordMissing") return null;
      throw error;
    }
  });
  return (await Promise.all(read)).filter((tab) => tab !== null);
}
