/** The navigation at the left: what a clerk needs every day first, upkeep last. */
import { useTranslation } from "react-i18next";
import type { AppStatus } from "../../db/api/operations.ts";
import { useRoute, type Route } from "../stores/route.ts";
import { useIsDistrict, useStatus } from "../stores/status.ts";

interface Item {
  readonly key: "today" | "session" | "opinion" | "hotline" | "member" | "ledger" | "sync" | "stats" | "settings";
  readonly route: Route;
}

const groups: readonly (readonly Item[])[] = [
  [{ key: "today", route: { screen: "today" } }],
  [
    { key: "session", route: { screen: "list", kind: "session" } },
    { key: "opinion", route: { screen: "list", kind: "opinion" } },
    { key: "hotline", route: { screen: "list", kind: "hotline" } },
    { key: "member", route: { screen: "list", kind: "member" } },
  ],
  [
    { key: "ledger", route: { screen: "ledger" } },
    { key: "sync", route: { screen: "sync" } },
    { key: "stats", route: { screen: "stats" } },
    { key: "settings", route: { screen: "settings" } },
  ],
];

export function Sidebar() {
  const { t } = useTranslation();
  const { route, open } = useRoute();
  const isDistrict = useIsDistrict();
  const status = useStatus((state) => state.status);
  const operator = status?.operator ?? null;
  const active = activeKey(route);

  return (
    <nav className="sidebar" aria-label={t("nav.label")}>
      <div className="brand">
        <span className="brand-name">{t("app.name")}</span>
        <span className="brand-place" title={status?.name ?? ""}>
          {status?.name ?? ""}
        </span>
      </div>
      {groups.map((group) => (
        <ul key={group[0]?.key} className="nav-group">
          {group.map((item) => (
            <li key={item.key}>
              <button
                type="button"
                className={item.key === active ? "nav-item nav-active" : "nav-item"}
                aria-current={item.key === active ? "page" : undefined}
                onClick={() => open(item.route)}
              >
                {t(item.key === "sync" && isDistrict ? "nav.stations" : `nav.${item.key}`)}
                {item.key === "sync" && hasUnsent(status) && (
                  <span className="nav-badge">{t("today.unsentShort")}</span>
                )}
              </button>
            </li>
          ))}
        </ul>
      ))}
      {operator !== null && (
        <button type="button" className="nav-operator" onClick={() => open({ screen: "settings" })}>
          {t("app.switchOperator", { name: operator.name })}
        </button>
      )}
    </nav>
  );
}

/** A word, not a number: the count of journal entries means nothing to a clerk. Before an invitation nothing can be sent. */
function hasUnsent(status: AppStatus | null): boolean {
  const station = status?.station ?? null;
  return station !== null && station.enrolment !== "none" && station.unsent > 0;
}

function activeKey(route: Route): Item["key"] {
  if (route.screen === "duty") return "member";
  if (route.screen !== "list" && route.screen !== "record") return route.screen;
  return route.kind === "village" || route.kind === "unit" ? "member" : route.kind;
}
