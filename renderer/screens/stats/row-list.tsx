/** Records behind a figure, some at a time, each opening its form. */
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { kinds, listedKindSchema, type ListedKind } from "../../../db/schema/kinds.ts";
import { recordRoute, useRoute } from "../../stores/route.ts";
import { useLabels } from "../../text/labels.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { useQuery } from "../../stores/use-query.ts";

interface Props {
  readonly heading: string;
  /** What the list screen is called when the rows are opened there. */
  readonly title: string;
  readonly kind: ListedKind | "mixed";
  readonly ids: readonly string[];
  readonly amounts: ReadonlyMap<string, number> | null;
}

const STEP = 30;
/** More ids than this are too much to send for thirty rows. */
const ORDERED = 5_000;
/** `record.list` gives no more at once. */
const PAGE_MAX = 1_000;

export function RowList({ heading, title, kind, ids, amounts }: Props) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(STEP);
  const visible = ids.slice(0, shown);
  const rest = ids.length - visible.length;
  return (
    <section className="behind-rows">
      <div className="behind-head">
        <h3>{heading}</h3>
        {kind !== "mixed" && ids.length > 0 && (
          <Button
            size="small"
            onClick={() => useRoute.getState().open({ screen: "list", kind, filter: { ids, title } })}
          >
            {t("stats.drawer.openList")}
          </Button>
        )}
      </div>
      {ids.length === 0 ? (
        <p className="quiet">{t("stats.drawer.none")}</p>
      ) : kind === "mixed" ? (
        <ul className="behind-list">
          {visible.map((id) => (
            <MixedRow key={id} id={id} amount={amounts?.get(id)} />
          ))}
        </ul>
      ) : (
        <ListedRows kind={kind} ids={ids} shown={shown} amounts={amounts} />
      )}
      {rest > 0 && shown < PAGE_MAX && (
        <Button type="link" onClick={() => setShown(shown + STEP)}>
          {t("stats.drawer.more", { count: Math.min(rest, STEP) })}
        </Button>
      )}
    </section>
  );
}

interface ListedProps extends Pick<Props, "ids" | "amounts"> {
  readonly kind: ListedKind;
  readonly shown: number;
}

function ListedRows({ kind, ids, shown, amounts }: ListedProps) {
  // All ids are sent, so that the service puts them in order of their dates; a list beyond that is cut as it comes.
  const asked = ids.length > ORDERED ? ids.slice(0, shown) : ids;
  const { data, error } = useQuery("record.list", { kind, ids: [...asked], limit: Math.min(PAGE_MAX, shown) });
  if (data === undefined) return <ErrorNotice error={error} />;
  return (
    <ul className="behind-list">
      {data.records.map((record) => (
        <Row
          key={record.id}
          date={kinds[kind].dateField === null ? null : record.date}
          title={record.title}
          amount={amounts?.get(record.id)}
          onOpen={() => useRoute.getState().open(recordRoute(kind, record.id))}
        />
      ))}
    </ul>
  );
}

/** A problem opens the session that it belongs to. */
function MixedRow({ id, amount }: { readonly id: string; readonly amount: number | undefined }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const { data, error } = useQuery("record.get", { id });
  if (error !== null) return <li className="quiet">{t("stats.drawer.gone", { id: id.slice(0, 8) })}</li>;
  if (data === undefined) return <li />;
  const parent = "sessionId" in data.record && data.kind === "problem" ? data.record.sessionId : null;
  const kind = listedKindSchema.safeParse(parent === null ? data.kind : "session");
  return (
    <Row
      date={labels.kind(data.kind)}
      title={data.title}
      amount={amount}
      {...(kind.success ? { onOpen: () => useRoute.getState().open(recordRoute(kind.data, parent ?? id)) } : {})}
    />
  );
}

interface RowProps {
  readonly date: string | null;
  readonly title: string;
  readonly amount: number | undefined;
  readonly onOpen?: () => void;
}

function Row({ date, title, amount, onOpen }: RowProps) {
  const { t } = useTranslation();
  return (
    <li className="behind-row">
      {date !== null && <span className="nowrap quiet">{date.slice(0, 10)}</span>}
      {onOpen === undefined ? (
        <span>{title}</span>
      ) : (
        <button type="button" className="behind-open" onClick={onOpen}>
          {title}
        </button>
      )}
      {amount !== undefined && <span className="nowrap">{t("stats.drawer.amount", { count: amount })}</span>}
    </li>
  );
}
