/** Changes that the district did not accept, each with its reason and the way to the record. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { ReceiptResult } from "../../../db/api/operations.ts";
import { listedKindSchema } from "../../../db/schema/kinds.ts";
import { recordRoute, useRoute } from "../../stores/route.ts";
import { useQuery } from "../../stores/use-query.ts";
import { refusalWord } from "./outcomes.ts";

type Refused = ReceiptResult["refused"][number];

export function RefusedList({ refused }: { readonly refused: readonly Refused[] }) {
  const { t } = useTranslation();
  return (
    <>
      <p>{t("sync.receipt.refused", { count: refused.length })}</p>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t("sync.receipt.refusedRecord")}</th>
            <th scope="col">{t("sync.receipt.refusedReason")}</th>
          </tr>
        </thead>
        <tbody>
          {refused.map((item) => (
            <RefusedRow key={item.seq} item={item} />
          ))}
        </tbody>
      </table>
    </>
  );
}

/** A refused record may be gone here by now, so its title is asked for and its absence is no error. */
function RefusedRow({ item }: { readonly item: Refused }) {
  const { t } = useTranslation();
  const { data } = useQuery("record.get", { id: item.record });
  const kind = listedKindSchema.safeParse(data?.kind);
  return (
    <tr>
      <th scope="row">
        {data !== undefined && kind.success ? (
          <Button type="link" onClick={() => useRoute.getState().open(recordRoute(kind.data, item.record))}>
            {data.title}
          </Button>
        ) : (
          (data?.title ?? t("sync.receipt.unknownRecord", { id: item.record.slice(0, 8) }))
        )}
      </th>
      <td>{t(refusalWord(item.reason), { code: item.reason })}</td>
    </tr>
  );
}
