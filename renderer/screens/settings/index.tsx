/** 设置: one section at a time, the everyday ones first. */
import { Spin } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
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
import { Templates } from "./templates.tsx";
import { Snippets } from "./snippets.tsx";
import { Sections } from "./sections.tsx";
import { Upkeep } from "./upkeep.tsx";
import "../../styles/screens.css";
import "../../styles/aids.css";
import "./settings.css";

export function SettingsScreen({ open = "operators" }: { readonly open?: string }) {
  const { t } = useTranslation();
  const { status, settings } = useStatus();
  const [section, setSection] = useState(open);
  if (status === null || settings === null) return <Spin />;
  const items = [
    { key: "operators", label: t("settings.section.operators"), children: <Operators status={status} /> },
    { key: "deadlines", label: t("settings.section.deadlines"), children: <Deadlines settings={settings} /> },
    { key: "lists", label: t("settings.section.lists"), children: <Lists settings={settings} /> },
    { key: "snippets", label: t("aids.snippets"), children: <Snippets /> },
    { key: "holidays", label: t("settings.section.holidays"), children: <Holidays settings={settings} /> },
    { key: "attachments", label: t("attachment.title"), children: <AttachmentSettings settings={settings} /> },
    { key: "templates", label: t("paper.templates.title"), children: <Templates /> },
    { key: "upkeep", label: t("settings.section.upkeep"), children: <Upkeep status={status} /> },
    { key: "ledger", label: t("settings.section.ledger"), children: <LedgerExport /> },
    { key: "appearance", label: t("settings.section.appearance"), children: <AppearanceSection /> },
    { key: "about", label: t("settings.section.about"), children: <About status={status} /> },
  ];
  return (
    <Page title={t("settings.title")}>
      <Sections items={items} active={section} onOpen={setSection} />
    </Page>
  );
}
