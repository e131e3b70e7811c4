/** The list of 常用语: type to search, arrows and Enter to choose; the text goes where the cursor was. */
import { Button, Input, Modal, type InputRef } from "antd";
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Snippet } from "../../../db/schema/snippets.ts";
import { usePreferences } from "../../stores/preferences.ts";
import { useRoute } from "../../stores/route.ts";
import { useSnippetPicker } from "../../stores/snippet-picker.ts";
import { useStatus } from "../../stores/status.ts";
import { Mark } from "../../ui/tags.tsx";
import { isComposing } from "../../keys/keyboard.ts";
import { snippetKeys, usableSnippets } from "./all.ts";
import { insertText } from "./insert.ts";

/** Mounted once beside the forms. */
export function SnippetHost() {
  const { t } = useTranslation();
  const { target, close } = useSnippetPicker();
  const [chosen, setChosen] = useState<Snippet | null>(null);
  const [last, setLast] = useState(target);
  if (target !== null && target !== last) {
    setLast(target);
    setChosen(null);
  }
  const finish = () => {
    if (last === null) return;
    last.element.focus();
    last.element.setSelectionRange(last.start, last.end);
    if (chosen !== null) insertText(last.element, chosen.text);
  };
  return (
    <Modal
      open={target !== null}
      title={t("aids.snippets")}
      footer={null}
      onCancel={close}
      closable={false}
      // Esc is taken by the list itself: the dialog is gone at once, and the key would leave the form behind it.
      keyboard={false}
      destroyOnHidden
      width={640}
      // Without fading: the text shall stand there at once, and typing goes on.
      transitionName=""
      maskTransitionName=""
      focusable={{ focusTriggerAfterClose: false }}
      afterClose={finish}
    >
      <SnippetList
        onChoose={(snippet) => {
          setChosen(snippet);
          close();
        }}
        onLeave={close}
      />
    </Modal>
  );
}

const none: readonly Snippet[] = [];

const optionId = (index: number): string => `snippet-option-${index}`;

function SnippetList({
  onChoose,
  onLeave,
}: {
  readonly onChoose: (snippet: Snippet) => void;
  readonly onLeave: () => void;
}) {
  const { t } = useTranslation();
  const own = usePreferences((state) => state.values.snippets);
  const districts = useStatus((state) => state.settings?.snippets) ?? none;
  const snippets = useMemo(() => usableSnippets(own, districts), [own, districts]);
  const open = useRoute((state) => state.open);
  const [search, setSearch] = useState("");
  const [active, setActive] = useState(0);
  const wanted = search.trim().toLowerCase();
  const found = snippets.filter(({ label, text, abbreviation }) =>
    [label, text, abbreviation ?? ""].some((part) => part.toLowerCase().includes(wanted)),
  );
  const input = useRef<InputRef>(null);
  useEffect(() => {
    // The dialog takes the focus for itself when it opens.
    const timer = setTimeout(() => input.current?.focus(), 0);
    return () => clearTimeout(timer);
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === "Escape") {
      event.preventDefault();
      onLeave();
    }
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && found.length > 0) {
      event.preventDefault();
      setActive((active + step + found.length) % found.length);
    }
    const snippet = found[active];
    if (event.key === "Enter" && snippet !== undefined && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      onChoose(snippet);
    }
  };
  const toSettings = () => {
    onLeave();
    open({ screen: "settings", section: "snippets" });
  };
  return (
    <div onKeyDown={onKeyDown}>
      <Input
        ref={input}
        role="combobox"
        aria-label={t("aids.snippetSearch")}
        aria-expanded
        aria-controls="snippet-options"
        aria-activedescendant={found.length === 0 ? undefined : optionId(active)}
        placeholder={t("aids.snippetSearch")}
        value={search}
        onChange={(event) => {
          setSearch(event.target.value);
          setActive(0);
        }}
      />
      <div id="snippet-options" className="snippet-options" role="listbox" aria-label={t("aids.snippets")}>
        {found.length === 0 && <p className="category-empty">{t("aids.snippetNone")}</p>}
        {found.map((snippet, index) => (
          <div
            key={`${snippet.label}${snippet.text}`}
            id={optionId(index)}
            ref={(element) => {
              if (index === active) element?.scrollIntoView({ block: "nearest" });
            }}
            role="option"
            aria-selected={index === active}
            className={index === active ? "snippet-option snippet-active" : "snippet-option"}
            onClick={() => onChoose(snippet)}
          >
            <span className="snippet-label">{snippet.label}</span>
            <span className="snippet-text">{snippet.text}</span>
            <span className="snippet-keys">
              {snippet.isFromDistrict && <Mark tone="accent">{t("settings.snippets.mark")}</Mark>}{" "}
              {snippetKeys(snippet)}
            </span>
          </div>
        ))}
      </div>
      <div className="snippet-foot">
        <span>{t("aids.snippetKeys")}</span>
        <Button type="link" size="small" onClick={toSettings}>
          {t("aids.snippetEdit")}
        </Button>
      </div>
    </div>
  );
}
