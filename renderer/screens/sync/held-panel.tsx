/** Bundles that wait, with the reason and what to do. The reason is the number under which the bundle came in. */
import { useTranslation } from "react-i18next";
import type { StationStatus } from "../../../db/api.ts";
import { Panel } from "../../ui/page.tsx";
import { useQuery } from "../../ui/use-query.ts";
import { baseName, heldReason } from "./outcomes.ts";

/** Held bundles are recent; older transfers are not searched. */
const RECENT = 500;

export function HeldPanel({ stations }: { readonly stations: readonly StationStatus[] }) {
  const { t } = useTranslation();
  const holding = stations.filter(({ held }) => held > 0);
  const { data } = useQuery("transfer.list", holding.length === 0 ? null : { limit: RECENT });
  if (holding.length === 0) return null;
  return (
    <Panel title={t("sync.heldReason.title")}>
      <table className="plain-table" aria-label={t("sync.heldReason.title")}>
        <tbody>
          {holding.map((station) => (
            <tr key={station.station}>
              <th scope="row" className="nowrap">
                {station.name}
              </th>
              <td className="nowrap">{t("sync.district.held", { count: station.held })}</td>
              <td>
                {data
                  ?.filter(
                    ({ outcome, station: from }) =>
                      (outcome === "held" || outcome === "fork") && (from === station.name || from === station.station),
                  )
                  .slice(0, station.held)
                  .map(({ id, file, fromSeq, code }) => (
                    <div key={id}>
                      <p>{t(`sync.heldReason.${heldReason(code)}`, { from: fromSeq, code: code ?? "" })}</p>
                      <p className="quiet">{baseName(file)}</p>
                    </div>
                  ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
