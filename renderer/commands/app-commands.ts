/** Commands that work on every screen. The open screen's own handler for the same command comes first. */
import type { ListedKind } from "../../db/schema/kinds.ts";
import { newRoute, useRoute, type Route } from "../stores/route.ts";
import { bringBackLast } from "../stores/deletions.ts";
import { isEditing } from "./editing.ts";
import { useLayers } from "./layers.ts";
import type { CommandId } from "./registry.ts";

const go = (route: Route) => () => useRoute.getState().open(route);
const list = (kind: ListedKind) => go({ screen: "list", kind });
const begin = (kind: ListedKind) => () => useRoute.getState().open(newRoute(kind));

export const appCommands: Readonly<Partial<Record<CommandId, () => void>>> = {
  // By the screen that is open, so that Ctrl+N right after opening a list does not depend on the list being drawn yet.
  create: () => {
    const { route, open } = useRoute.getState();
    if (route.screen === "list" || route.screen === "record") return open(newRoute(route.kind));
    if (route.screen !== "today") open({ screen: "today" });
    // Which kind? The large buttons ask.
    requestAnimationFrame(() => document.querySelector<HTMLElement>(".create-button")?.focus());
  },
  newHotline: begin("hotline"),
  newSession: begin("session"),
  newOpinion: begin("opinion"),
  newMember: begin("member"),
  importLedger: go({ screen: "ledger" }),
  exchange: go({ screen: "sync" }),
  conflicts: go({ screen: "conflicts" }),
  // Outside a form what was typed into the field with the cursor; a form offers its own.
  undo: () => {
    if (isEditing(document.activeElement) || !bringBackLast()) document.execCommand("undo");
  },
  deleted: () => useLayers.getState().show("deleted"),
  redo: () => void document.execCommand("redo"),
  goToday: go({ screen: "today" }),
  goSessions: list("session"),
  goOpinions: list("opinion"),
  goHotline: list("hotline"),
  goMembers: list("member"),
  goVillages: list("village"),
  goUnits: list("unit"),
  stats: go({ screen: "stats" }),
  duty: go({ screen: "duty" }),
  settings: go({ screen: "settings" }),
  checkData: go({ screen: "settings", section: "upkeep" }),
  palette: () => useLayers.getState().show("palette"),
  shortcuts: () => useLayers.getState().show("shortcuts"),
};
