/** Bundles and receipts that went out or came in, newest first. */
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Transfer } from "../../../db/api/operations.ts";
import { shownMoment } from "../../text/when.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { Mark } from "../../ui/tags.tsx";
import { useQuery } from "../../stores/use-query.ts";
import { fileMarkOf } from "../../../db/schema/exchange-files.ts";
import { baseName, markTones, transferOutcome } from "./outcomes.ts";

const FIRST = 10;
const ALL = 200;

const words = {
  out: { bundle: "outBundle", receipt: "outReceipt" },
  in: { bundle: "inBundle", receipt: "inReceipt" },
} as const;

/** A file with entries of a chain that its sender did not write tells by its name (db/bundle/file-names.ts). */
const wordOf = ({ direction, type, file }: Transfer) => {
  const mark = fileMarkOf(file);
  return mark === null ? words[direction][type] : markWords[mark][direction];
};

const markWords = {
  return: { out: "outReturn", in: "inReturn" },
  sibling: { out: "sibling", in: "sibling" },
  join: { out: "join", in: "join" },
} as const;

/** What came over a connection was once listed under the name that it has in the inbox: its hash, which tells people nothing. */
const shownFile = (file: string): string | null =>
  /^[0-9a-f]{64}\.lxq$/u.test(baseName(file)) ? null : baseName(file);

interface Props {
  readonly isDistrict: boolean;
  /** A transfer carries the station's name, or the id of one that is not known here. */
  readonly stations: readonly { readonly station: string; readonly name: string }[];
}

export function Transfers({ isDistrict, stations }: Props) {
  const { t } = useTranslation();
  const [limit, setLimit] = useState(FIRST);
  const { data, error, refresh } = useQuery("transfer.list", { limit });
  const nameOf = (transfer: Transfer): string =>
    stations.find(({ station, name }) => station === transfer.station || name === transfer.station)?.name ?? "";
  return (
    <Panel title={t("sync.transfers.title")}>
      <ErrorNotice error={error} onRetry={refresh} />
      {data?.length === 0 && <p className="note">{t("sync.transfers.none")}</p>}
      {data !== undefined && data.length > 0 && (
        <table className="plain-table" aria-label={t("sync.transfers.title")}>
          <thead>
            <tr>
              <th scope="col">{t("sync.transfers.at")}</th>
              <th scope="col">{t("sync.transfers.what")}</th>
              {isDistrict && <th scope="col">{t("sync.transfers.station")}</th>}
              <th scope="col">{t("sync.transfers.file")}</th>
              <th scope="col" className="number">
                {t("sync.transfers.entries")}
              </th>
              <th scope="col">{t("sync.transfers.outcome")}</th>
            </tr>
          </thead>
          <tbody>
            {data.map((transfer) => (
              <tr key={transfer.id}>
                <td className="nowrap">{shownMoment(transfer.at)}</td>
                <td className="nowrap">{t(`sync.transfers.${wordOf(transfer)}`)}</td>
                {isDistrict && <td>{nameOf(transfer)}</td>}
                <td className="quiet" title={transfer.file}>
                  {shownFile(transfer.file) ?? t("sync.transfers.overLine")}
                </td>
                <td className="number">{transfer.entries}</td>
                <td>
                  <Mark tone={markTones[transferOutcome(transfer.outcome).tone]}>
                    {t(`sync.outcome.${transferOutcome(transfer.outcome).word}`)}
                  </Mark>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {data?.length === FIRST && limit === FIRST && (
        <Button type="link" onClick={() => setLimit(ALL)}>
          {t("sync.transfers.more")}
        </Button>
      )}
    </Panel>
  );
}
