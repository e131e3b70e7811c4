/** An empty list says why and what to do. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { isMainKind, type ListedKind } from "../../../db/schema/kinds.ts";
import { noFilters, useLists } from "../../stores/lists.ts";
import { useRoute } from "../../stores/route.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { fromTable, isRegister } from "./from-table.ts";

interface Props {
  readonly kind: ListedKind;
  readonly isFiltered: boolean;
  readonly onCreate: () => void;
}

export function ListEmpty({ kind, isFiltered, onCreate }: Props) {
  const { t } = useTranslation();
  const open = useRoute((state) => state.open);
  const filter = useLists((state) => state.filter);
  if (isFiltered) {
    return (
      <EmptyState
        title={t("list.notFound")}
        hint={t("list.notFoundHint")}
        action={<Button onClick={() => filter(kind, noFilters)}>{t("list.clearFilter")}</Button>}
      />
    );
  }
  return (
    <EmptyState
      title={t(`kind.${kind}.empty`)}
      hint={t(`kind.${kind}.emptyHint`)}
      action={
        <>
          <Button type="primary" onClick={onCreate}>
            {t(`kind.${kind}.create`)}
          </Button>
          {isRegister(kind) && <Button onClick={() => fromTable(kind)}>{t("wizard.fromTable")}</Button>}
          {isMainKind(kind) && <Button onClick={() => open({ screen: "ledger" })}>{t("today.emptyLedger")}</Button>}
        </>
      }
    />
  );
}
