/** Bundles that wait, with the reason and what to do. The reason is the number under which the bundle came in. */
import { useTranslation } from "react-i18next";
import type { StationStatus } from "../../../db/api/operations.ts";
import { Panel } from "../../ui/page.tsx";
import { baseName, heldReason } from "./outcomes.ts";

export function HeldPanel({ stations }: { readonly stations: readonly StationStatus[] }) {
  const { t } = useTranslation();
  const holding = stations.filter(({ held }) => held > 0);
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
                {station.heldFiles.map(({ file, fromSeq, code }) => (
                  <div key={`${fromSeq} ${file}`}>
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
