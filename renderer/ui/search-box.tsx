/** Search as you type: waits a moment, and never asks while an input method composes. */
import { Input, type InputRef } from "antd";
import { useEffect, useRef, useState, type KeyboardEvent, type Ref } from "react";
import { isComposing as isComposingKey } from "../keys/keyboard.ts";
import { useComposition } from "./use-composition.ts";

interface Props {
  /** The search that is in force. */
  readonly value: string;
  readonly onSearch: (text: string) => void;
  readonly label: string;
  readonly placeholder: string;
  readonly inputRef?: Ref<InputRef>;
  /** ↓ and Enter hand over to the list. */
  readonly onLeave?: (key: "ArrowDown" | "Enter") => void;
}

const DELAY_MS = 150;

export function SearchBox({ value, onSearch, label, placeholder, inputRef, onLeave }: Props) {
  const [text, setText] = useState(value);
  const latest = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const schedule = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onSearch(latest.current), DELAY_MS);
  };
  const { isComposing, handlers } = useComposition(schedule);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    // The filter was cleared elsewhere.
    if (value !== latest.current && !isComposing()) {
      clearTimeout(timer.current);
      latest.current = value;
      setText(value);
    }
  }, [value, isComposing]);

  return (
    <span
      onCompositionStart={() => {
        clearTimeout(timer.current);
        handlers.onCompositionStart();
      }}
      onCompositionEnd={handlers.onCompositionEnd}
    >
      <Input
        ref={inputRef}
        className="search-box"
        value={text}
        allowClear
        aria-label={label}
        placeholder={placeholder}
        autoComplete="off"
        onChange={(event) => {
          latest.current = event.target.value;
          setText(event.target.value);
          if (!isComposing()) schedule();
        }}
        onKeyDown={(event: KeyboardEvent) => {
          if (isComposingKey(event.nativeEvent)) return;
          if (event.key !== "ArrowDown" && event.key !== "Enter") return;
          event.preventDefault();
          clearTimeout(timer.current);
          if (latest.current !== value) onSearch(latest.current);
          onLeave?.(event.key);
        }}
      />
    </span>
  );
}
