/** Tells which records an action left as they are, each with its reason, beside those that it did. Nothing left out: nothing told. */
import { App } from "antd";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { BatchResult } from "../../db/api/operations.ts";
import { leftOutReasons } from "../../db/schema/steps.ts";
import { useLabels } from "../text/labels.ts";

/** Named one by one; the rest is counted. */
const NAMED = 100;

export function useLeftOut(): (leftOut: BatchResult["leftOut"], done: number) => void {
  const { t } = useTranslation();
  const labels = useLabels();
  const { modal } = App.useApp();
  return useCallback(
    (leftOut, done) => {
      if (leftOut.length === 0) return;
      modal.info({
        title: t("listTools.leftOutTitle", { count: leftOut.length }),
        width: "38rem",
        okText: t("listTools.close"),
        content: (
          <>
            <p>{t(done > 0 ? "listTools.leftOutHint" : "listTools.leftOutAllHint")}</p>
            <ul className="left-out">
              {leftOut.slice(0, NAMED).map(({ id, title, reason }) => (
                <li key={id}>
                  <span className="left-out-title">{title === "" ? "—" : title}</span>
                  <span>{labels.meta(leftOutReasons[reason])}</span>
                </li>
              ))}
            </ul>
            {leftOut.length > NAMED && <p>{t("listTools.leftOutMore", { count: leftOut.length - NAMED })}</p>}
          </>
        ),
      });
    },
    [modal, t, labels],
  );
}
