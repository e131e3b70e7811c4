/** What this record belongs with: sources, what came out of it, the same demand; and the two ways to make something of it. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { FullRecord } from "../../../db/api/operations.ts";
import { isMainKind, type ListedKind } from "../../../db/schema/kinds.ts";
import { conversionTargets } from "../../kinds/kind-window.ts";
import { mainWindows } from "../../kinds/register.ts";
import { useStatus } from "../../stores/status.ts";
import { useQuery } from "../../stores/use-query.ts";
import { RecordLink } from "./record-link.tsx";
import { useConvert } from "./use-convert.ts";

interface Props {
  readonly kind: ListedKind;
  readonly full: FullRecord;
}

/** Links shown before “其余”; the strip is one or two lines. */
const SHOWN = 6;

export function RecordLinks({ kind, full }: Props) {
  const { t } = useTranslation();
  const isStation = useStatus((state) => state.status?.role === "station");
  const convert = useConvert(full);
  const links = useQuery("record.links", isMainKind(kind) ? { id: full.record.id } : null).data ?? [];
  const becomes = isStation && isMainKind(kind) ? mainWindows[kind].becomes : {};
  const ways = conversionTargets.filter((target) => becomes[target] !== undefined);
  if (!isMainKind(kind) || (links.length === 0 && ways.length === 0)) return null;
  return (
    <div className="record-links" role="group" aria-label={t("aids.links")}>
      {links.slice(0, SHOWN).map((link) => (
        <RecordLink key={link.record.id} link={link} />
      ))}
      {links.length > SHOWN && (
        <span className="record-link-sort">{t("aids.linksMore", { count: links.length - SHOWN })}</span>
      )}
      <span className="record-links-space" />
      {ways.map((target) => (
        <Button key={target} size="small" onClick={() => void convert(target)}>
          {t(`aids.convert.${target}`)}
        </Button>
      ))}
    </div>
  );
}
