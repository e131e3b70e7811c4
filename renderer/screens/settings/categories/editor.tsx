/** 类别: a tree of three levels with its buttons, a search, and one press to save. */
import { Alert, Button } from "antd";
import { useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import type { Settings } from "../../../../db/schema/settings.ts";
import { ErrorNotice } from "../../../ui/error-notice.tsx";
import { SearchBox } from "../../../ui/search-box.tsx";
import { TypedNotice } from "../../../ui/typed-notice.tsx";
import { useQuery } from "../../../stores/use-query.ts";
import { useShortcuts } from "../../../commands/use-shortcuts.ts";
import { useToast } from "../../../ui/use-toast.tsx";
import { CategoryFile } from "./category-file.tsx";
import { useSaveSettings } from "../editing/use-save-settings.ts";
import { useUnsaved } from "../editing/unsaved.ts";
import type { TreeChange } from "./change.ts";
import { editKeyOf, type EditKey } from "./edit-keys.ts";
import { LinesDialog } from "./lines-dialog.tsx";
import { MoveDialog } from "./move-dialog.tsx";
import { usesBelow, visibleRows, type NodeRow } from "./rows.ts";
import { TreeView, type Typing } from "./tree-view.tsx";
import * as edit from "./tree.ts";
import { useCategoryDraft } from "./use-draft.ts";
import { useFoundNames } from "./use-found-names.ts";

/** As the settings' schema allows. */
const MOST = 5_000;

const nameSchema: z.ZodType<{ readonly at: Typing; readonly text: string }> = z.object({
  at: z.union([
    z.object({ id: z.string() }),
    z.object({ after: z.string() }),
    z.object({ below: z.string().nullable() }),
  ]),
  text: z.string(),
});

export function CategoryEditor({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation();
  const toast = useToast();
  const draft = useCategoryDraft(settings);
  const { tree, isLocked, change, put } = draft;
  const { save, busy, error, clearError } = useSaveSettings();
  const treeRef = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState<string | null>(null);
  const name = useUnsaved("lists.categoryName", nameSchema);
  const typing = isLocked ? null : (name.value?.at ?? null);
  const [refused, setRefused] = useState<edit.Refusal | null>(null);
  const [search, setSearch] = useState("");
  const [dialog, setDialog] = useState<"move" | "lines" | null>(null);
  // What is edited while something is searched for stays in sight, whatever it is called now.
  const [pinned, setPinned] = useState<readonly string[]>([]);
  const names = useFoundNames(tree, search);
  const found = useMemo(() => (names === null ? null : new Set([...names, ...pinned])), [names, pinned]);
  // Where a name is typed is in sight, also when it was begun before a power cut.
  const rows = useMemo(() => {
    const at = typing === null ? null : "id" in typing ? typing.id : "after" in typing ? typing.after : typing.below;
    const around = at === null ? null : edit.find(tree, at);
    const ids = [...(around?.above ?? []), ...(around === null ? [] : [around.node])].map(({ id }) => id);
    return visibleRows(tree, new Set([...open, ...ids]), found);
  }, [tree, open, found, typing]);
  const nodes = useMemo(() => edit.walk(tree), [tree]);
  const { data: uses } = useQuery("category.uses", {});
  const usesByPath = useMemo(() => new Map((uses ?? []).map((use) => [use.path, use.records])), [uses]);
  // Records have the path that is saved, not the one that is being edited.
  const usesOf = ({ node }: Pick<NodeRow, "node">): number => (node.was === null ? 0 : usesBelow(node.was, usesByPath));
  const at = active === null ? null : edit.find(tree, active);
  const focus = (): void => treeRef.current?.focus({ preventScroll: true });

  const openAbove = (id: string, of: edit.Tree): void => {
    const above = edit.find(of, id)?.above ?? [];
    setOpen((before) => new Set([...before, ...above.map((node) => node.id)]));
  };
  /** Takes an edit; one that cannot be made is told. */
  const apply = (edited: edit.Edited | null, takesFocus = true): void => {
    if (edited === null) return;
    if ("refused" in edited) return toast.warn(t(`settings.categories.refused.${edited.refused}`));
    put(edited.tree);
    if (takesFocus) focus();
    setActive(edited.id);
    setPinned((before) => [...before, edited.id]);
    openAbove(edited.id, edited.tree);
  };
  const begin = (place: Typing): void => {
    setRefused(null);
    if ("below" in place && place.below !== null) {
      const { below } = place;
      setOpen((before) => new Set([...before, below]));
    }
    name.put({ at: place, text: "id" in place ? (edit.find(tree, place.id)?.node.name ?? "") : "" });
  };
  const endTyping = (): void => {
    name.put(null);
    setRefused(null);
  };
  const typed = (isEnter: boolean): void => {
    if (typing === null || name.value === null) return;
    const { text } = name.value;
    // Left without a name, or with one that cannot be: nothing happened.
    const edited = "id" in typing ? edit.rename(tree, typing.id, text) : edit.add(tree, typing, text);
    if ("refused" in edited) {
      if (!isEnter) return endTyping();
      return setRefused(edited.refused);
    }
    endTyping();
    // Left by the mouse: what was clicked keeps the focus.
    apply(edited, isEnter);
  };
  const takeAway = (): void => {
    if (at === null) return;
    const { node } = at;
    const count = usesOf({ node });
    if (count > 0) {
      if (node.isOff) return;
      toast.warn(t("settings.categories.stoppedInstead", { name: node.name, count }));
      return put(edit.setOff(tree, node.id, true));
    }
    const next = at.siblings[at.index + 1] ?? at.siblings[at.index - 1] ?? at.above.at(-1);
    put(edit.remove(tree, node.id));
    setActive(next?.id ?? null);
    toast.done(t("settings.categories.removed", { name: node.name }));
    focus();
  };
  const act: Readonly<Record<EditKey, () => void>> = {
    addAfter: () => begin(active === null ? { below: null } : { after: active }),
    addBelow: () => begin({ below: active }),
    rename: () => active !== null && begin({ id: active }),
    up: () => active !== null && apply(edit.shift(tree, active, -1)),
    down: () => active !== null && apply(edit.shift(tree, active, 1)),
    out: () => active !== null && apply(edit.changeLevel(tree, active, "out")),
    in: () => active !== null && apply(edit.changeLevel(tree, active, "in")),
    takeAway,
    undo: () => draft.undo?.(),
    redo: () => draft.redo?.(),
    save: () => void submit(),
  };
  const submit = async (): Promise<void> => {
    if (change === null || nodes.length > MOST) return;
    const paths = new Map(nodes.map(({ node, path }) => [node.id, path]));
    if (!(await save(draft.values()))) return;
    draft.drop();
    // What was renamed or new goes by its path now.
    setActive((id) => (id === null ? null : (paths.get(id) ?? null)));
    setOpen((before) => new Set([...before].map((id) => paths.get(id) ?? id)));
  };
  const onKey = (event: KeyboardEvent): boolean => {
    const key = editKeyOf(event.nativeEvent);
    if (key === null || isLocked) return false;
    act[key]();
    return true;
  };
  useShortcuts(change === null ? {} : { save: act.save });

  const isOff = at?.node.isOff === true;
  const inUse = change === null ? 0 : change.removed.filter((path) => usesByPath.has(path)).length;
  const none = active === null || at === null;
  return (
    <>
      <p className="note settings-list-label">{t("settings.categories.hint")}</p>
      <div className="category-tools">
        <SearchBox
          value={search}
          label={t("settings.categories.search")}
          placeholder={t("settings.categories.search")}
          onSearch={(text) => {
            setSearch(text);
            setPinned([]);
          }}
          onLeave={() => {
            const first = rows.find(({ node }) => found?.has(node.id) ?? true);
            focus();
            if (first !== undefined) setActive(first.node.id);
          }}
        />
        {!isLocked && (
          <span className="button-row">
            <Button size="small" onClick={act.addAfter}>
              {t(none ? "settings.categories.addRoot" : "settings.categories.addAfter")}
            </Button>
            <Button size="small" disabled={none || at.above.length >= edit.LEVELS - 1} onClick={act.addBelow}>
              {t("settings.categories.addBelow")}
            </Button>
            <Button size="small" disabled={none} onClick={act.rename}>
              {t("settings.categories.rename")}
            </Button>
            <Button size="small" disabled={none} onClick={act.up}>
              {t("settings.categories.up")}
            </Button>
            <Button size="small" disabled={none} onClick={act.down}>
              {t("settings.categories.down")}
            </Button>
            <Button size="small" disabled={none} onClick={() => setDialog("move")}>
              {t("settings.categories.moveTo")}
            </Button>
            <Button size="small" disabled={none} onClick={() => !none && put(edit.setOff(tree, at.node.id, !isOff))}>
              {t(isOff ? "settings.categories.resume" : "settings.categories.stop")}
            </Button>
            <Button size="small" disabled={none} onClick={takeAway}>
              {t("settings.categories.remove")}
            </Button>
          </span>
        )}
      </div>
      {!isLocked && <TypedNotice typed={draft.typed} />}
      {!isLocked && <TypedNotice typed={name} />}
      <TreeView
        treeRef={treeRef}
        rows={rows}
        active={active}
        typing={typing}
        text={name.value?.text ?? ""}
        refused={refused}
        usesOf={usesOf}
        empty={search === "" ? t("settings.categories.none") : t("settings.categories.notFound", { text: search })}
        onActive={setActive}
        onOpen={(id, isOpen) =>
          setOpen((before) => (isOpen ? new Set([...before, id]) : new Set([...before].filter((one) => one !== id))))
        }
        onKey={onKey}
        onText={(text) => typing !== null && name.put({ at: typing, text })}
        onTyped={typed}
        onCancel={() => {
          endTyping();
          focus();
        }}
        onRename={isLocked ? null : (id) => begin({ id })}
      />
      {!isLocked && <p className="quiet category-hint">{t("settings.categories.keys")}</p>}
      <p className="quiet settings-status" role="status">
        <span>
          {t("settings.categories.summary", {
            count: nodes.filter(({ node }) => node.isListed || node.children.length === 0).length,
            off: nodes.filter(({ node }) => node.isOff).length,
          })}
        </span>
        {!isLocked && (
          <span>
            <Changes change={change} />
          </span>
        )}
        {inUse > 0 && <span>{t("settings.categories.keptInRecords", { count: inUse })}</span>}
      </p>
      {nodes.length > MOST && (
        <Alert className="notice" type="error" showIcon title={t("settings.categories.tooMany", { count: MOST })} />
      )}
      <ErrorNotice error={error} onClose={clearError} />
      {!isLocked && (
        <div className="settings-line">
          <Button type="primary" disabled={change === null || nodes.length > MOST} loading={busy} onClick={act.save}>
            {t("action.save")}
          </Button>
          <CategoryFile onRead={(paths) => put(edit.replaceBy(tree, paths))} />
          <Button onClick={() => setDialog("lines")}>{t("settings.categories.lines")}</Button>
          <Button disabled={draft.undo === null} onClick={act.undo}>
            {t("settings.categories.undo")}
          </Button>
          <Button disabled={draft.redo === null} onClick={act.redo}>
            {t("settings.categories.redo")}
          </Button>
          {change !== null && (
            <Button disabled={busy} onClick={draft.drop}>
              {t("settings.lists.revert")}
            </Button>
          )}
        </div>
      )}
      {dialog === "move" && !none && (
        <MoveDialog
          tree={tree}
          at={at}
          onMove={(to) => {
            setDialog(null);
            apply(edit.moveTo(tree, at.node.id, to));
          }}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === "lines" && (
        <LinesDialog
          tree={tree}
          onTake={(paths) => {
            setDialog(null);
            put(edit.replaceBy(tree, paths));
          }}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  );
}

/** Only what there is; nobody reads zeros. */
function Changes({ change }: { readonly change: TreeChange | null }) {
  const { t } = useTranslation();
  if (change === null) return t("settings.lists.noChange");
  const counts = { ...change, removed: change.removed.length };
  const parts = (["added", "removed", "moved", "stopped"] as const).filter((part) => counts[part] > 0);
  if (parts.length === 0) return t("settings.categories.change.reordered");
  return parts
    .map((part) => t(`settings.categories.change.${part}`, { count: counts[part] }))
    .join(t("settings.separator"));
}
