/** 界别 corrected in the preview: the list of the row's own 届次 is offered; anything else may be typed. */
import { AutoComplete } from "antd";
import { useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { sectorsOfTerm, termOn } from "../../../db/schema/terms.ts";
import { isComposing } from "../../keys/keyboard.ts";
import { useStatus } from "../../stores/status.ts";
import { useThisDay } from "../../ui/use-now.ts";

interface Props {
  readonly text: string;
  /** The row's 届次 as it is written; "" for the one that runs today. */
  readonly term: string;
  readonly onType: (text: string) => void;
  readonly onDone: (text: string) => void;
  readonly onLeave: () => void;
}

export function SectorCell({ text, term, onType, onDone, onLeave }: Props) {
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
  // Around the field, so that its list has had the key before: an entry that was marked is chosen by then.
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (isComposing(event.nativeEvent)) return;
    if (event.key === "Escape") {
      event.preventDefault();
      isDone.current = true;
      onLeave();
    } else if (event.key === "Tab" || event.key === "Enter") {
      event.preventDefault();
      finish(typed);
    }
  };
  return (
    <div className="sheet-sector" onKeyDown={onKeyDown}>
      <AutoComplete
        autoFocus
        defaultOpen
        className="field-wide"
        aria-label={t("wizard.grid.edit")}
        value={typed}
        options={offered.map((value) => ({ value }))}
        defaultActiveFirstOption={false}
        popupMatchSelectWidth={false}
        onChange={(value: string | undefined) => {
          setTyped(value ?? "");
          onType(value ?? "");
        }}
        onSelect={(value) => finish(value ?? typed)}
        onBlur={() => finish(typed)}
      />
    </div>
  );
}
