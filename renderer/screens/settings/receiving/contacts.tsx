/** Who called lately: what came and what became of it, and who was turned away. */
import { Button } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { ReceivingContact, ReceivingStatus } from "../../../../db/api/operations.ts";
import { lineRefusals } from "../../../../db/schema/line-refusals.ts";
import { shell } from "../../../hosts/client.ts";
import { useQuery } from "../../../stores/use-query.ts";
import { sizeText } from "../../../text/sizes.ts";
import { shownMoment } from "../../../text/when.ts";
import { ErrorNotice } from "../../../ui/error-notice.tsx";
import { Panel } from "../../../ui/page.tsx";
import { Mark } from "../../../ui/tags.tsx";
import { useFiles } from "../../../ui/use-files.ts";
import { shortReplica } from "../../sync/stations.ts";

export function Contacts({ status }: { readonly status: ReceivingStatus }) {
  const { t } = useTranslation();
  const files = useFiles();
  const { data, error, refresh } = useQuery("receiving.contacts", {});
  const { contacts, logFolder } = status;
  // oxlint-disable-next-line react/exhaustive-effect-dependencies -- whatever came asks again
  useEffect(refresh, [refresh, contacts]);
  return (
    <Panel title={t("receiving.contacts")} setting="receivingContacts">
      <ErrorNotice error={error} onRetry={refresh} />
      {data?.length === 0 && <p className="note">{t("receiving.none")}</p>}
      {data !== undefined && data.length > 0 && (
        <table className="plain-table" aria-label={t("receiving.contacts")}>
          <thead>
            <tr>
              <th scope="col">{t("receiving.at")}</th>
              <th scope="col">{t("receiving.who")}</th>
              <th scope="col">{t("receiving.what")}</th>
              <th scope="col">{t("receiving.result")}</th>
            </tr>
          </thead>
          <tbody>
            {data.map((contact) => (
              <Row key={keyOf(contact)} contact={contact} />
            ))}
          </tbody>
        </table>
      )}
      {data?.some(({ type }) => type === "refused") === true && <p className="note">{t("receiving.refusedHint")}</p>}
      {shell.host === "electron" && logFolder !== null && (
        <div className="settings-line">
          <Button onClick={() => void files.openFolder(logFolder)}>{t("receiving.log")}</Button>
        </div>
      )}
    </Panel>
  );
}

const keyOf = (contact: ReceivingContact): string =>
  [contact.at, contact.replica, contact.type, contact.type === "refused" ? contact.reason : ""].join(" ");

function Row({ contact }: { readonly contact: ReceivingContact }) {
  return (
    <tr>
      <td className="nowrap">{shownMoment(contact.at)}</td>
      <td>
        <Who contact={contact} />
      </td>
      <td>
        <What contact={contact} />
      </td>
      <td>
        <Result contact={contact} />
      </td>
    </tr>
  );
}

/** A station that was turned away has only said that it is one. */
function Who({ contact }: { readonly contact: ReceivingContact }) {
  const { t } = useTranslation();
  const { station, replica } = contact;
  if (contact.type === "refused" && replica === null) return t("receiving.unknown", { from: contact.from });
  return (
    <>
      {contact.type === "refused" ? t("receiving.claims", { station: station ?? "", from: contact.from }) : station}{" "}
      {replica !== null && <span className="quiet">{shortReplica(replica)}</span>}
    </>
  );
}

function What({ contact }: { readonly contact: ReceivingContact }) {
  const { t } = useTranslation();
  if (contact.type === "call") return <span className="quiet">{t("receiving.call")}</span>;
  if (contact.type === "refused")
    return <span className="quiet">{t("receiving.times", { count: contact.count })}</span>;
  const { entries, records } = contact;
  const size = sizeText(contact.bytes);
  return records === null
    ? t("receiving.file", { size, entries })
    : t("receiving.fileRecords", { size, entries, count: records });
}

function Result({ contact }: { readonly contact: ReceivingContact }) {
  const { t } = useTranslation();
  if (contact.type === "call") return <Mark tone="good">{t("receiving.called")}</Mark>;
  if (contact.type === "refused")
    return (
      <Mark tone="late">
        {t("receiving.turnedAway", { reason: t(`receiving.reason.${reasonOf(contact.reason)}`) })}
      </Mark>
    );
  const { state, code } = contact;
  if (state === "stored") return <Mark tone="plain">{t("receiving.stored")}</Mark>;
  return (
    <>
      <Mark tone={fileTones[state]}>{t(`sync.outcome.${state}`)}</Mark>
      {code !== null && <span className="quiet settings-beside">{t("receiving.number", { code })}</span>}
    </>
  );
}

const fileTones = { imported: "good", held: "soon", refused: "late" } as const;

/** A newer receiver may give reasons not known here. */
function reasonOf(reason: string) {
  const known = lineRefusals.find((one) => one === reason);
  return known === undefined || known === "notFound" || known === "busy" ? "failed" : known;
}
