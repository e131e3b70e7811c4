/** All operations. A missing name fails to compile here (`Handlers`), a doubled one at `noneDoubled`. */
import { appHandlers } from "./app.ts";
import { attachmentHandlers } from "./attachments.ts";
import { batchHandlers } from "./batch.ts";
import { backupHandlers } from "./backups.ts";
import type { Handlers } from "./context.ts";
import { deferred } from "./deferred.ts";
import { draftHandlers } from "./drafts.ts";
import { eventHandlers } from "./events.ts";
import { bundleHandlers, districtHandlers, receiptHandlers, stationHandlers } from "./exchange.ts";
import { folderHandlers } from "./folders.ts";
import { hotlineHandlers } from "./hotline.ts";
import { holidayHandlers } from "./holidays.ts";
import { keysHandlers } from "./keys.ts";
import { linkHandlers } from "./links.ts";
import { preferenceHandlers } from "./preferences.ts";
import { recordHandlers } from "./records.ts";
import { reportHandlers } from "./report.ts";
import { searchHandlers } from "./search.ts";
import { suggestHandlers } from "./suggest.ts";
import { todayHandlers } from "./today.ts";
import { typedHandlers } from "./typed.ts";
import { upkeepHandlers } from "./upkeep.ts";

const ledgerHandlers = deferred("ledger", async () => (await import("./ledger.ts")).ledgerHandlers);
const paperHandlers = deferred("paper", async () => (await import("./paper.ts")).paperHandlers);

const parts = [
  appHandlers,
  attachmentHandlers,
  batchHandlers,
  backupHandlers,
  draftHandlers,
  eventHandlers,
  bundleHandlers,
  districtHandlers,
  receiptHandlers,
  stationHandlers,
  holidayHandlers,
  folderHandlers,
  hotlineHandlers,
  keysHandlers,
  ledgerHandlers,
  linkHandlers,
  paperHandlers,
  preferenceHandlers,
  recordHandlers,
  reportHandlers,
  searchHandlers,
  suggestHandlers,
  todayHandlers,
  typedHandlers,
  upkeepHandlers,
] as const;

type Doubled<Parts extends readonly object[], Seen = never> = Parts extends readonly [infer Head, ...infer Rest]
  ? (keyof Head & Seen) | (Rest extends readonly object[] ? Doubled<Rest, Seen | keyof Head> : never)
  : never;

const noneDoubled: [Doubled<typeof parts>] extends [never] ? true : Doubled<typeof parts> = true;
void noneDoubled;

export const handlers: Handlers = {
  ...appHandlers,
  ...attachmentHandlers,
  ...batchHandlers,
  ...backupHandlers,
  ...draftHandlers,
  ...eventHandlers,
  ...bundleHandlers,
  ...districtHandlers,
  ...receiptHandlers,
  ...stationHandlers,
  ...holidayHandlers,
  ...folderHandlers,
  ...hotlineHandlers,
  ...keysHandlers,
  ...ledgerHandlers,
  ...linkHandlers,
  ...paperHandlers,
  ...preferenceHandlers,
  ...recordHandlers,
  ...reportHandlers,
  ...searchHandlers,
  ...suggestHandlers,
  ...todayHandlers,
  ...typedHandlers,
  ...upkeepHandlers,
};
