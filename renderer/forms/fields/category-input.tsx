/**
 * 类别 in up to three levels: columns to walk through, or a list found by words and pinyin; what is in no list may be typed
 * and stays. One text field for the keyboard, a list of options for screen readers.
 */
import { Input, Popover, type InputRef } from "antd";
import { useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { isCategoryOff } from "../../../db/schema/categories.ts";
import { useAddMissing } from "../../stores/adding.ts";
import { useStatus } from "../../stores/status.ts";
import { isComposing as isComposingKey } from "../../keys/keyboard.ts";
import { CategoryNote } from "./category-note.tsx";
import { CategoryColumns, CategoryMatches, optionId } from "./category-lists.tsx";
import { categoryTree, openColumns, placeOf } from "./category-tree.ts";
import { statusOf, type InputProps } from "./types.ts";
import { useComposition } from "../../ui/use-composition.ts";
import { isPinyin, useSuggestions } from "./use-suggestions.ts";

const none: readonly string[] = [];

export function CategoryInput({ id, value, onChange, invalid, disabled, describedBy }: InputProps) {
  const { t } = useTranslation();
  const settings = useStatus((state) => state.settings);
  const roots = useMemo(
    () => categoryTree(settings?.categories.filter((path) => !isCategoryOff(settings, path)) ?? none),
    [settings],
  );
  const text = typeof value === "string" ? value : "";
  const input = useRef<InputRef>(null);
  const [isOpen, setOpen] = useState(false);
  /** What is searched for; null while walking through the columns. */
  const [search, setSearch] = useState<string | null>(null);
  const [places, setPlaces] = useState<readonly number[]>([]);
  const [active, setActive] = useState(-1);
  const typed = useRef(text);
  const { isComposing, handlers } = useComposition(() => setSearch(typed.current));
  const { items, isFresh } = useSuggestions("category", search);
  const add = useAddMissing("category", id, (added) => onChange(added.text));

  const columns = openColumns(roots, places.slice(0, -1));
  const depth = Math.min(places.length, columns.length) - 1;
  const found = search === null ? [] : items.map((item) => item.text);
  const wanted = search?.trim() ?? "";
  const addable =
    add !== null && wanted !== "" && isFresh && !isPinyin(wanted) && !found.includes(wanted) ? wanted : null;
  const meant = search !== null && active === -1 && isPinyin(wanted) && isFresh && found.length > 0 ? 0 : active;

  const browse = () => {
    const known = placeOf(roots, text);
    setSearch(null);
    setPlaces(known.length > 0 ? known : [0]);
    setOpen(true);
  };
  const close = () => {
    setOpen(false);
    setSearch(null);
    setActive(-1);
  };
  const take = (path: string) => {
    typed.current = path;
    onChange(path);
  };
  /** Chooses a node of the columns; one with children opens the next column and waits there. */
  const choose = (level: number, index: number) => {
    const node = columns[level]?.[index];
    if (node === undefined) return;
    take(node.path);
    if (node.children.length > 0) setPlaces([...places.slice(0, level), index, 0]);
    else close();
    input.current?.focus();
  };
  const chooseFound = (index: number) => {
    const path = found[index];
    if (path !== undefined) take(path);
    else if (addable !== null) add?.(addable);
    close();
  };

  const walk = (event: KeyboardEvent): boolean => {
    const level = Math.max(0, depth);
    const column = columns[level] ?? [];
    const index = places[level] ?? 0;
    const move = (to: number) => setPlaces([...places.slice(0, level), (to + column.length) % column.length]);
    switch (event.key) {
      case "ArrowDown":
        move(index + 1);
        return column.length > 0;
      case "ArrowUp":
        move(index - 1);
        return column.length > 0;
      case "ArrowRight":
      case "Enter":
        choose(level, index);
        return column.length > 0;
      case "ArrowLeft":
        if (level > 0) setPlaces(places.slice(0, level));
        return level > 0;
      default:
        return false;
    }
  };
  const pick = (event: KeyboardEvent): boolean => {
    const last = found.length + (addable === null ? 0 : 1);
    if (last === 0) return false;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      setActive(
        ((meant === -1 && event.key === "ArrowUp" ? 0 : meant) + (event.key === "ArrowDown" ? 1 : -1) + last) % last,
      );
      return true;
    }
    if (event.key !== "Enter" || meant === -1) return false;
    chooseFound(meant);
    return true;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposingKey(event.nativeEvent) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!isOpen) {
      if (event.key === "ArrowDown" && roots.length > 0) {
        event.preventDefault();
        browse();
      }
      return;
    }
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (search === null ? walk(event) : pick(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  const activeId =
    search === null ? optionId(id, Math.max(0, depth), places[Math.max(0, depth)] ?? 0) : optionId(id, 0, meant);
  const hasActive = isOpen && (search === null ? roots.length > 0 : meant !== -1);
  return (
    <div {...handlers}>
      <Popover
        open={isOpen}
        trigger={[]}
        placement="bottomLeft"
        arrow={false}
        classNames={{ root: "category-pop" }}
        content={
          search === null ? (
            <CategoryColumns id={id} columns={columns} places={places} onChoose={choose} />
          ) : (
            <CategoryMatches id={id} found={found} active={meant} addable={addable} onChoose={chooseFound} />
          )
        }
      >
        <Input
          ref={input}
          id={id}
          role="combobox"
          aria-expanded={isOpen}
          aria-haspopup="listbox"
          aria-controls={isOpen ? `${id}-list` : undefined}
          aria-activedescendant={hasActive ? activeId : undefined}
          aria-autocomplete="list"
          value={text}
          placeholder={t("aids.categoryHint")}
          autoComplete="off"
          status={statusOf(invalid)}
          disabled={disabled}
          aria-invalid={invalid}
          aria-describedby={describedBy}
          onClick={() => (isOpen ? undefined : browse())}
          onBlur={close}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            take(event.target.value);
            setActive(-1);
            setOpen(true);
            if (event.target.value === "") browse();
            else if (!isComposing()) setSearch(event.target.value);
          }}
        />
      </Popover>
      {!isOpen && <CategoryNote path={text} onTake={disabled ? null : take} />}
    </div>
  );
}
