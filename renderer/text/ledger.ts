/** Texts of renderer/screens/ledger. */
import { pair } from "./pair.ts";

export const ledgerText = pair({ title: "台账导入" }, { title: "Ledger import" });
