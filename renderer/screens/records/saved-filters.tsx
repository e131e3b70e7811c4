/** Filters with a name: one press applies them; saved, renamed and deleted here, kept on this PC. */
import { Button, Dropdown, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListedKind } from "../../../db/schema/kinds.ts";
import type { SavedFilter } from "../../../db/schema/preferences.ts";
import { useLists, useListState, noFilters } from "../../stores/lists.ts";
import { usePreferences } from "../../stores/preferences.ts";
import { useToast } from "../../ui/use-toast.tsx";

export function SavedFilters({ kind, canSave }: { readonly kind: ListedKind; readonly canSave: boolean }) {
  const { t } = useTranslation();
  const all = usePreferences((state) => state.values.savedFilters);
  const filter = useLists((lists) => lists.filter);
  const [dialog, setDialog] = useState<"save" | "manage" | null>(null);
  const saved = all.filter((one) => one.kind === kind);
  const apply = ({ search, year, state, station, where, order }: SavedFilter) =>
    filter(kind, { ...noFilters, search, year, state, station, where, order });
  const choose = (key: string) => {
    if (key === "save" || key === "manage") return setDialog(key);
    const chosen = saved.find(({ id }) => id === key);
    if (chosen !== undefined) apply(chosen);
  };
  return (
    <>
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            ...(saved.length === 0
              ? [{ key: "none", label: t("listTools.savedNone"), disabled: true }]
              : saved.map(({ id, name }) => ({ key: id, label: name }))),
            { type: "divider" as const },
            { key: "save", label: t("listTools.savedSave"), disabled: !canSave },
            ...(saved.length === 0 ? [] : [{ key: "manage", label: t("listTools.savedManage") }]),
          ],
          onClick: ({ key }) => choose(key),
        }}
      >
        <Button>{t("listTools.saved")}</Button>
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
  const [name, setName] = useState("");
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
    // The same name again means the same filter, changed.
    const others = values.savedFilters.filter((one) => one.kind !== kind || one.name !== made.name);
    save({ savedFilters: [...others, made] }).then(
      () => toast.done(t("listTools.savedDone", { name: made.name })),
      toast.failed,
    );
    onClose();
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
      onCancel={onClose}
    >
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
          onChange={(event) => setName(event.target.value)}
        />
      </form>
    </Modal>
  );
}

function ManageDialog({ kind, onClose }: DialogProps) {
  const { t } = useTranslation();
  const toast = useToast();
  const { values, save } = usePreferences();
  const saved = values.savedFilters.filter((one) => one.kind === kind);
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
        {saved.map((one) => (
          <li key={one.id}>
            <Input
              defaultValue={one.name}
              maxLength={40}
              aria-label={t("listTools.savedRename")}
              onBlur={(event) => event.target.value !== one.name && rename(one.id, event.target.value)}
              onPressEnter={(event) => event.currentTarget.blur()}
            />
            <Button onClick={() => remove(one)}>{t("listTools.savedDelete")}</Button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
