/** 两边都改过的内容: every field that waits for a decision, walked with the arrows and decided with one key. */
import { Alert, Button, Checkbox, Spin } from "antd";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Conflict } from "../../../db/api/operations.ts";
import { conflictSides, undecidableReasons, type ConflictSide } from "../../../db/schema/conflict.ts";
import { isListedKind } from "../../../db/schema/kinds.ts";
import { recordRoute, useRoute } from "../../stores/route.ts";
import { useIsDistrict } from "../../stores/status.ts";
import { useQuery } from "../../stores/use-query.ts";
import { useLabels } from "../../text/labels.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Page, Panel } from "../../ui/page.tsx";
import { useConfirm } from "../../ui/use-confirm.ts";
import { ConflictItem } from "./conflict-item.tsx";
import { Decided } from "./decided.tsx";
import { useDecide } from "./use-decide.ts";
import "./conflicts.css";

export function ConflictsScreen() {
  const { t } = useTranslation();
  const labels = useLabels();
  const ask = useConfirm();
  const isDistrict = useIsDistrict();
  const openRoute = useRoute((state) => state.open);
  const query = useQuery("conflict.list", {});
  const decision = useDecide();
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const list = useRef<HTMLUListElement>(null);
  /** Where the cursor stood: what is decided goes, and the next one takes its place. */
  const at = useRef(0);
  const isEntered = useRef(false);

  const data = query.data;
  const open = data?.open ?? [];
  const total = query.data?.total ?? 0;
  const chosen = open.filter(({ id, whyNot }) => picked.has(id) && whyNot === null);
  const pickable = open.filter(({ whyNot }) => whyNot === null);

  useEffect(() => {
    const items = itemsIn(list.current);
    const active = document.activeElement;
    // Opened from the side bar, the button there still has the focus.
    const isElsewhere = !isEntered.current && active?.closest("nav") !== null;
    if (items.length === 0) return;
    isEntered.current = true;
    if (active === document.body || active === null || isElsewhere)
      items[Math.min(at.current, items.length - 1)]?.focus({ preventScroll: at.current === 0 });
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- a new answer draws other items
  }, [data]);

  const openRecord = ({ home }: Conflict): void => {
    if (isListedKind(home.kind)) openRoute(recordRoute(home.kind, home.id));
  };
  const pick = ({ id, whyNot }: Conflict): void => {
    if (whyNot !== null) return;
    const next = new Set(picked);
    if (!next.delete(id)) next.add(id);
    setPicked(next);
  };
  const decideAll = async (side: ConflictSide): Promise<void> => {
    const words = { count: chosen.length, side: t(`record.sides.${side}`) };
    const goAhead = await ask({
      title: t("conflict.askAll", words),
      content: t("conflict.askAllContent", words),
      proceed: t("conflict.askAllProceed", words),
    });
    if (goAhead && (await decision.decide(chosen, side))) setPicked(new Set());
  };

  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>): void => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.nativeEvent.isComposing) return;
    const items = itemsIn(list.current);
    const index = items.findIndex((item) => item.contains(document.activeElement));
    const conflict = open[index];
    if (conflict === undefined) return;
    const isOnItem = event.target === items[index];
    const done = (): void => event.preventDefault();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      done();
      const next = items[index + (event.key === "ArrowDown" ? 1 : -1)];
      next?.focus();
      next?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && isOnItem) {
      done();
      openRecord(conflict);
    } else if (event.key === " " && isOnItem) {
      done();
      pick(conflict);
    } else if (/^[1-9]$/.test(event.key) && !event.repeat) {
      const value = conflict.values[Number(event.key) - 1];
      if (value === undefined || conflict.whyNot !== null || decision.busy) return;
      done();
      at.current = index;
      void decision.decide([conflict], value.position);
    }
  };

  return (
    <Page
      title={t("conflict.title")}
      subtitle={total > 0 ? t("conflict.count", { count: total }) : undefined}
      actions={
        chosen.length > 0 &&
        conflictSides.map((side) => (
          <Button key={side} disabled={decision.busy} onClick={() => void decideAll(side)}>
            {t(`conflict.allOf.${side}`)}
          </Button>
        ))
      }
    >
      <ErrorNotice error={query.error} onRetry={query.refresh} />
      <ErrorNotice error={decision.error} onClose={decision.clearError} />
      {decision.leftOut.length > 0 && (
        <Alert
          className="notice"
          type="warning"
          showIcon
          closable={{ onClose: decision.forgetLeftOut }}
          title={t("conflict.leftOut", { count: decision.leftOut.length })}
          description={[...new Set(decision.leftOut.map(({ reason }) => labels.meta(undecidableReasons[reason])))].join(
            t("mark.clause"),
          )}
        />
      )}
      {query.data === undefined && query.isLoading && <Spin />}
      {query.data !== undefined && open.length === 0 && (
        <EmptyState title={t("conflict.none")} hint={t("conflict.noneHint")} />
      )}
      {open.length > 0 && (
        <Panel>
          <p>{t("conflict.intro")}</p>
          <div className="conflict-bar">
            <Checkbox
              checked={chosen.length === pickable.length && pickable.length > 0}
              indeterminate={chosen.length > 0 && chosen.length < pickable.length}
              disabled={pickable.length === 0}
              onChange={({ target }) => setPicked(new Set(target.checked ? pickable.map(({ id }) => id) : []))}
            >
              {chosen.length > 0 ? t("conflict.picked", { count: chosen.length }) : t("conflict.pickAll")}
            </Checkbox>
            <span className="quiet">{t("conflict.keys")}</span>
          </div>
          <ul
            className="conflict-list"
            ref={list}
            aria-label={t("conflict.list")}
            onKeyDown={onKeyDown}
            onFocus={() => {
              at.current = itemsIn(list.current).findIndex((item) => item.contains(document.activeElement));
            }}
          >
            {open.map((conflict) => (
              <ConflictItem
                key={conflict.id}
                conflict={conflict}
                isPicked={picked.has(conflict.id)}
                showsStation={isDistrict}
                busy={decision.busy}
                onPick={() => pick(conflict)}
                onOpen={() => openRecord(conflict)}
                onUse={(value) => void decision.decide([conflict], value.position)}
              />
            ))}
          </ul>
          {total > open.length && <p className="quiet">{t("conflict.more", { count: open.length })}</p>}
        </Panel>
      )}
      <Decided
        decided={query.data?.decided ?? []}
        busy={decision.busy}
        onUndo={(tx) => void decision.undo(tx)}
        onOpen={openRecord}
      />
    </Page>
  );
}

const itemsIn = (list: HTMLUListElement | null): HTMLElement[] => [
  ...(list?.querySelectorAll<HTMLElement>(":scope > .conflict") ?? []),
];
