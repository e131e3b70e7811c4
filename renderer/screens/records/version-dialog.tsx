/** An earlier version beside the form as it is now, before it is loaded into it. */
import { Modal } from "antd";
import { useTranslation } from "react-i18next";
import type { ListedKind } from "../../../db/schema/kinds.ts";
import { isNothing, type Difference } from "../../forms/history.ts";
import { DifferenceView } from "./history-changes.tsx";

interface Props {
  readonly kind: ListedKind;
  /** When the version was saved. */
  readonly at: string;
  readonly difference: Difference;
  readonly onRestore: () => void;
  readonly onClose: () => void;
}

export function VersionDialog({ kind, at, difference, onRestore, onClose }: Props) {
  const { t } = useTranslation();
  const isSame = isNothing(difference);
  return (
    <Modal
      open
      width="46rem"
      title={t("record.versionTitle", { at })}
      okText={t("record.restoreVersion")}
      okButtonProps={{ disabled: isSame }}
      cancelText={t("action.close")}
      onOk={onRestore}
      onCancel={onClose}
    >
      <p className="version-hint">{t(isSame ? "record.versionSame" : "record.versionHint")}</p>
      {!isSame && <DifferenceView kind={kind} difference={difference} />}
    </Modal>
  );
}
