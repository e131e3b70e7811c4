/** 设置: one section at a time, the everyday ones first. */
import { Spin } from "antd";
import { useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { SettingsRoute } from "../../stores/route.ts";
import { useStatus } from "../../stores/status.ts";
import { Page } from "../../ui/page.tsx";
import { About } from "./about.tsx";
import { AppearanceSection } from "./appearance.tsx";
import { AttachmentSettings } from "./attachments.tsx";
import { Deadlines } from "./deadlines.tsx";
import { Holidays } from "./holidays.tsx";
import { LedgerExport } from "./ledger-export.tsx";
import { Lists } from "./lists.tsx";
import { Operators } from "./operators.tsx";
import { Receiving } from "./receiving/index.tsx";
import { Templates } from "./templates.tsx";
import { Snippets } from "./snippets.tsx";
import { settingsSectionsOf, type SectionKey } from "./register.ts";
import { SendingSettings } from "./sending.tsx";
import { Sections } from "./sections.tsx";
import { Upkeep } from "./upkeep.tsx";
import { useFound } from "./use-found.ts";
import "../../styles/screens.css";
import "../../styles/aids.css";
import "./settings.css";

export function SettingsScreen({ route }: { readonly route: SettingsRoute }) {
  const { t } = useTranslation();
  const { status, settings } = useStatus();
  const [section, setSection] = useState<string>(route.section ?? "operators");
  const [seen, setSeen] = useState(route);
  // Looked for while this screen is open already.
  if (route !== seen) {
    setSeen(route);
    if (route.section !== undefined) setSection(route.section);
  }
  const root = useRef<HTMLDivElement>(null);
  const isReady = status !== null && settings !== null;
  useFound(root, route, isReady);
  if (!isReady) return <Spin />;
  const parts: Readonly<Record<SectionKey, ReactNode>> = {
    operators: <Operators status={status} />,
    deadlines: <Deadlines settings={settings} />,
    lists: <Lists settings={settings} route={route} />,
    snippets: <Snippets settings={settings} />,
    holidays: <Holidays key={route.year} settings={settings} first={route.year} />,
    attachments: <AttachmentSettings settings={settings} />,
    templates: <Templates />,
    upkeep: <Upkeep status={status} />,
    sending: <SendingSettings />,
    receiving: <Receiving />,
    ledger: <LedgerExport />,
    appearance: <AppearanceSection />,
    about: <About status={status} />,
  };
  const items = settingsSectionsOf(status.role).map(({ key, title }) => ({
    key,
    label: t(title),
    children: parts[key],
  }));
  return (
    <Page title={t("settings.title")}>
      <div ref={root}>
        <Sections items={items} active={section} onOpen={setSection} />
      </div>
    </Page>
  );
}
