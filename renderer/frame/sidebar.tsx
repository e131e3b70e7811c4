/** The navigation at the left: what a clerk needs every day first, upkeep last. */
import { useTranslation } from "react-i18next";
import type { AppStatus } from "../../db/api/operations.ts";
import { mainKinds, type MainKind } from "../../db/schema/kinds.ts";
import { useSending } from "../stores/sending.ts";
import { useRoute, type Route } from "../stores/route.ts";
import { useIsDistrict, useStatus } from "../stores/status.ts";
import { useQuery } from "../stores/use-query.ts";
import { SendingMark } from "./sending-mark.tsx";

type Register = MainKind | "member";
type Screen = "today" | "conflicts" | "ledger" | "sync" | "stats" | "settings";
type Entry = Register | Screen;

const registers: readonly Register[] = [...mainKinds, "member"];
const groups: readonly (readonly Entry[])[] = [
  ["today", "conflicts"],
  registers,
  ["ledger", "sync", "stats", "settings"],
];

const isRegister = (entry: Entry): entry is Register => (registers as readonly Entry[]).includes(entry);
const routeOf = (entry: Entry): Route => (isRegister(entry) ? { screen: "list", kind: entry } : { screen: entry });

export function Sidebar() {
  const { t } = useTranslation();
  const { route, open } = useRoute();
  const isDistrict = useIsDistrict();
  const status = useStatus((state) => state.status);
  const operator = status?.operator ?? null;
  const active = activeEntry(route);
  // Nothing to decide is no place to go.
  const conflicts = useQuery("conflict.count", status === null ? null : {}).data?.total ?? 0;
  // Where there is a line to the district, the mark below says it, and more.
  const hasMark = useSending((sending) => sending.state !== null);
  const isThere = (entry: Entry) => entry !== "conflicts" || conflicts > 0 || active === "conflicts";
  const nameOf = (entry: Entry): string =>
    isRegister(entry) ? t(`kind.${entry}.name`) : t(entry === "sync" && isDistrict ? "nav.stations" : `nav.${entry}`);

  return (
    <nav className="sidebar" aria-label={t("nav.label")}>
      <div className="brand">
        <span className="brand-name">{t("app.name")}</span>
        <span className="brand-place" title={status?.name ?? ""}>
          {status?.name ?? ""}
        </span>
      </div>
      {groups.map((group) => (
        <ul key={group[0]} className="nav-group">
          {group.filter(isThere).map((entry) => (
            <li key={entry}>
              <button
                type="button"
                className={entry === active ? "nav-item nav-active" : "nav-item"}
                aria-current={entry === active ? "page" : undefined}
                onClick={() => open(routeOf(entry))}
              >
                {nameOf(entry)}
                {entry === "conflicts" && conflicts > 0 && <span className="nav-badge">{conflicts}</span>}
                {entry === "sync" && !hasMark && hasUnsent(status) && (
                  <span className="nav-badge">{t("today.unsentShort")}</span>
                )}
              </button>
            </li>
          ))}
        </ul>
      ))}
      <SendingMark />
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

function activeEntry(route: Route): Entry {
  if (route.screen === "duty") return "member";
  if (route.screen !== "list" && route.screen !== "record") return route.screen;
  return route.kind === "village" || route.kind === "unit" ? "member" : route.kind;
}
