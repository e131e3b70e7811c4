/** Title, state and the actions on the whole record. */
import { Button, Dropdown } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { FullRecord } from "../../../db/api/operations.ts";
import type { ListedKind } from "../../../db/schema/kinds.ts";
import { paperKindSchema } from "../../../db/schema/paper.ts";
import { PaperMenu } from "../../paper/paper-menu.tsx";
import { useLabels } from "../../text/labels.ts";
import { DeliveryMark } from "../../ui/tags.tsx";
import { EraseDialog } from "./erase-dialog.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { useDeleteRecord } from "./use-delete-record.ts";

interface Props {
  readonly kind: ListedKind;
  readonly full: FullRecord | null;
  readonly stationName: string | undefined;
  /** Another office's record: only its own station deletes it. */
  readonly isOthers: boolean;
  /** The form holds changes that are not saved. */
  readonly hasChanges: boolean;
  readonly onLeave: () => void;
  /** Beside the title, new records included. */
  readonly extra?: ReactNode;
}

const isOnPaper = (kind: ListedKind): boolean => paperKindSchema.safeParse(kind).success;

export function RecordHeader({ kind, full, stationName, isOthers, hasChanges, onLeave, extra }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const remove = useDeleteRecord();
  const [isErasing, setErasing] = useState(false);
  const title = full === null ? t(`kind.${kind}.create`) : full.title === "" ? labels.kind(kind) : full.title;
  return (
    <header className="record-header">
      <Button onClick={onLeave} aria-label={t("record.toList")}>
        {`‹ ${t(`kind.${kind}.name`)}`}
      </Button>
      <h1 className="record-title" title={title}>
        {title}
      </h1>
      {extra}
      {full !== null && (
        <div className="record-marks">
          {stationName !== undefined && <span className="record-station">{stationName}</span>}
          {full.dueOn !== null && <span className="record-station">{t("record.due", { date: full.dueOn })}</span>}
          <StateMark kind={kind} state={full.state} />
          <DeliveryMark delivery={full.delivery} />
          {isOnPaper(kind) && <PaperMenu ids={[full.record.id]} hasChanges={hasChanges} />}
          <Dropdown
            trigger={["click"]}
            menu={{
              items: [
                { key: "delete", label: t("record.delete"), danger: true, disabled: isOthers },
                { key: "erase", label: t("record.erase"), danger: true },
              ],
              onClick: ({ key }) => (key === "delete" ? void remove(kind, full) : setErasing(true)),
            }}
          >
            <Button>{t("record.more")}</Button>
          </Dropdown>
        </div>
      )}
      {full !== null && <EraseDialog open={isErasing} id={full.record.id} onClose={() => setErasing(false)} />}
    </header>
  );
}
