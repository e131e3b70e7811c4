/** One attachment in the form: its picture, name, role, and what may be done with it. */
import { Button, Input, Select } from "antd";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { attachmentRoles, extensionOf, isShownImage } from "../../../../db/schema/attachment.ts";
import { thumbnailOf } from "../../../files/thumbnails.ts";
import {
  attachmentOf,
  nameParts,
  type AttachmentRole,
  type AttachmentValues,
} from "../../../forms/attachment-values.ts";
import { isComposing } from "../../../keys/keyboard.ts";
import { RowMoveButtons } from "../../../forms/row-move-buttons.tsx";
import { moveFocusedRow, wayOfPress, type Way } from "../../../forms/row-moves.ts";
import type { ChildRow } from "../../../values/form-values.ts";
import { useLabels } from "../../../text/labels.ts";
import { sizeText } from "../../../text/sizes.ts";
import type { ContentState } from "./use-states.ts";

interface Props {
  readonly row: ChildRow;
  readonly state: ContentState;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly isReadOnly: boolean;
  readonly onOpen: () => void;
  readonly onChange: (change: Partial<Pick<AttachmentValues, "name" | "role">>) => void;
  readonly onMove: (way: Way) => void;
  readonly onRemove: () => void;
  readonly onReplace: () => void;
}

const roles = Object.keys(attachmentRoles) as AttachmentRole[];

export function AttachmentRow(props: Props) {
  const { row, state, isFirst, isLast, isReadOnly, onOpen, onChange, onMove, onRemove, onReplace } = props;
  const { t } = useTranslation();
  const labels = useLabels();
  const file = attachmentOf(row);
  const root = useRef<HTMLLIElement>(null);

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent) || isReadOnly) return;
    if (event.key !== "F2") return;
    root.current?.querySelector("input")?.focus();
    event.preventDefault();
  };
  // Before the list of roles sees the key, which would open it.
  const onMoveKey = (event: KeyboardEvent) => {
    const way = wayOfPress(event.nativeEvent);
    if (way === null || isReadOnly || !moveFocusedRow(way)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onPictureKey = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const next = event.key === "ArrowDown" ? root.current?.nextElementSibling : root.current?.previousElementSibling;
      next?.querySelector<HTMLElement>(".attachment-open")?.focus();
    } else if (event.key === "Delete" && !isReadOnly) onRemove();
    else return;
    event.preventDefault();
  };
  const problem = state === "ok" ? null : t(isReadOnly ? "attachment.missingOthers" : `attachment.${state}`);
  return (
    <li
      ref={root}
      className="attachment"
      onKeyDown={onKeyDown}
      onKeyDownCapture={onMoveKey}
      data-state={state}
      data-movable-row={row.key}
    >
      <button
        type="button"
        className="attachment-open"
        aria-label={t("attachment.open", { file: file.name })}
        onClick={onOpen}
        onKeyDown={onPictureKey}
      >
        <Thumbnail file={file} isThere={state === "ok"} />
      </button>
      <div className="attachment-what">
        <NameInput name={file.name} isReadOnly={isReadOnly} onChange={(name) => onChange({ name })} />
        {problem !== null && (
          <p className="attachment-problem" role="alert">
            {problem}
          </p>
        )}
      </div>
      {problem !== null && !isReadOnly && <Button onClick={onReplace}>{t("attachment.replace")}</Button>}
      <Select
        className="attachment-role"
        aria-label={`${t("attachment.role")} ${file.name}`}
        value={file.role ?? "other"}
        disabled={isReadOnly}
        options={roles.map((role) => ({ value: role, label: labels.option(attachmentRoles, role) }))}
        onChange={(role) => onChange({ role })}
      />
      <span className="attachment-size">{sizeText(file.size)}</span>
      {!isReadOnly && (
        <span className="attachment-actions">
          <RowMoveButtons
            names={{ up: t("attachment.up", { file: file.name }), down: t("attachment.down", { file: file.name }) }}
            isFirst={isFirst}
            isLast={isLast}
            onMove={onMove}
          />
          <Button aria-label={t("attachment.remove", { file: file.name })} onClick={onRemove}>
            {t("action.remove")}
          </Button>
        </span>
      )}
    </li>
  );
}

/** The ending is not edited: it says which program opens the file. An emptied name goes back to what it was. */
function NameInput({
  name,
  isReadOnly,
  onChange,
}: {
  readonly name: string;
  readonly isReadOnly: boolean;
  readonly onChange: (name: string) => void;
}) {
  const { t } = useTranslation();
  const [stem, ending] = nameParts(name);
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <span className="attachment-name">
      <Input
        variant="borderless"
        aria-label={`${t("attachment.name")} ${name}`}
        value={typed ?? stem}
        title={name}
        readOnly={isReadOnly}
        maxLength={100}
        onChange={(event) => {
          setTyped(event.target.value);
          if (event.target.value.trim() !== "") onChange(event.target.value.trim() + ending);
        }}
        onBlur={() => setTyped(null)}
      />
      <span className="attachment-ending">{ending}</span>
    </span>
  );
}

function Thumbnail({ file, isThere }: { readonly file: AttachmentValues; readonly isThere: boolean }) {
  const [made, setMade] = useState<{ readonly of: string; readonly url: string | null } | null>(null);
  const { sha256, mime } = file;
  const isPicture = isThere && isShownImage(mime);
  useEffect(() => {
    if (!isPicture) return;
    let isCurrent = true;
    void thumbnailOf(sha256, mime).then((url) => isCurrent && setMade({ of: sha256, url }));
    return () => {
      isCurrent = false;
    };
  }, [sha256, mime, isPicture]);
  const url = isPicture && made?.of === sha256 ? made.url : null;
  if (url !== null) return <img src={url} alt="" draggable={false} />;
  const extension = extensionOf(file.name);
  return (
    <span className="attachment-type" data-type={extension} aria-hidden="true">
      {isThere ? extension.slice(0, 4).toUpperCase() || "?" : "!"}
    </span>
  );
}
