/** The sections at the left, found by any word that belongs to them; the open one at the right. */
import { Input } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useUnsavedSections } from "./editing/unsaved.ts";

interface Section {
  readonly key: string;
  readonly label: string;
  readonly children: ReactNode;
}

interface Props {
  readonly items: readonly Section[];
  readonly active: string;
  readonly onOpen: (key: string) => void;
}

const folded = (text: string): string => text.toLowerCase().replaceAll(/\s/g, "");

export function Sections({ items, active, onOpen }: Props) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const unsaved = useUnsavedSections();
  const wanted = folded(search);
  const words: Readonly<Record<string, string>> = t("settings.words", { returnObjects: true });
  const found = items.filter(({ key, label }) => folded(`${label} ${words[key] ?? ""}`).includes(wanted));
  const current = items.find(({ key }) => key === active) ?? items[0];

  return (
    <div className="settings">
      <nav className="settings-nav" aria-label={t("settings.sections")}>
        <Input
          allowClear
          aria-label={t("settings.search")}
          placeholder={t("settings.search")}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          onPressEnter={(event) => {
            const [first] = found;
            if (first !== undefined && !event.nativeEvent.isComposing) onOpen(first.key);
          }}
        />
        <ul>
          {found.map(({ key, label }) => (
            <li key={key}>
              <button
                type="button"
                className={key === current?.key ? "settings-item settings-item-open" : "settings-item"}
                aria-current={key === current?.key ? "page" : undefined}
                onClick={() => onOpen(key)}
              >
                {label}
                {unsaved.has(key) && (
                  <span className="settings-dot" title={t("settings.unsaved")}>
                    <span className="visually-hidden">{t("settings.unsaved")}</span>
                  </span>
                )}
              </button>
            </li>
          ))}
        </ul>
        {found.length === 0 && <p className="quiet">{t("settings.searchNone", { text: search })}</p>}
      </nav>
      <div className="settings-open" key={current?.key}>
        {current?.children}
      </div>
    </div>
  );
}
