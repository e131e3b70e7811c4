/** The open screen. */
import type { ReactNode } from "react";
import { LedgerScreen } from "../screens/ledger/index.tsx";
import { RecordListScreen } from "../screens/records/list-screen.tsx";
import { RecordScreen } from "../screens/records/record-screen.tsx";
import { SettingsScreen } from "../screens/settings/index.tsx";
import { StatsScreen } from "../screens/stats/index.tsx";
import { SyncScreen } from "../screens/sync/index.tsx";
import { TodayScreen } from "../screens/today/index.tsx";
import type { Route } from "../stores/route.ts";

export function Screen({ route }: { readonly route: Route }): ReactNode {
  switch (route.screen) {
    case "today":
      return <TodayScreen />;
    case "list":
      return <RecordListScreen key={route.kind} kind={route.kind} filter={route.filter} />;
    case "record":
      // A key per draft: two forms never share state, and a new one starts clean.
      return <RecordScreen key={route.draftKey} route={route} />;
    case "ledger":
      return <LedgerScreen />;
    case "sync":
      return <SyncScreen />;
    case "stats":
      return <StatsScreen />;
    case "settings":
      return <SettingsScreen />;
  }
}

/** Names the screen for the error boundary: a change of it tries again. */
export const screenKey = (route: Route): string =>
  route.screen === "record" ? route.draftKey : route.screen === "list" ? `list:${route.kind}` : route.screen;
