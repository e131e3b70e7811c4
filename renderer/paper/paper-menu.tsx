/** “导出/打印” of one record, or of those selected in a list. */
import { Button, Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import { useShortcuts } from "../commands/use-shortcuts.ts";
import { usePaper } from "./use-paper.tsx";

interface Props {
  readonly ids: readonly string[];
  /** There are changes that are not saved: a document holds what is. */
  readonly hasChanges?: boolean;
}

export function PaperMenu({ ids, hasChanges = false }: Props) {
  const { t } = useTranslation();
  const paper = usePaper();
  const [only] = ids;
  const isOne = ids.length === 1;
  const actions = {
    preview: () => {
      if (only !== undefined) paper.preview(only);
    },
    word: () => void paper.word(ids),
    pdf: () => void paper.pdf(ids),
    print: () => void paper.print(ids),
  };
  useShortcuts(ids.length === 0 ? {} : { print: actions.print });
  const shown = isOne ? ["preview", "word", "pdf", "print"] : ["word", "pdf", "print"];
  return (
    <Dropdown
      trigger={["click"]}
      disabled={ids.length === 0}
      menu={{
        items: [
          ...(hasChanges ? [{ key: "note", label: t("paper.unsaved"), disabled: true }] : []),
          ...(["preview", "word", "pdf", "print"] as const)
            .filter((key) => shown.includes(key) && (key !== "pdf" || paper.canSavePdf))
            .map((key) => ({
              key,
              label: t(key === "print" && !paper.canSavePdf ? "paper.action.printOrPdf" : `paper.action.${key}`),
              onClick: actions[key],
            })),
        ],
      }}
    >
      <Button>{t("paper.menu")}</Button>
    </Dropdown>
  );
}
