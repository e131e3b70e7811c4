/** Bulk fill: the journal with rows and states first, the full text in a second pass. */
import { writeRecords, type Change } from "../../db/journal/write.ts";
import { readIdentity } from "../../db/office/identity.ts";
import { openDatabase } from "../../db/database/open.ts";
import { listedKinds } from "../../db/schema/kinds.ts";
import { indexMissing } from "../../db/journal/full-text.ts";
import { evenSample, sampleRecords } from "../../db/sample/records.ts";
import { runPhase, stationFolder } from "./phase.ts";
import { timed } from "./timing.ts";

const recordsATransaction = 500;

await runPhase(async (options) => {
  const db = openDatabase(stationFolder(options));
  const author = { identity: readIdentity(db), now: Date.now() };
  let writing = 0;
  let entries = 0;
  let batch: Change[] = [];
  const flush = async () => {
    writing += await timed(() => {
      entries += writeRecords(db, author, batch, { deferIndex: true }).entries;
    });
    batch = [];
  };
  let records = 0;
  for (const changes of sampleRecords(evenSample(options.records, 7))) {
    batch.push(...changes);
    records += 1;
    if (records % recordsATransaction === 0) await flush();
  }
  await flush();
  const indexing = await timed(() => {
    for (const kind of listedKinds) indexMissing(db, kind);
  });
  const bytes = db.value<number>(`SELECT sum(length("payload")) FROM "journal"`) ?? 0;
  db.close();
  return { writing, indexing, entries, payloadMb: bytes / 1e6 };
});
