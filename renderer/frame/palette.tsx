/** Ctrl+K: one search over records, people, actions and settings, worked with the keyboard alone. */
import { Input, Modal, type InputRef } from "antd";
import { useEffect, useEffectEvent, useId, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { memberRoles } from "../../db/schema/people.ts";
import { useComposition } from "../ui/use-composition.ts";
import { isComposing as isComposingKey } from "../keys/keyboard.ts";
import { usePreferences } from "../stores/preferences.ts";
import { recordRoute, useRoute } from "../stores/route.ts";
import { useStations } from "../stores/stations.ts";
import { useLabels } from "../text/labels.ts";
import { ErrorNotice } from "../ui/error-notice.tsx";
import { useQuery } from "../stores/use-query.ts";
import { matchActions, recordEntries, recordEntry, type Entry, type RecordWords } from "../commands/matching.ts";
import { useLayers } from "../commands/layers.ts";
import { useActions } from "./use-actions.ts";

/** Long enough to skip the letters in between, short enough to feel immediate. */
const DELAY_MS = 60;

export function Palette() {
  const { t } = useTranslation();
  const { close, ahead, takeAhead } = useLayers();
  const [isOpened, setOpened] = useState(false);
  const id = useId();
  const [text, setText] = useState("");
  const [asked, setAsked] = useState("");
  const [active, setActive] = useState(0);
  // Enter came before the answer to what was typed: it opens the first one once it is there.
  const isPending = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const input = useRef<InputRef>(null);
  const list = useRef<HTMLDivElement>(null);
  const latest = useRef("");
  useEffect(() => () => clearTimeout(timer.current), []);
  const ask = (delay: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setAsked(latest.current), delay);
  };
  const { isComposing, handlers } = useComposition(() => ask(DELAY_MS));

  const recent = usePreferences((state) => state.values.recentRecords);
  const { data, error, isLoading } = useQuery("search.all", { text: asked, recent: [...recent] });
  const words = useWords(asked);
  const actions = useActions();
  const isWaiting = isLoading || asked !== text;
  const entries = useMemo<readonly Entry[]>(() => {
    if (data === undefined) return matchActions(actions, text);
    if (text.trim() !== "") return [...matchActions(actions, text), ...recordEntries(data, words)];
    const lately = data.recent.map((record) => recordEntry(record, t("command.paletteRecent"), words));
    const known = actions.filter(({ key }) => /^(filter:|command:(new|go))/.test(key));
    return [
      ...lately,
      ...known.map(({ key, group, name, end, run }) => ({ key, group, title: name, detail: "", end, run })),
    ];
  }, [data, actions, text, words, t]);

  const look = (next: string, delay: number) => {
    latest.current = next;
    setText(next);
    setActive(0);
    isPending.current = false;
    if (!isComposing()) ask(delay);
  };
  const takeTyped = useEffectEvent(() => {
    const typed = takeAhead();
    if (typed === "") return;
    input.current?.focus();
    look(latest.current + typed, 0);
  });
  useEffect(() => {
    if (isOpened && ahead !== "") takeTyped();
  }, [isOpened, ahead]);
  const run = (entry: Entry | undefined) => entry !== undefined && close(entry.run);
  useEffect(() => {
    if (!isPending.current || isWaiting) return;
    isPending.current = false;
    const [first] = entries;
    if (first !== undefined) close(first.run);
  }, [isWaiting, entries, close]);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another choice is looked for in the page
  }, [active, entries]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposingKey(event.nativeEvent)) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (entries.length > 0) setActive((active + step + entries.length) % entries.length);
    }
    if (event.key !== "Enter") return;
    event.preventDefault();
    const entry = entries[active];
    // What the program does is known without asking; records of an older text must not be opened.
    if (isWaiting && entry?.key.includes(":") !== true) {
      ask(0);
      isPending.current = true;
    } else run(entry);
  };
  const optionId = (index: number) => `${id}-${index}`;
  const isEmpty = entries.length === 0 && !isWaiting;
  return (
    <Modal
      open
      title={t("command.paletteTitle")}
      footer={null}
      width="46rem"
      onCancel={() => close()}
      className="palette"
      closable={false}
      // The dialog takes the focus for itself when it opens.
      afterOpenChange={(isOpen) => {
        if (isOpen) input.current?.focus();
        setOpened(isOpen);
      }}
    >
      <div {...handlers}>
        <Input
          ref={input}
          autoFocus
          value={text}
          role="combobox"
          aria-label={t("command.paletteTitle")}
          aria-expanded={entries.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={entries.length === 0 ? undefined : optionId(active)}
          placeholder={t("command.paletteHint")}
          autoComplete="off"
          onKeyDown={onKeyDown}
          onChange={(event) => look(event.target.value, DELAY_MS)}
        />
      </div>
      <ErrorNotice error={error} />
      {isEmpty && (
        <p className="palette-none">{t(text.trim() === "" ? "command.paletteEmpty" : "command.paletteNone")}</p>
      )}
      <div className="palette-list" id={`${id}-list`} role="listbox" aria-label={t("command.paletteTitle")} ref={list}>
        {entries.map((entry, index) => (
          <div
            key={entry.key}
            id={optionId(index)}
            role="option"
            aria-selected={index === active}
            tabIndex={-1}
            className="palette-entry"
            onMouseMove={() => index !== active && setActive(index)}
            onClick={() => run(entry)}
          >
            <span className="palette-group">{entry.group}</span>
            <span className="palette-title">{entry.title}</span>
            <span className="palette-detail">{entry.detail}</span>
            <span className="palette-end">{entry.end}</span>
          </div>
        ))}
      </div>
      <p className="palette-keys">{t("command.paletteKeys")}</p>
    </Modal>
  );
}

function useWords(search: string): RecordWords {
  const { t } = useTranslation();
  const open = useRoute((state) => state.open);
  const stations = useStations();
  const labels = useLabels();
  return useMemo(
    () => ({
      groupOf: (kind) => t(`kind.${kind}.name`),
      stationOf: stations.nameOf,
      role: (code) => labels.option(memberRoles, code),
      more: (kind, count) => t("command.paletteMore", { kind: t(`kind.${kind}.name`), count }),
      open: ({ kind, id }) => open(recordRoute(kind, id)),
      openAll: (kind) => open({ screen: "list", kind, filter: { search } }),
    }),
    [t, labels, open, stations, search],
  );
}
