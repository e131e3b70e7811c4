/**
 * The open screen. 今日 is what the program opens with; the code of the others is fetched once the window stands, so that it
 * neither delays the first sight nor the first press on another screen.
 */
import { lazy, Suspense, useEffect, useState, type ReactNode } from "react";
import { TodayScreen } from "../screens/today/index.tsx";
import type { Route } from "../stores/route.ts";

const sources = {
  list: () => import("../screens/records/list-screen.tsx").then((module) => ({ default: module.RecordListScreen })),
  record: () => import("../screens/records/record-screen.tsx").then((module) => ({ default: module.RecordScreen })),
  ledger: () => import("../screens/ledger/index.tsx").then((module) => ({ default: module.LedgerScreen })),
  sync: () => import("../screens/sync/index.tsx").then((module) => ({ default: module.SyncScreen })),
  duty: () => import("../screens/duty/index.tsx").then((module) => ({ default: module.DutyScreen })),
  stats: () => import("../screens/stats/index.tsx").then((module) => ({ default: module.StatsScreen })),
  settings: () => import("../screens/settings/index.tsx").then((module) => ({ default: module.SettingsScreen })),
};

const RecordListScreen = lazy(sources.list);
const RecordScreen = lazy(sources.record);
const LedgerScreen = lazy(sources.ledger);
const SyncScreen = lazy(sources.sync);
const DutyScreen = lazy(sources.duty);
const StatsScreen = lazy(sources.stats);
const SettingsScreen = lazy(sources.settings);

// Without it everything works, only the first list comes up more slowly.
const WarmStyles = lazy(() =>
  import("./warm-styles.tsx").then(
    (module) => ({ default: module.WarmStyles }),
    () => ({ default: () => null }),
  ),
);

/** By then the first screen has its records; sooner, the two would compete for an old PC's processor. */
const PREFETCH_MS = 800;

export function Screen({ route }: { readonly route: Route }): ReactNode {
  const [isWarming, setWarming] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      // A failed fetch is told where the screen is opened.
      void Promise.allSettled(Object.values(sources).map((source) => source())).then(() => setWarming(true));
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
