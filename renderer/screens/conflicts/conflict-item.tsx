/** One field that two sides changed: of which record, and its values. Where the cursor stands, 1 and 2 decide. */
import { Button, Checkbox } from "antd";
import { useTranslation } from "react-i18next";
import type { Conflict, ConflictValue } from "../../../db/api/operations.ts";
import { useLabels } from "../../text/labels.ts";
import { Mark } from "../../ui/tags.tsx";
import { ConflictValues } from "./conflict-values.tsx";

interface Props {
  readonly conflict: Conflict;
  readonly isPicked: boolean;
  readonly showsStation: boolean;
  readonly busy: boolean;
  readonly onPick: () => void;
  readonly onOpen: () => void;
  readonly onUse: (value: ConflictValue) => void;
}

export function ConflictItem({ conflict, isPicked, showsStation, busy, onPick, onOpen, onUse }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const { home, row, label, stationName, isAgain, whyNot } = conflict;
  const field = labels.meta(label);
  const place = [showsStation ? stationName : null, labels.kind(home.kind), home.number].filter(Boolean).join(" ");
  return (
    <li className="conflict" tabIndex={0} aria-label={[field, place, home.title].join(" ")}>
      <div className="conflict-head">
        <Checkbox
          checked={isPicked}
          disabled={busy || whyNot !== null}
          tabIndex={-1}
          aria-label={t("conflict.pick", { field })}
          onChange={onPick}
        />
        <h3>{field}</h3>
        {row !== null && <span>{t("conflict.row", { kind: labels.kind(row.kind), title: row.title })}</span>}
        <span className="quiet">{place}</span>
        <span className="conflict-title">{home.title}</span>
        {isAgain && <Mark tone="soon">{t("conflict.again")}</Mark>}
        {home.isListed && (
          <Button type="link" size="small" tabIndex={-1} onClick={onOpen}>
            {t("conflict.open")}
          </Button>
        )}
      </div>
      <ConflictValues conflict={conflict} busy={busy} hasKeys={whyNot === null} onUse={onUse} />
    </li>
  );
}
