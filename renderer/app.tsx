/** The window: providers, sidebar, the open screen; the first run's choice before there is a role. */
import { StyleProvider } from "@ant-design/cssinjs";
import { App as AntApp, ConfigProvider, Spin } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { Suspense, useEffect, useLayoutEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { CommandHost } from "./frame/command-host.tsx";
import { styleNonce } from "./hosts/client.ts";
import { ErrorBoundary } from "./frame/error-boundary.tsx";
import { FormStrip } from "./frame/form-strip.tsx";
import { Banners, UnwrittenBanner } from "./frame/banners.tsx";
import { Screen, screenKey } from "./frame/screen.tsx";
import { useAppearanceMemory } from "./frame/use-appearance-memory.ts";
import { Sidebar } from "./frame/sidebar.tsx";
import { useTypedTextsOf } from "./frame/use-typed-texts.ts";
import { keepingCache } from "./frame/antd-styles.ts";
import { fontSizes, themeFor } from "./ui/theme.ts";
import { useChanges } from "./stores/changes.ts";
import { useAppearance } from "./text/appearance.ts";
import { usePreferences } from "./stores/preferences.ts";
import { useRoute } from "./stores/route.ts";
import { useStatus } from "./stores/status.ts";
import { PaperHost } from "./paper/paper-host.tsx";
import { loadable } from "./ui/loadable.tsx";
import { ProgressHost } from "./ui/progress-host.tsx";
import { useToast } from "./ui/use-toast.tsx";

// Seen on one start of a thousand; the others come up sooner without them.
const Rescue = loadable(async () => (await import("./frame/rescue.tsx")).Rescue);
const SetupScreen = loadable(async () => (await import("./screens/setup/index.tsx")).SetupScreen);

const styles = keepingCache();

/** Pixels: a notice must not lie on the buttons at the foot of a list or a form. */
const aboveTheBars = { bottom: 84 };
/** Short notices: three, one below the other, above the bars at the bottom; at the top they would lie over the tabs of the open forms. */
const shortNotices = { maxCount: 3, top: "calc(100vh - 16rem)" };

export function App() {
  const language = useAppearance((state) => state.language);
  const textSize = useAppearance((state) => state.textSize);
  const theme = useMemo(() => themeFor(textSize, language), [textSize, language]);
  const csp = useMemo(() => {
    const nonce = styleNonce();
    return nonce === "" ? {} : { csp: { nonce } };
  }, []);
  // Before the first picture of it: else everything is laid out twice at each start.
  useLayoutEffect(() => {
    document.documentElement.style.fontSize = `${fontSizes[textSize]}px`;
  }, [textSize]);

  return (
    <StyleProvider cache={styles}>
      <ConfigProvider
        locale={language === "zh" ? zhCN : enUS}
        theme={theme}
        button={{ autoInsertSpace: false }}
        {...csp}
      >
        <AntApp className="app" notification={aboveTheBars} message={shortNotices}>
          <Window />
          <PaperHost />
          <ProgressHost />
        </AntApp>
      </ConfigProvider>
    </StyleProvider>
  );
}

function Window() {
  const { t } = useTranslation();
  const route = useRoute((state) => state.route);
  const { status, isConfirmed, error, refresh } = useStatus();
  // After every write: what waits to be sent has changed, perhaps the settings too.
  const revision = useChanges((state) => state.revision);
  // oxlint-disable-next-line react/exhaustive-effect-dependencies -- a write asks again
  useEffect(() => void refresh(), [refresh, revision]);

  const isSetUp = status !== null && status.role !== null;
  const toast = useToast();
  useTypedTextsOf(isConfirmed ? `${status?.dir ?? ""} ${String(isSetUp)}` : null);
  useAppearanceMemory();
  const loadPreferences = usePreferences((state) => state.load);
  useEffect(() => {
    if (isSetUp) loadPreferences().catch(toast.failed);
  }, [isSetUp, loadPreferences, toast]);

  // The last window's knowledge shows the window at once; it does not hide that the data cannot be opened.
  if (status === null || (!isConfirmed && error !== null)) {
    return (
      <main className="starting">
        <Suspense fallback={<Spin description={t("app.loading")} />}>
          {error === null ? (
            <Spin description={t("app.loading")} />
          ) : (
            <Rescue error={error} onRetry={() => void refresh()} />
          )}
        </Suspense>
      </main>
    );
  }
  if (status.role === null) {
    return (
      <main className="setup">
        <ErrorBoundary resetKey="setup">
          <UnwrittenBanner />
          <Suspense fallback={<Spin description={t("app.loading")} />}>
            <SetupScreen />
          </Suspense>
        </ErrorBoundary>
      </main>
    );
  }
  return (
    <div className="window">
      <Sidebar />
      <main className="content" id="content">
        <Banners />
        <FormStrip />
        <div className="content-screen">
          <ErrorBoundary resetKey={screenKey(route)}>
            <Screen route={route} />
          </ErrorBoundary>
        </div>
      </main>
      <CommandHost />
    </div>
  );
}
