/** At the right of a list's search: columns, preview, export, what was deleted. */
import { Button, Dropdown } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListedKind } from "../../../db/schema/kinds.ts";
import type { Preferences } from "../../../db/schema/preferences.ts";
import { useCommandTitle } from "../../commands/command-title.ts";
import { usePreferences } from "../../stores/preferences.ts";
import { useToast } from "../../ui/use-toast.tsx";
import { DeletedButton } from "../deleted/deleted-button.tsx";
import { ColumnDialog } from "./column-dialog.tsx";
import type { ExportFormat } from "./use-list-export.ts";

interface Props {
  readonly kind: ListedKind;
  readonly onExport: (format: ExportFormat) => void;
}

const places = ["off", "right", "bottom"] as const satisfies readonly Preferences["listPreview"][];
const placeNames = { off: "previewOff", right: "previewRight", bottom: "previewBottom" } as const;

export function ListTools({ kind, onExport }: Props) {
  const { t } = useTranslation();
  const titleOf = useCommandTitle();
  const toast = useToast();
  const [isChoosing, setChoosing] = useState(false);
  const preview = usePreferences((state) => state.values.listPreview);
  const save = usePreferences((state) => state.save);
  return (
    <>
      <Button onClick={() => setChoosing(true)}>{t("listTools.columns")}</Button>
      <Dropdown
        trigger={["click"]}
        menu={{
          selectable: true,
          selectedKeys: [preview],
          items: places.map((place) => ({ key: place, label: t(`listTools.${placeNames[place]}`) })),
          onClick: ({ key }) => {
            const place = places.find((one) => one === key);
            if (place !== undefined) save({ listPreview: place }).catch(toast.failed);
          },
        }}
      >
        <Button title={titleOf("togglePreview")}>{t("listTools.preview")}</Button>
      </Dropdown>
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            { key: "xlsx", label: t("listTools.exportXlsx") },
            { key: "csv", label: t("listTools.exportCsv") },
          ],
          onClick: ({ key }) => onExport(key === "csv" ? "csv" : "xlsx"),
        }}
      >
        <Button>{t("listTools.export")}</Button>
      </Dropdown>
      <DeletedButton />
      {isChoosing && <ColumnDialog kind={kind} onClose={() => setChoosing(false)} />}
    </>
  );
}
