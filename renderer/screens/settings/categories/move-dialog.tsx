/** 移到…: the category above it, found by typing. */
import { Button, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LEVELS, walk, type Found, type Tree } from "./tree.ts";

interface Props {
  readonly tree: Tree;
  readonly at: Found;
  /** null: to the first level. */
  readonly onMove: (to: string | null) => void;
  readonly onClose: () => void;
}

/** No id is empty. */
const ROOT = "";

export function MoveDialog({ tree, at, onMove, onClose }: Props) {
  const { t } = useTranslation();
  const { node, above } = at;
  const [to, setTo] = useState(above.at(-1)?.id ?? ROOT);
  const inside = new Set(walk([node]).map((one) => one.node.id));
  const places = walk(tree).filter((one) => one.path.split("/").length < LEVELS && !inside.has(one.node.id));
  return (
    <Modal
      open
      title={t("settings.categories.moveTitle", { name: node.name })}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t("action.cancel")}
        </Button>,
        <Button key="move" type="primary" onClick={() => onMove(to === ROOT ? null : to)}>
          {t("settings.categories.moveTo")}
        </Button>,
      ]}
    >
      <Select<string>
        autoFocus
        className="field-wide"
        aria-label={t("settings.categories.moveLabel")}
        value={to}
        showSearch={{ optionFilterProp: "label" }}
        options={[
          { value: ROOT, label: t("settings.categories.moveRoot") },
          ...places.map((one) => ({ value: one.node.id, label: one.path })),
        ]}
        onChange={setTo}
      />
    </Modal>
  );
}
