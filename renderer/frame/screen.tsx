/**
 * The open screen. 今日 is what the program opens with; the code of the others is fetched once the window stands, so that it
 * neither delays the first sight nor the first press on another screen.
 */
import { Suspense, useEffect, useState, type ReactNode } from "react";
import { TodayScreen } from "../screens/today/index.tsx";
import type { Route } from "../stores/route.ts";
import { loadable } from "../ui/loadable.tsx";

const RecordListScreen = loadable(async () => (await import("../screens/records/list-screen.tsx")).RecordListScreen);
const RecordScreen = loadable(async () => (await import("../screens/records/record-screen.tsx")).RecordScreen);
const LedgerScreen = loadable(async () => (await import("../screens/ledger/index.tsx")).LedgerScreen);
const SyncScreen = loadable(async () => (await import("../screens/sync/index.tsx")).SyncScreen);
const ConflictsScreen = loadable(async () => (await import("../screens/conflicts/index.tsx")).ConflictsScreen);
const DutyScreen = loadable(async () => (await import("../screens/duty/index.tsx")).DutyScreen);
const StatsScreen = loadable(async () => (await import("../screens/stats/index.tsx")).StatsScreen);
const SettingsScreen = loadable(async () => (await import("../screens/settings/index.tsx")).SettingsScreen);
const WarmStyles = loadable(async () => (await import("./warm-styles.tsx")).WarmStyles);

/** In the order in which they are likely to be opened. */
const fetched = [
  RecordListScreen,
  RecordScreen,
  LedgerScreen,
  SyncScreen,
  ConflictsScreen,
  DutyScreen,
  StatsScreen,
  SettingsScreen,
  WarmStyles,
];

/** By then the first screen has its records; sooner, the two would compete for an old PC's processor. */
const PREFETCH_MS = 800;

export function Screen({ route }: { readonly route: Route }): ReactNode {
  const [isWarming, setWarming] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      // A failed fetch is told where the screen is opened.
      void Promise.all(fetched.map((part) => part.fetch())).then(
        () => setWarming(true),
        () => undefined,
      );
    }, PREFETCH_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <Suspense fallback={null}>{opened(route)}</Suspense>
      {isWarming ? (
        <Suspense fallback={null}>
          <WarmStyles />
        </Suspense>
      ) : null}
    </>
  );
}

function opened(route: Route): ReactNode {
  switch (route.screen) {
    case "today":
      return <TodayScreen />;
    case "list":
      return <RecordListScreen key={route.kind} kind={route.kind} filter={route.filter} />;
    case "record":
      // A key per draft: two forms never share state, and a new one starts clean.
      return <RecordScreen key={route.draftKey} route={route} />;
    case "ledger":
      return <LedgerScreen expected={route.kind} />;
    case "sync":
      return <SyncScreen />;
    case "conflicts":
      return <ConflictsScreen />;
    case "stats":
      return <StatsScreen />;
    case "settings":
      return <SettingsScreen route={route} />;
    case "duty": {
      const { screen: _screen, ...place } = route;
      return <DutyScreen {...place} />;
    }
  }
}

/** Names the screen for the error boundary: a change of it tries again. */
export const screenKey = (route: Route): string =>
  route.screen === "record" ? route.draftKey : route.screen === "list" ? `list:${route.kind}` : route.screen;
