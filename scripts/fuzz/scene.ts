/**
 * A district with two confirmed stations, each with files under way, and copies of their folders to begin from again. Everything that
 * is forged is forged from what honest offices wrote.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { contentNamedIn } from "../../db/journal/entry.ts";
import { loadKeys, type Keys } from "../../db/bundle/crypto.ts";
import { feedOf } from "../../db/journal/chains.ts";
import { readIdentity } from "../../db/office/identity.ts";
import { blobFile } from "../../db/attachments/store.ts";
import { storedDocument } from "../../db/exchange/document-files.ts";
import { answer, record, send, World, type Pc } from "../../test/helpers/exchange.ts";
import { envelopeFor, type Envelope } from "./seal.ts";
import type { JsonObject } from "./json.ts";

/** An entry of an honest office, decoded. */
export interface Template {
  readonly header: JsonObject;
  readonly payload: JsonObject;
}

export interface Office {
  readonly keys: Keys;
  readonly replica: string;
  readonly station: string;
  /** Encrypts to it. */
  readonly envelope: Envelope;
  /** Its folder as it was when the files were written. */
  readonly folder: string;
}

export interface Scene {
  readonly root: string;
  readonly district: Office;
  readonly station: Office;
  readonly other: Office;
  /** Recorded, not joined. */
  readonly fresh: Office;
  readonly feed: string;
  readonly stationEntries: readonly Template[];
  readonly feedEntries: readonly Template[];
  /** Attachments by SHA-256. */
  readonly blobs: ReadonlyMap<string, Buffer>;
  /** Honest files that have not been read yet. */
  readonly files: {
    readonly bundle: Buffer;
    readonly join: Buffer;
    readonly receipt: Buffer;
    readonly returned: Buffer;
    readonly invitation: Buffer;
    readonly roster: Buffer;
  };
  /** The receipt inside the file. */
  readonly receipt: JsonObject;
}

const stationName = "甲站";

export async function makeScene(root: string): Promise<Scene> {
  const world = new World(root);
  try {
    return await inWorld(world);
  } finally {
    world.close();
  }
}

async function inWorld(world: World): Promise<Scene> {
  const district = await world.district();
  // Whatever enrolment takes is in there.
  const station = await world.enrolled(district, stationName);
  const other = await world.enrolled(district, "乙站");
  const calls = await fill(world, station);
  await record(other, "乙站的来电");
  await send(world, station, district);
  await send(world, other, district);
  await speak(district, calls);
  await answer(world, district, station, stationName);
  const fresh = await world.pc("新站");
  await record(fresh, "加入之前的来电");
  const joining = await world.joined(district, stationName);
  await record(joining, "新电脑上的来电");
  // What is under way both ways when the folders are copied.
  const { files: joined } = await joining.call("bundle.export", { folder: world.stick });
  const more = await fill(world, station);
  await speak(district, calls);
  const { files: sent } = await station.call("bundle.export", { folder: world.stick });
  const before = copyOf(world, district);
  const returned = await district.call("return.export", { station: stationName, folder: world.folder("交还") });
  const receipt = await district.call("receipt.export", { station: stationName, folder: world.stick });
  const invitation = await world.invitation(district, "丙站");
  const roster = world.folder("名册.json");
  await district.call("district.roster", { file: roster });
  await speak(district, calls);
  const stationOffice = await officeOf(station, copyOf(world, station));
  const feed = feedOf(district.db, stationOffice.station).id;
  // The receipt inside is what a station keeps of it.
  await station.call("receipt.import", { file: receipt.files[0] ?? "" });
  const said = storedDocument(station.db, "receipt");
  if (said === null || more.length === 0) throw new Error("the honest receipt was not read");
  return {
    root: world.root,
    district: await officeOf(district, before),
    station: stationOffice,
    other: await officeOf(other, copyOf(world, other)),
    fresh: await officeOf(fresh, copyOf(world, fresh)),
    feed,
    stationEntries: entriesOf(station, stationOffice.replica),
    feedEntries: entriesOf(district, feed),
    blobs: blobsOf(station),
    files: {
      bundle: bytesOf(sent[0]),
      join: bytesOf(joined[0]),
      receipt: bytesOf(receipt.files[0]),
      returned: bytesOf(returned.files.find((file) => file !== receipt.files[0])),
      invitation: bytesOf(invitation),
      roster: bytesOf(roster),
    },
    receipt: JSON.parse(said.body) as JsonObject,
  };
}

