/** 交还: all that a station ever sent, back to the station, as a file for its confirmed PCs. */
import type { BundleExport } from "../../api/operations.ts";
import { changedRecords } from "../../journal/changed-records.ts";
import { feedOf, findChain, stationChains } from "../../journal/chains.ts";
import { orTakeBack } from "../../bundle/write.ts";
import type { WritableDb } from "../../sqlite/connection.ts";
import { AppError } from "../../schema/app-error.ts";
import { storedDocument } from "../document-files.ts";
import { findStation } from "./invite.ts";
import type { ReceiptOptions } from "./export-receipt.ts";
import { formerFeeds } from "../new-feeds.ts";
import { writeReturns } from "../restored/return-out.ts";

/**
 * Whole chains, because this district cannot know what a station's new PC has: what is there is passed over. Feeds that ended
 * go along; the one in use comes with receipts.
 * @param nameOrId the station
 * @throws AppError stationMissing, stationUnconfirmed, returnNothing, fileUnwritable, bundleVerifyFailed, diskFull, cancelled
 */
export async function exportReturn(db: WritableDb, nameOrId: string, options: ReceiptOptions): Promise<BundleExport> {
  const { identity, outbox } = options;
  const station = findStation(db, nameOrId);
  if (station === null) throw new AppError("stationMissing", { station: nameOrId });
  const chains = stationChains(db, station.id);
  const active = chains.filter(({ state }) => state === "active");
  if (active.length === 0) throw new AppError("stationUnconfirmed", { station: station.name });
  const former = formerFeeds(db, station.id).flatMap(({ id }) => findChain(db, id) ?? []);
  const returned = [...chains, ...former]
    .filter(({ headSeq }) => headSeq > 0)
    .map((chain) => ({ chain, fromSeq: 1, toSeq: chain.headSeq }));
  if (returned.length === 0) throw new AppError("returnNothing", { station: station.name });
  const { files, note } = await writeReturns(db, returned, {
    ...options,
    mark: "return",
    from: {
      type: "receipt",
      district: identity.stationId,
      station: station.id,
      stationName: station.name,
      replica: feedOf(db, station.id).id,
      rosterVersion: storedDocument(db, "roster")?.version ?? 0,
      recipients: active.flatMap(({ recipient }) => recipient ?? []),
    },
  });
  await orTakeBack(outbox, files, () => db.transaction(note));
  const entries = returned.reduce((sum, { toSeq }) => sum + toSeq, 0);
  const replicas = JSON.stringify(returned.map(({ chain }) => chain.id));
  const records = changedRecords(db, `"journal" j WHERE j."replica" IN (SELECT "value" FROM json_each(?))`, [replicas]);
  return { files: files.map(({ file }) => file), entries, records, from: 1, to: entries };
}
