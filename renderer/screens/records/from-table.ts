/** A register filled from a spreadsheet: the import wizard, told what to expect. */
import type { ListedKind } from "../../../db/schema/kinds.ts";
import { useWizard } from "../../stores/ledger-wizard.ts";
import { useRoute } from "../../stores/route.ts";

type Register = "member" | "village" | "unit";

export const isRegister = (kind: ListedKind): kind is Register =>
  kind === "member" || kind === "village" || kind === "unit";

/** Begins at the wizard's first step; an import under way is offered there. */
export function fromTable(kind: ListedKind): void {
  useWizard.getState().go("file");
  useRoute.getState().open({ screen: "ledger", kind });
}
