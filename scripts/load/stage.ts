/** A district with many enrolled stations, each with its own folder and keys, made by the same operations as in an office. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { z } from "zod";
import { loadKeys } from "../../db/bundle/crypto.ts";
import { openDatabase } from "../../db/database/open.ts";
import { noteCompared } from "../../db/exchange/compare.ts";
import { publishRoster } from "../../db/exchange/roster.ts";
import { readIdentity } from "../../db/office/identity.ts";
import { openService } from "../../db/service.ts";
import { inProcesses, type Share } from "./processes.ts";

const stageSchema = z.object({ port: z.int(), stations: z.int() });

/** Where a district and its stations lie, and on which port it will listen. */
export interface Stage extends z.infer<typeof stageSchema> {
  readonly base: string;
}

export const districtFolder = (base: string): string => join(base, "district");
export const stationFolder = (base: string, number: number): string => join(base, "stations", String(number));
const invitationFile = (base: string, number: number): string => join(base, "invitations", `${number}.lxq`);
const joinFolder = (base: string): string => join(base, "joins");

export const stationName = (number: number): string => `第${number}站`;

/** Of one import. */
const mostFiles = 500;

/** @returns what is in the folder, made where it is not: a folder that is kept spares the next run the enrolment */
export async function setStage(base: string, stations: number): Promise<Stage> {
  const file = join(base, "stage.json");
  if (existsSync(file)) {
    const known = stageSchema.parse(JSON.parse(readFileSync(file, "utf8")));
    if (known.stations !== stations) throw new Error(`${base} holds ${known.stations} stations, not ${stations}`);
    return { base, ...known };
  }
  const port = await freePort();
  mkdirSync(join(base, "invitations"), { recursive: true });
  const district = openService({ dir: districtFolder(base) });
  try {
    await district.call("app.setup", { role: "district", name: "示例县政协", operator: "区县管理员" });
    await district.call("district.address", { url: `https://127.0.0.1:${port}` });
    for (let number = 0; number < stations; number += 1)
      await district.call("district.invite", { station: stationName(number), file: invitationFile(base, number) });
    await inProcesses("enrol", { base, stations, run: 0, minutes: 0 });
    const files = readdirSync(joinFolder(base), { recursive: true, withFileTypes: true });
    const joins = files.filter((each) => each.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    for (let at = 0; at < joins.length; at += mostFiles)
      await district.call("bundle.import", { files: joins.slice(at, at + mostFiles) });
  } finally {
    await district.close();
  }
  confirmAll(districtFolder(base));
  writeFileSync(file, JSON.stringify({ port, stations }));
  return { base, port, stations };
}

/** As `district.confirm` does for one PC; a roster for each of a thousand would take longer than all the rest. */
function confirmAll(dir: string): void {
  const db = openDatabase(dir);
  try {
    const identity = readIdentity(db);
    const keys = loadKeys(dir, identity.replicaId);
    db.transaction(() => {
      db.run(`UPDATE "replica" SET "state" = 'active' WHERE "state" = 'waiting'`);
      publishRoster(db, keys, identity, Date.now());
    });
  } finally {
    db.close();
  }
}

/** The stations' part of it, in a process of its own. */
export async function enrolShare({ base, from, to }: Share): Promise<void> {
  for (let number = from; number < to; number += 1) {
    const station = openService({ dir: stationFolder(base, number) });
    await station.call("app.setup", { role: "station", name: stationName(number), operator: "示例操作员" });
    await station.call("station.join", { file: invitationFile(base, number) });
    const folder = join(joinFolder(base), String(number));
    mkdirSync(folder, { recursive: true });
    await station.call("bundle.export", { folder });
    await station.close();
    noteAnswered(stationFolder(base, number));
  }
}

/** As `station.answer` does, without a thousand telephone calls. */
function noteAnswered(dir: string): void {
  const db = openDatabase(dir);
  try {
    db.transaction(() => noteCompared(db, readIdentity(db).replicaId));
  } finally {
    db.close();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = z.object({ port: z.int() }).parse(server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}
