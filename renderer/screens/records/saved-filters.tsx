/** Filters with a name: one press or Ctrl+1…9 applies them; saved, renamed and deleted here, kept on this PC. */
import { Button, Dropdown, Input, Modal } from "antd";
import { useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListedKind } from "../../../db/schema/kinds.ts";
import type { SavedFilter } from "../../../db/schema/preferences.ts";
import { hasOpenLayer } from "../../commands/use-keys.ts";
import { useListState } from "../../stores/lists.ts";
import { usePreferences } from "../../stores/preferences.ts";
import { applyFilter, filterKey, filterOfPress, filtersOf, withFilter } from "../../stores/saved-filters.ts";
import { TypedNotice } from "../../ui/typed-notice.tsx";
import { useToast } from "../../ui/use-toast.tsx";
import { textOrNull, useTypedText } from "../../ui/use-typed.ts";

export function SavedFilters({ kind, canSave }: { readonly kind: ListedKind; readonly canSave: boolean }) {
  const { t } = useTranslation();
  const all = usePreferences((state) => state.values.savedFilters);
  const toast = useToast();
  const [dialog, setDialog] = useState<"save" | "manage" | null>(null);
  const saved = filtersOf(all, kind);
  const choose = (key: string) => {
    if (key === "save" || key === "manage") return setDialog(key);
    const chosen = saved.find(({ id }) => id === key);
    if (chosen !== undefined) applyFilter(chosen);
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const place = event.defaultPrevented || hasOpenLayer() ? null : filterOfPress(event);
    if (place === null) return;
    event.preventDefault();
    const chosen = saved[place];
    if (chosen === undefined) toast.warn(t("listTools.savedMissing", { place: place + 1 }));
    else applyFilter(chosen);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
  return (
    <>
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            ...(saved.length === 0
              ? [{ key: "none", label: t("listTools.savedNone"), disabled: true }]
              : saved.map(({ id, name }, place) => ({ key: id, label: name, extra: filterKey(place) }))),
            { type: "divider" as const },
            { key: "save", label: t("listTools.savedSave"), disabled: !canSave },
            ...(saved.length === 0 ? [] : [{ key: "manage", label: t("listTools.savedManage") }]),
          ],
          onClick: ({ key }) => choose(key),
        }}
      >
        <Button title={t("command.withKey", { name: t("listTools.saved"), keys: "Ctrl+1…9" })}>
          {t("listTools.saved")}
        </Button>
      </Dropdown>
      {dialog === "save" && <SaveDialog kind={kind} onClose={() => setDialog(null)} />}
      {dialog === "manage" && <ManageDialog kind={kind} onClose={() => setDialog(null)} />}
    </>
  );
}

interface DialogProps {
  readonly kind: ListedKind;
  readonly onClose: () => void;
}

function SaveDialog({ kind, onClose }: DialogProps) {
  const { t } = useTranslation();
  const toast = useToast();
  const { search, year, state, station, where, order } = useListState(kind);
  const { values, save } = usePreferences();
  const typed = useTypedText(`filterName.${kind}`);
  const name = typed.value ?? "";
  const close = () => {
    typed.put(null);
    onClose();
  };
  const keep = () => {
    const made: SavedFilter = {
      id: crypto.randomUUID(),
      kind,
      name: name.trim(),
      search,
      year,
      state,
      station,
      where: [...where],
      order: [...order],
    };
    if (made.name === "") return;
    const all = withFilter(values.savedFilters, made);
    const keys = filterKey(filtersOf(all, kind).indexOf(made));
    save({ savedFilters: all }).then(
      () =>
        toast.done(
          keys === null
            ? t("listTools.savedDone", { name: made.name })
            : t("listTools.savedDoneKey", { name: made.name, keys }),
        ),
      toast.failed,
    );
    close();
  };
  return (
    <Modal
      open
      width="26rem"
      title={t("listTools.savedSave")}
      okText={t("action.save")}
      cancelText={t("action.cancel")}
      okButtonProps={{ disabled: name.trim() === "" }}
      onOk={keep}
      onCancel={close}
    >
      <TypedNotice typed={typed} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <Input
          autoFocus
          value={name}
          maxLength={40}
          aria-label={t("listTools.savedName")}
          placeholder={t("listTools.savedNameHint")}
          autoComplete="off"
          onChange={(event) => typed.put(textOrNull(event.target.value))}
        />
      </form>
    </Modal>
  );
}

function ManageDialog({ kind, onClose }: DialogProps) {
  const { t } = useTranslation();
  const toast = useToast();
  const { values, save } = usePreferences();
  const saved = filtersOf(values.savedFilters, kind);
  const write = (savedFilters: readonly SavedFilter[]) => save({ savedFilters: [...savedFilters] }).catch(toast.failed);
  const rename = (id: string, name: string) => {
    if (name.trim() === "") return;
    void write(values.savedFilters.map((one) => (one.id === id ? { ...one, name: name.trim() } : one)));
  };
  const remove = (gone: SavedFilter) => {
    void write(values.savedFilters.filter(({ id }) => id !== gone.id));
    toast.undoable(t("listTools.savedDeleted", { name: gone.name }), () => {
      const now = usePreferences.getState().values.savedFilters;
      void write([...now.filter(({ id }) => id !== gone.id), gone]);
    });
  };
  return (
    <Modal open width="30rem" title={t("listTools.savedTitle")} footer={null} onCancel={onClose}>
      <ul className="saved-list">
        {saved.map((one, place) => (
          <li key={one.id}>
            <kbd className="saved-key">{filterKey(place)}</kbd>
            <NameInput saved={one} onRename={(name) => rename(one.id, name)} />
            <Button onClick={() => remove(one)}>{t("listTools.savedDelete")}</Button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}

function NameInput({ saved, onRename }: { readonly saved: SavedFilter; readonly onRename: (name: string) => void }) {
  const { t } = useTranslation();
  const typed = useTypedText(`filterRename.${saved.id}`);
  const name = typed.value ?? saved.name;
  return (
    <div className="saved-name">
      <Input
        value={name}
        maxLength={40}
        aria-label={t("listTools.savedRename")}
        onChange={(event) => typed.put(event.target.value)}
        onBlur={() => {
          if (name !== saved.name) onRename(name);
          typed.put(null);
        }}
        onPressEnter={(event) => event.currentTarget.blur()}
      />
      <TypedNotice typed={typed} />
    </div>
  );
}
