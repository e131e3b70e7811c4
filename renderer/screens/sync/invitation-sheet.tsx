/** 邀请单: the invitation's fingerprint on the screen, and with station, district and what to do on one sheet of paper. */
import { Button } from "antd";
import { createPortal, flushSync } from "react-dom";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useStatus } from "../../stores/status.ts";
import { dayOf } from "../../text/times.ts";
import { Fingerprint } from "./fingerprint.tsx";
import type { Invitation } from "./invite-dialog.tsx";

export function InvitationSheet({ invitation }: { readonly invitation: Invitation }) {
  const { t } = useTranslation();
  const district = useStatus((state) => state.status?.name ?? "");
  const [isPrinting, setPrinting] = useState(false);
  const print = (): void => {
    // The sheet has to be there before the dialog, which returns when it is closed.
    flushSync(() => setPrinting(true));
    document.documentElement.classList.add("sheet-printing");
    try {
      window.print();
    } finally {
      document.documentElement.classList.remove("sheet-printing");
      setPrinting(false);
    }
  };
  const { fingerprint, name, expiresAt } = invitation;
  return (
    <>
      <Fingerprint fingerprint={fingerprint} />
      <Button onClick={print}>{t("sync.sheet.print")}</Button>
      {isPrinting &&
        createPortal(
          <article className="invitation-sheet">
            <h1>{t("sync.sheet.title")}</h1>
            <p>{t("sync.sheet.for", { name, district })}</p>
            <p>{t("sync.sheet.until", { day: dayOf(new Date(expiresAt)) })}</p>
            <Fingerprint fingerprint={fingerprint} />
            <ol>
              <li>{t("sync.sheet.open")}</li>
              <li>{t("sync.sheet.compare")}</li>
              <li>{t("sync.sheet.call", { district })}</li>
              <li>{t("sync.sheet.answer")}</li>
            </ol>
          </article>,
          document.body,
        )}
    </>
  );
}
