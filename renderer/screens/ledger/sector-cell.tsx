/** 界别 corrected in the preview: the list of the row's own 届次 is offered; anything else may be typed. */
import { AutoComplete } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { sectorsOfTerm, termOn } from "../../../db/schema/terms.ts";
import { isComposing } from "../../forms/keys.ts";
import { useStatus } from "../../stores/status.ts";
import { useThisDay } from "../../ui/use-now.ts";

interface Props {
  readonly text: string;
  /** The row's 届次 as it is written; "" for the one that runs today. */
  readonly term: string;
  readonly onDone: (text: string) => void;
  readonly onLeave: () => void;
}

export function SectorCell({ text, term, onDone, onLeave }: Props) {
  const { t } = useTranslation();
  const settings = useStatus((state) => state.settings);
  const today = useThisDay();
  const [typed, setTyped] = useState(text);
  const isDone = useRef(false);
  const finish = (value: string): void => {
    if (isDone.current) return;
    isDone.current = true;
    if (value === text) onLeave();
    else onDone(value);
  };
  const meant = term.trim() === "" ? termOn(settings?.terms ?? [], today) : term.trim();
  const listed = settings === null ? [] : sectorsOfTerm(settings, meant);
  // What stands there is what is to be corrected, so all are offered until something is typed.
  const offered = typed === text ? listed : listed.filter((one) => one.includes(typed.trim()));
  return (
    <AutoComplete
      autoFocus
      defaultOpen
      className="sheet-input"
      aria-label={t("wizard.grid.edit")}
      value={typed}
      options={offered.map((value) => ({ value }))}
      defaultActiveFirstOption={false}
      popupMatchSelectWidth={false}
      onChange={(value: string | undefined) => setTyped(value ?? "")}
      onSelect={(value) => finish(value ?? typed)}
      onBlur={() => finish(typed)}
      onInputKeyDown={(event) => {
        event.stopPropagation();
        if (isComposing(event.nativeEvent)) return;
        if (event.key === "Escape") {
          event.preventDefault();
          isDone.current = true;
          onLeave();
        } else if (event.key === "Tab" || (event.key === "Enter" && !hasChoice(event.currentTarget))) {
          event.preventDefault();
          finish(typed);
        }
      }}
    />
  );
}

/** An arrow key has marked an entry of the list; Enter takes it. */
const hasChoice = (element: HTMLElement): boolean => {
  const input = element.matches("input") ? element : element.querySelector("input");
  const id = input?.getAttribute("aria-activedescendant") ?? "";
  return id !== "" && document.getElementById(id) !== null;
};
