/** A photo as large as the window allows: arrows for the others, Esc back to the form. */
import { Button, Modal, Spin } from "antd";
import { useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { readContent } from "../../../files/send-file.ts";
import type { AttachmentValues } from "../../../forms/attachment-values.ts";
import { ErrorNotice } from "../../../ui/error-notice.tsx";
import { sizeText } from "../../../text/sizes.ts";

interface Props {
  /** The photos of the form, in its order. */
  readonly photos: readonly AttachmentValues[];
  /** SHA-256 of the one that is shown. */
  readonly shown: string;
  readonly onShow: (sha256: string) => void;
  readonly onClose: () => void;
  /** With the system's program. */
  readonly onOpen: (file: AttachmentValues) => void;
}

export function Preview({ photos, shown, onShow, onClose, onOpen }: Props) {
  const { t } = useTranslation();
  const index = photos.findIndex(({ sha256 }) => sha256 === shown);
  const photo = photos[index];
  const go = (by: number) => {
    const next = photos[index + by];
    if (next !== undefined) onShow(next.sha256);
  };
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowUp: -1, PageUp: -1, ArrowRight: 1, ArrowDown: 1, PageDown: 1 }[event.key];
    if (by === undefined || event.altKey || event.ctrlKey) return;
    event.preventDefault();
    go(by);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);

  if (photo === undefined) return null;
  return (
    <Modal
      open
      centered
      width="94vw"
      className="photo-preview"
      title={photo.name}
      onCancel={onClose}
      footer={
        <div className="photo-bar">
          <span className="photo-facts">
            <span>{t("attachment.previewOf", { index: index + 1, count: photos.length })}</span>
            <span>{sizeText(photo.size)}</span>
            <span>{t("attachment.previewKeys")}</span>
          </span>
          <Button disabled={index === 0} onClick={() => go(-1)}>
            {t("attachment.previous")}
          </Button>
          <Button disabled={index === photos.length - 1} onClick={() => go(1)}>
            {t("attachment.next")}
          </Button>
          <Button onClick={() => onOpen(photo)}>{t("attachment.system")}</Button>
          <Button type="primary" onClick={onClose}>
            {t("action.close")}
          </Button>
        </div>
      }
    >
      <Picture key={photo.sha256} photo={photo} />
    </Modal>
  );
}

function Picture({ photo }: { readonly photo: AttachmentValues }) {
  const { t } = useTranslation();
  const [url, setUrl] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isBroken, setBroken] = useState(false);
  const { sha256, mime } = photo;
  useEffect(() => {
    const abort = new AbortController();
    let address: string | null = null;
    readContent(sha256, mime, abort.signal).then(
      (content) => {
        if (abort.signal.aborted) return;
        address = URL.createObjectURL(content);
        setUrl(address);
      },
      (failure: unknown) => !abort.signal.aborted && setError(failure),
    );
    return () => {
      abort.abort();
      if (address !== null) URL.revokeObjectURL(address);
    };
  }, [sha256, mime]);
  return (
    <div className="photo-stage">
      <ErrorNotice error={error} />
      {isBroken && <p className="side-empty">{t("attachment.notShown")}</p>}
      {url === null && error === null && <Spin aria-label={t("attachment.loading")} />}
      {url !== null && !isBroken && <img src={url} alt={photo.name} onError={() => setBroken(true)} />}
    </div>
  );
}
