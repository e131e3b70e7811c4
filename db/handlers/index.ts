/** All operations. A missing name fails to compile here (`Handlers`), a doubled one at `noneDoubled`. */
import { appHandlers } from "./app.ts";
import { attachmentHandlers } from "./attachments.ts";
import { batchHandlers } from "./bulk.ts";
import { backupHandlers, upkeepHandlers } from "./backups.ts";
import { conflictHandlers } from "./conflicts.ts";
import type { Handlers } from "./context.ts";
import { deferred } from "./deferred.ts";
import { draftHandlers, typedHandlers } from "./drafts.ts";
import { bundleHandlers, districtHandlers, keysHandlers, receiptHandlers, stationHandlers } from "./exchange.ts";
import { folderHandlers } from "./folders.ts";
import { receivingHandlers } from "./receiving.ts";
import { eventHandlers, linkHandlers, recordHandlers } from "./records.ts";
import { reportHandlers } from "./report.ts";
import { settingHandlers } from "./settings.ts";
import { searchHandlers } from "./search.ts";
import { stickHandlers } from "./sticks.ts";
import { suggestHandlers } from "./suggest.ts";
import { todayHandlers } from "./today.ts";
import { uploadHandlers } from "./upload.ts";

const ledgerHandlers = deferred("ledger", async () => (await import("./ledger.ts")).ledgerHandlers);
const paperHandlers = deferred("paper", async () => (await import("./paper.ts")).paperHandlers);

const parts = [
  appHandlers,
  attachmentHandlers,
  batchHandlers,
  backupHandlers,
  conflictHandlers,
  draftHandlers,
  bundleHandlers,
  districtHandlers,
  receiptHandlers,
  stationHandlers,
  folderHandlers,
  keysHandlers,
  ledgerHandlers,
  paperHandlers,
  receivingHandlers,
  recordHandlers,
  linkHandlers,
  eventHandlers,
  reportHandlers,
  searchHandlers,
  settingHandlers,
  stickHandlers,
  suggestHandlers,
  todayHandlers,
  typedHandlers,
  uploadHandlers,
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
  ...conflictHandlers,
  ...draftHandlers,
  ...bundleHandlers,
  ...districtHandlers,
  ...receiptHandlers,
  ...stationHandlers,
  ...folderHandlers,
  ...keysHandlers,
  ...ledgerHandlers,
  ...paperHandlers,
  ...receivingHandlers,
  ...recordHandlers,
  ...linkHandlers,
  ...eventHandlers,
  ...reportHandlers,
  ...searchHandlers,
  ...settingHandlers,
  ...stickHandlers,
  ...suggestHandlers,
  ...todayHandlers,
  ...typedHandlers,
  ...uploadHandlers,
  ...upkeepHandlers,
};
