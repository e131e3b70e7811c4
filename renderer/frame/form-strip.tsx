/** The open forms above the screen, like the tabs of a browser: what is being written, what is not saved, one press away. */
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useCommandTitle } from "../commands/command-title.ts";
import { useOpenForms, type OpenTab } from "../stores/open-forms.ts";
import { useRoute } from "../stores/route.ts";
import { useShortcuts } from "../commands/use-shortcuts.ts";
import { useFormTabs, useRememberedForms } from "./use-open-forms.ts";

export function FormStrip() {
  const { t } = useTranslation();
  const { tabs, active, go, step, close } = useFormTabs();
  useRememberedForms();
  const route = useRoute((state) => state.route);
  const show = useOpenForms((state) => state.show);
  useEffect(() => {
    if (route.screen === "record") show(route);
  }, [route, show]);
  const shown = tabs.find((tab) => tab.route.draftKey === active);
  useShortcuts({
    ...(tabs.length > 0 ? { nextForm: () => step(1), previousForm: () => step(-1) } : {}),
    ...(shown === undefined ? {} : { closeForm: () => close(shown) }),
  });
  // Its place is kept: nothing below moves when the first form is opened or the last one closed.
  if (tabs.length === 0)
    return (
      <section className="form-strip" aria-label={t("forms.label")}>
        <p className="form-strip-none">{t("forms.none")}</p>
      </section>
    );
  return (
    <section className="form-strip" aria-label={t("forms.label")}>
      <ul>
        {tabs.map((tab) => (
          <Tab key={tab.route.draftKey} tab={tab} isActive={tab === shown} onGo={go} onClose={close} />
        ))}
      </ul>
    </section>
  );
}

interface TabProps {
  readonly tab: OpenTab;
  readonly isActive: boolean;
  readonly onGo: (tab: OpenTab) => void;
  readonly onClose: (tab: OpenTab) => void;
}

function Tab({ tab, isActive, onGo, onClose }: TabProps) {
  const { t } = useTranslation();
  const titleOf = useCommandTitle();
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isActive) item.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- a longer title or mark may push it out of sight
  }, [isActive, tab.title, tab.isUnsaved, tab.adding]);
  const { kind } = tab.route;
  const title = tab.title === "" ? t(`kind.${kind}.untitled`) : tab.title;
  return (
    <li ref={item} className={isActive ? "form-tab form-tab-active" : "form-tab"}>
      <button
        type="button"
        className="form-tab-go"
        aria-current={isActive ? "page" : undefined}
        title={titleOf("nextForm", title)}
        onClick={() => !isActive && onGo(tab)}
        // The middle button closes, as in a browser.
        onAuxClick={(event) => event.button === 1 && onClose(tab)}
      >
        {tab.title !== "" && <span className="form-tab-kind">{t(`kind.${kind}.short`)}</span>}
        <span className="form-tab-title">{title}</span>
        {tab.adding > 0 ? (
          <span className="form-tab-unsaved" title={t("forms.addingHint", { count: tab.adding })}>
            {t("forms.adding", { count: tab.adding })}
          </span>
        ) : (
          tab.isUnsaved && <span className="form-tab-unsaved">{t("forms.unsaved")}</span>
        )}
      </button>
      <button
        type="button"
        className="form-tab-close"
        aria-label={t("forms.close", { title })}
        title={titleOf("closeForm", t("forms.closeHint"))}
        onClick={() => onClose(tab)}
      >
        ×
      </button>
    </li>
  );
}
