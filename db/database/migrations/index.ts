/** All migrations in order. */
import { initial } from "./0010-initial.ts";
import { exchange } from "./0020-exchange.ts";
import { ledgerBatches } from "./0030-ledger-batches.ts";
import { seenFeedback } from "./0040-seen-feedback.ts";
import { preferences } from "./0050-preferences.ts";
import { journalByParent } from "./0060-journal-by-parent.ts";
import { linkedRecords } from "./0070-linked-records.ts";
import { attachmentOrder } from "./0080-attachment-order.ts";
import { listIndexes } from "./0090-list-indexes.ts";
import { ledgerBefore } from "./0110-ledger-before.ts";
import { memberTerms } from "./0130-member-terms.ts";
import { linkedCalls } from "./0150-linked-calls.ts";
import { upload } from "./0160-upload.ts";
import { enrolment } from "./0170-enrolment.ts";
import { transferPayload } from "./0180-transfer-payload.ts";
import { siblings } from "./0190-siblings.ts";
import { decisions } from "./0200-decisions.ts";
import { outgoingState } from "./0220-outgoing-state.ts";
import type { Migration } from "./migration.ts";

export const migrations: readonly Migration[] = [
  initial,
  exchange,
  ledgerBatches,
  seenFeedback,
  preferences,
  journalByParent,
  linkedRecords,
  attachmentOrder,
  listIndexes,
  ledgerBefore,
  memberTerms,
  linkedCalls,
  upload,
  enrolment,
  transferPayload,
  siblings,
  decisions,
  outgoingState,
];

export const latestVersion: number = migrations.at(-1)?.version ?? 0;
