/** The whole list as lines of text, to paste three columns from a spreadsheet or to copy it out. */
import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TypedNotice } from "../../../ui/typed-notice.tsx";
import { useTypedText } from "../../../ui/use-typed.ts";
import { parseCategories, toLines } from "../editing/lines.ts";
import { toLists, type Tree } from "./tree.ts";

interface Props {
  readonly tree: Tree;
  readonly onTake: (paths: readonly string[]) => void;
  readonly onClose: () => void;
}

const LONGEST = 200;

export function LinesDialog({ tree, onTake, onClose }: Props) {
  const { t } = useTranslation();
  const typed = useTypedText("settings.lists.categoryLines");
  const [lines] = useState(() => toLines(toLists(tree, { categoriesRenamed: [] }).categories));
  const text = typed.value ?? lines;
  const close = (): void => {
    typed.put(null);
    onClose();
  };
  const take = (): void => {
    typed.put(null);
    onTake(values);
  };
  const { values, duplicates, tooLong } = parseCategories(text, LONGEST);
  const some = (items: readonly string[]): string => items.slice(0, 8).join(t("settings.separator"));
  return (
    <Modal
      open
      width={720}
      title={t("settings.categories.linesTitle")}
      onCancel={close}
      footer={[
        <Button key="cancel" onClick={close}>
          {t("action.cancel")}
        </Button>,
        <Button key="take" type="primary" disabled={tooLong.length > 0} onClick={take}>
          {t("settings.categories.linesTake")}
        </Button>,
      ]}
    >
      <p className="note">{t("settings.categories.linesHint")}</p>
      <TypedNotice typed={typed} />
      <Input.TextArea
        autoFocus
        rows={14}
        spellCheck={false}
        aria-label={t("settings.categories.linesTitle")}
        value={text}
        onChange={(event) => typed.put(event.target.value)}
      />
      <p className="quiet" role="status">
        {t("settings.lists.count", { count: values.length })}
      </p>
      {duplicates.length > 0 && <p className="quiet">{t("settings.lists.duplicates", { items: some(duplicates) })}</p>}
      {tooLong.length > 0 && (
        <p className="problem" role="alert">
          {t("settings.lists.tooLong", { items: some(tooLong) })}
        </p>
      )}
    </Modal>
  );
}