const bytesOf = (file: string | undefined): Buffer => readFileSync(file ?? "");

function copyOf(world: World, pc: Pc): string {
  const folder = world.folder("副本");
  pc.db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  cpSync(pc.dir, folder, { recursive: true });
  rmSync(join(folder, "tmp"), { recursive: true, force: true });
  return folder;
}

async function officeOf(pc: Pc, folder: string): Promise<Office> {
  const { replicaId, stationId } = readIdentity(pc.db);
  const keys = loadKeys(pc.dir, replicaId);
  return { keys, replica: replicaId, station: stationId, envelope: await envelopeFor(keys.recipient), folder };
}

/** A little of everything that a station writes. @returns its calls */
async function fill(world: World, pc: Pc): Promise<string[]> {
  const { record: session } = await pc.call("record.save", {
    kind: "session",
    fields: { title: "饮水工程协商", startAt: "2026-03-18", residentCount: 12, note: "在桐岭" },
    problems: [{ id: null, fields: { text: "水压不稳", state: "todo" } }],
    measures: [{ id: null, fields: { name: "受益群众", amount: 120, unit: "人" } }],
  });
  await pc.call("record.save", {
    kind: "opinion",
    fields: { title: "修桥", collectedOn: "2026-03-18", facts: "桥面破损" },
  });
  const calls = [await record(pc), await record(pc, "路灯不亮"), await record(pc, "要抹去的来电")];
  const [first = "", second = "", third = ""] = calls;
  await pc.call("event.add", { recordId: first, fields: { type: "assigned", at: "2026-03-19T09:00", unit: "水利局" } });
  await pc.call("record.save", { kind: "hotline", id: first, fields: { note: "已联系", village: "石桥村" } });
  for (const text of ["签到表", "会议记录"]) {
    const file = world.folder(`${text}.txt`);
    writeFileSync(file, `${text} ${session.id}`);
    await pc.call("attachment.add", { recordId: session.id, file, role: "minutes" });
  }
  await pc.call("record.delete", { id: second });
  await pc.call("record.restore", { id: second });
  await pc.call("record.erase", { id: third });
  return [first, second];
}

async function speak(district: Pc, calls: readonly string[]): Promise<void> {
  for (const recordId of calls) {
    await district.call("event.add", { recordId, fields: { type: "replied", text: "已转水利局" } });
    await district.call("record.save", { kind: "hotline", id: recordId, fields: { note: `区县核对 ${recordId}` } });
  }
}

function entriesOf(pc: Pc, replica: string): Template[] {
  const sql = `SELECT "header", "payload" FROM "journal" WHERE "replica" = ? AND "payload" IS NOT NULL ORDER BY "seq"`;
  return pc.db.all<{ header: Buffer; payload: Buffer }>(sql, [replica]).map(({ header, payload }) => ({
    header: JSON.parse(header.toString("utf8")) as JsonObject,
    payload: JSON.parse(payload.toString("utf8")) as JsonObject,
  }));
}

function blobsOf(pc: Pc): ReadonlyMap<string, Buffer> {
  const named = pc.db
    .all<{ payload: Buffer }>(`SELECT "payload" FROM "journal" WHERE "kind" = 'attachment' AND "payload" IS NOT NULL`)
    .map(({ payload }) => contentNamedIn(payload))
    .filter((sha256) => sha256 !== null && existsSync(blobFile(pc.dir, sha256)));
  return new Map(named.map((sha256) => [sha256 ?? "", readFileSync(blobFile(pc.dir, sha256 ?? ""))]));
}

/** A data folder as text, small enough to go into a report. */
export function packedFolder(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name)).toString("base64")]));
}

export function unpackFolder(packed: Readonly<Record<string, string>>, folder: string): void {
  for (const [name, text] of Object.entries(packed)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), Buffer.from(text, "base64"));
  }
}
