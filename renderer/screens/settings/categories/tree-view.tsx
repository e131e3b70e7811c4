/** The tree itself: one Tab stop, walked with the arrows; names are typed in their place. */
import { Input } from "antd";
import { useEffect, useRef, type KeyboardEvent, type ReactNode, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { isComposing } from "../../../keys/keyboard.ts";
import { Mark } from "../../../ui/tags.tsx";
import { newRowAt, type NodeRow } from "./rows.ts";
import type { NewPlace, Refusal } from "./tree.ts";

/** Where a name is being typed: in a node, or in a line that becomes one. */
export type Typing = { readonly id: string } | NewPlace;

export interface TreeViewProps {
  readonly treeRef: RefObject<HTMLDivElement | null>;
  readonly rows: readonly NodeRow[];
  readonly active: string | null;
  readonly typing: Typing | null;
  readonly text: string;
  /** Why the typed name was not taken. */
  readonly refused: Refusal | null;
  readonly usesOf: (row: NodeRow) => number;
  readonly empty: string;
  readonly onActive: (id: string) => void;
  readonly onOpen: (id: string, isOpen: boolean) => void;
  /** Keys beyond walking. @returns whether it was one */
  readonly onKey: (event: KeyboardEvent, row: NodeRow | undefined) => boolean;
  readonly onText: (text: string) => void;
  /** @param again by Enter, as opposed to leaving the field */
  readonly onTyped: (again: boolean) => void;
  readonly onCancel: () => void;
  readonly onRename: ((id: string) => void) | null;
}

const rowId = (id: string): string => `category-${encodeURIComponent(id)}`;
const PAGE = 10;

export function TreeView(props: TreeViewProps) {
  const { treeRef, rows, active, typing, empty, onActive, onOpen, onKey } = props;
  const { t } = useTranslation();
  const at = rows.findIndex(({ node }) => node.id === active);
  useEffect(() => {
    // Its place may change while it stays the active one.
    if (active !== null && at !== -1) document.getElementById(rowId(active))?.scrollIntoView({ block: "nearest" });
  }, [active, at]);

  const go = (index: number): void => {
    const row = rows[Math.min(Math.max(0, index), rows.length - 1)];
    if (row !== undefined) onActive(row.node.id);
  };
  const walkTo = (event: KeyboardEvent): boolean => {
    const row = rows[at];
    switch (event.key) {
      case "ArrowDown":
        go(at + 1);
        return true;
      case "ArrowUp":
        go(at - 1);
        return true;
      case "PageDown":
        go(at + PAGE);
        return true;
      case "PageUp":
        go(at - PAGE);
        return true;
      case "Home":
        go(0);
        return true;
      case "End":
        go(rows.length - 1);
        return true;
      case "ArrowRight":
        if (row?.isOpen === true) go(at + 1);
        else if (row !== undefined && row.node.children.length > 0) onOpen(row.node.id, true);
        return true;
      case "ArrowLeft":
        if (row?.isOpen === true) onOpen(row.node.id, false);
        else if (row !== undefined) go(rows.findLastIndex((one, index) => index < at && one.level < row.level));
        return true;
      default:
        return false;
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || isComposing(event.nativeEvent)) return;
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    if ((isPlain && walkTo(event)) || onKey(event, rows[at])) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  const fresh = typing === null || "id" in typing ? null : newRowAt(rows, typing);
  const line = fresh !== null && <NameLine key="new" level={fresh.level} name="" {...props} />;
  return (
    <div
      ref={treeRef}
      className="category-tree"
      role="tree"
      tabIndex={0}
      aria-label={t("settings.categories.tree")}
      aria-activedescendant={active === null || at === -1 ? undefined : rowId(active)}
      onFocus={(event) => {
        if (event.target === event.currentTarget && at === -1) go(0);
      }}
      onKeyDown={onKeyDown}
    >
      {rows.length === 0 && fresh === null && <p className="category-empty">{empty}</p>}
      {rows.flatMap((row, index): ReactNode[] => [
        ...(fresh?.index === index ? [line] : []),
        typing !== null && "id" in typing && typing.id === row.node.id ? (
          <NameLine key={row.node.id} level={row.level} name={row.node.name} {...props} />
        ) : (
          <Row key={row.node.id} row={row} {...props} />
        ),
      ])}
      {fresh?.index === rows.length && line}
    </div>
  );
}

function Row({ row, active, usesOf, onActive, onOpen, onRename, treeRef }: TreeViewProps & { readonly row: NodeRow }) {
  const { t } = useTranslation();
  const { node, level, isOpen, isOff, place, siblings } = row;
  const uses = usesOf(row);
  const hasChildren = node.children.length > 0;
  return (
    <div
      id={rowId(node.id)}
      role="treeitem"
      aria-level={level}
      aria-posinset={place}
      aria-setsize={siblings}
      aria-selected={node.id === active}
      aria-expanded={hasChildren ? isOpen : undefined}
      className={["category-row", `category-level-${Math.min(level, 4)}`, isOff ? "category-off" : ""].join(" ")}
      onClick={() => {
        onActive(node.id);
        treeRef.current?.focus({ preventScroll: true });
      }}
      onDoubleClick={() => onRename?.(node.id)}
    >
      <span
        className="category-arrow"
        aria-hidden="true"
        onClick={() => hasChildren && onOpen(node.id, !isOpen)}
        onDoubleClick={(event) => event.stopPropagation()}
      >
        {hasChildren ? (isOpen ? "▾" : "▸") : ""}
      </span>
      <span className="category-name">{node.name}</span>
      {node.isOff && <Mark tone="soon">{t("settings.categories.off")}</Mark>}
      {node.was === null && <Mark tone="good">{t("settings.categories.added")}</Mark>}
      {node.was !== null && node.was !== row.path && <Mark tone="accent">{t("settings.categories.changed")}</Mark>}
      {uses > 0 && <span className="category-uses">{t("settings.categories.uses", { count: uses })}</span>}
    </div>
  );
}

function NameLine(props: TreeViewProps & { readonly level: number; readonly name: string }) {
  const { level, name, text, refused, onText, onTyped, onCancel } = props;
  const { t } = useTranslation();
  // Enter and Esc take the line away; the blur that follows must not count as a second answer.
  const isDone = useRef(false);
  const finish = (act: () => void): void => {
    if (isDone.current) return;
    isDone.current = true;
    act();
    // Where the name was refused the line is still there and takes the next try.
    setTimeout(() => (isDone.current = false), 0);
  };
  return (
    <div className={`category-row category-level-${Math.min(level, 4)}`} role="none">
      <span className="category-arrow" />
      <Input
        autoFocus
        size="small"
        className="category-input"
        value={text}
        maxLength={60}
        status={refused === null ? "" : "error"}
        aria-invalid={refused !== null}
        aria-label={name === "" ? t("settings.categories.newName") : t("settings.categories.nameOf", { name })}
        onFocus={(event) => event.target.select()}
        onChange={(event) => onText(event.target.value)}
        onBlur={() => finish(() => onTyped(false))}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent)) return;
          if (event.key !== "Enter" && event.key !== "Escape") return;
          event.preventDefault();
          event.stopPropagation();
          finish(() => (event.key === "Enter" ? onTyped(true) : onCancel()));
        }}
      />
      {refused !== null && (
        <span className="problem" role="alert">
          {t(`settings.categories.refused.${refused}`)}
        </span>
      )}
    </div>
  );
}
