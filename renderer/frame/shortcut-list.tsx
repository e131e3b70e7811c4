/** Ctrl+/: every shortcut by group, with a search over names and keys. */
import { Input, Modal, type InputRef } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLayers } from "../commands/layers.ts";
import { commandGroups, commandIds, commandOf, otherKeys } from "../commands/registry.ts";

interface Line {
  readonly name: string;
  readonly keys: string;
}

export function ShortcutList() {
  const { t } = useTranslation();
  const close = useLayers((state) => state.close);
  const input = useRef<InputRef>(null);
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  const isWanted = ({ name, keys }: Line) => `${name} ${keys}`.toLowerCase().includes(wanted);
  const groups = [
    ...commandGroups.map((group) => ({
      key: group,
      title: t(`command.groups.${group}`),
      lines: commandIds.flatMap((id): Line[] => {
        const command = commandOf(id);
        if (command.group !== group || command.shortcut === undefined) return [];
        return [{ name: t(`command.names.${id}`), keys: command.shortcut }];
      }),
    })),
    {
      key: "other",
      title: t("command.otherKeys"),
      lines: otherKeys.map(({ name, keys }): Line => ({ name: t(`command.keys.${name}`), keys })),
    },
  ]
    .map((group) => ({ ...group, lines: group.lines.filter(isWanted) }))
    .filter(({ lines }) => lines.length > 0);
  return (
    <Modal
      open
      title={t("command.shortcutsTitle")}
      footer={null}
      width="44rem"
      onCancel={() => close()}
      // The dialog takes the focus for itself when it opens.
      afterOpenChange={(isOpen) => isOpen && input.current?.focus()}
    >
      <Input
        ref={input}
        autoFocus
        value={search}
        aria-label={t("command.shortcutsSearch")}
        placeholder={t("command.shortcutsHint")}
        onChange={(event) => setSearch(event.target.value)}
      />
      {groups.length === 0 && <p className="shortcuts-none">{t("command.shortcutsNone")}</p>}
      <div className="shortcuts-scroll" tabIndex={0} role="region" aria-label={t("command.shortcutsTitle")}>
        <div className="shortcuts">
          {groups.map(({ key, title, lines }) => (
            <section key={key} className="shortcuts-group">
              <h3>{title}</h3>
              <dl>
                {lines.map(({ name, keys }) => (
                  <div key={`${name}${keys}`}>
                    <dt>{name}</dt>
                    <dd>
                      <kbd>{keys}</kbd>
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </div>
    </Modal>
  );
}
