/** The kinds of files that are read from outside, who reads them, and how each is forged from what the readers have now. */
import type { Keys } from "../../db/bundle/crypto.ts";
import { feedOf } from "../../db/journal/chains.ts";
import type { ReadableDb } from "../../db/sqlite/connection.ts";
import type { Random } from "../../db/sample/random.ts";
import { settingsSchema } from "../../db/schema/settings.ts";
import { readIdentity } from "../../db/office/identity.ts";
import { forgedFile, type Forged, type Model } from "./forge.ts";
import { jsonBytes, looseText, mutatedJson, type Json, type JsonObject } from "./json.ts";
import type { Scene } from "./scene.ts";

export const siteNames = ["district", "station", "fresh"] as const;
export type SiteName = (typeof siteNames)[number];

export type Reading = "bundle" | "receipt" | "invitation" | "roster";

export interface Target {
  readonly name: string;
  readonly site: SiteName;
  readonly reading: Reading;
  /** How often structural mutants are of this kind, in thousandths of its site's. */
  readonly weight: number;
  /** Honest files of this kind. */
  readonly files: readonly Buffer[];
  forge(random: Random, db: ReadableDb): Forged;
}

const headerIn = (file: Buffer): JsonObject =>
  JSON.parse(file.toString("utf8", 12, 12 + file.readUInt32BE(8))) as JsonObject;

const hexId = (random: Random): string => Array.from({ length: 32 }, () => random.int(0, 15).toString(16)).join("");

/** @param newcomer keys of a PC that nobody knows */
export function targetsOf(scene: Scene, newcomer: Keys): readonly Target[] {
  const { district, station, files, blobs } = scene;
  const fromStation = { templates: scene.stationEntries, blobs, keys: station.keys, envelope: district.envelope };
  const fromDistrict = { templates: scene.feedEntries, blobs, keys: district.keys, envelope: station.envelope };
  const bundleHeader = headerIn(files.bundle);
  const receiptHeader = headerIn(files.receipt);
  return [
    {
      name: "bundle",
      site: "district",
      reading: "bundle",
      weight: 798,
      files: [files.bundle],
      forge: (random, db) => {
        // A mutant that another station signs is refused whatever is in it.
        const keys = random.chance(0.01) ? scene.other.keys : station.keys;
        return forgedFile(
          random,
          { ...fromStation, keys, header: bundleHeader, chain: station.replica, receipt: null },
          db,
        );
      },
    },
    {
      name: "return to the district",
      site: "district",
      reading: "bundle",
      weight: 200,
      files: [],
      forge: (random, db) => forgedFile(random, returnToDistrict(random, db), db),
    },
    {
      name: "join request",
      site: "district",
      reading: "bundle",
      weight: 2,
      files: [files.join],
      forge: (random, db) => forgedFile(random, joinOf(random), db),
    },
    {
      name: "receipt",
      site: "station",
      reading: "receipt",
      weight: 720,
      files: [files.receipt],
      forge: (random, db) => forgedFile(random, receiptOf(random, db), db),
    },
    {
      name: "return to the station",
      site: "station",
      reading: "receipt",
      weight: 250,
      files: [files.returned],
      forge: (random, db) => forgedFile(random, returnToStation(random, db), db),
    },
    {
      name: "roster",
      site: "station",
      reading: "roster",
      weight: 30,
      files: [files.roster],
      forge: (random) =>
        document(random, files.roster, (body) => ({ ...body, version: Number(body["version"]) + random.int(0, 9) })),
    },
    {
      name: "invitation",
      site: "fresh",
      reading: "invitation",
      weight: 1_000,
      files: [files.invitation],
      forge: (random) => document(random, files.invitation, (body) => body),
    },
  ];

  /** The keys are the district's: what its root key signed is malformed by the district itself. */
  function document(random: Random, file: Buffer, next: (body: JsonObject) => JsonObject): Forged {
    const { body } = JSON.parse(file.toString("utf8")) as { body: JsonObject };
    const signed = signedBody(random.chance(0.1) ? next(body) : mutatedJson(random, next(body)));
    const bytes = jsonBytes(random.chance(0.1) ? mutatedJson(random, signed) : signed);
    return { bytes: random.chance(0.05) ? looseText(random, bytes) : bytes, what: ["document"] };
  }

  function signedBody(body: Json): JsonObject {
    return { body, signature: district.keys.signDocument(jsonBytes(body)).toString("base64url") };
  }

  function returnToDistrict(random: Random, db: ReadableDb): Model {
    const side = random.pick(["station", "district"]);
    const of = returnedChain(random, db, side);
    const header = { ...bundleHeader, format: 2, of, join: null, acknowledged: null };
    const receipt: Model["receipt"] = ({ toSeq, hashAfter }) => {
      const said: JsonObject = { ...receiptHeader, replica: of, toSeq, hashAfter };
      const bytes = jsonBytes(said);
      const proof = { header: bytes.toString("base64"), signature: district.keys.signFile(bytes).toString("base64") };
      return {
        side,
        signingKey: random.chance(0.5) ? station.keys.signingKey : null,
        proof: side === "district" ? proof : null,
      };
    };
    const templates = side === "district" ? scene.feedEntries : scene.stationEntries;
    return { ...fromStation, templates, header, chain: of, receipt };
  }

  /** One that was returned before, so that the next file goes on with it, or one that nobody knows. */
  function returnedChain(random: Random, db: ReadableDb, side: string): string {
    const sql = `SELECT "id" FROM "replica" WHERE "state" = 'retired' AND "isSelf" = 0 AND "side" = ? ORDER BY "id"`;
    const known = db.all<{ id: string }>(sql, [side]).map(({ id }) => id);
    return known.length > 0 && random.chance(0.6) ? random.pick(known) : hexId(random);
  }

  function returnToStation(random: Random, db: ReadableDb): Model {
    const side = random.pick(["station", "station", "district"]);
    // Its own chain, of which the district has more: the PC was rolled back.
    const of = random.chance(0.1) ? readIdentity(db).replicaId : returnedChain(random, db, side);
    const header = { ...receiptHeader, replica: feedOf(db, station.station).id, format: 2, of };
    const receipt = () => ({ side, signingKey: null, proof: null });
    const templates = side === "district" ? scene.feedEntries : scene.stationEntries;
    return { ...fromDistrict, templates, header, chain: of, receipt };
  }

  function joinOf(random: Random): Model {
    const replica = hexId(random);
    const honest = headerIn(files.join)["join"] as JsonObject;
    const join: JsonObject = { ...honest, replica, signingKey: newcomer.signingKey, recipient: newcomer.recipient };
    const asked = random.chance(0.5) ? mutatedJson(random, join) : join;
    const header = { ...headerIn(files.join), replica, join: asked };
    return { ...fromStation, keys: newcomer, header, chain: replica, receipt: null };
  }

  function receiptOf(random: Random, db: ReadableDb): Model {
    const isNew = random.chance(0.05);
    const feed = isNew ? hexId(random) : feedOf(db, station.station).id;
    const roster = isNew || random.chance(0.2) ? rosterNaming(random, feed, isNew) : (scene.receipt["roster"] ?? null);
    const settings = random.chance(0.3) ? oddSettings(random) : (scene.receipt["settings"] ?? null);
    const receipt: Model["receipt"] = ({ toSeq, hashAfter }) => ({
      ...scene.receipt,
      feed: { replica: feed, headSeq: toSeq, headHash: hashAfter },
      roster,
      settings,
    });
    return { ...fromDistrict, header: { ...receiptHeader, replica: feed }, chain: feed, receipt };
  }

  /** A roster that the root key signed, mostly right: a restored district's names its new feed. */
  function rosterNaming(random: Random, feed: string, isNew: boolean): JsonObject {
    const { body } = JSON.parse(files.roster.toString("utf8")) as { body: JsonObject };
    const version = Number(body["version"]) + random.int(1, 1_000_000);
    const stations = (body["stations"] as JsonObject[]).map((each) =>
      each["id"] === station.station ? { ...each, feed } : each,
    );
    const next = { ...body, version, stations };
    return signedBody(isNew && random.chance(0.8) ? next : mutatedJson(random, next));
  }

  function oddSettings(random: Random): JsonObject {
    const names = random.some(Object.keys(settingsSchema.shape), random.int(1, 4));
    const values = Object.fromEntries(
      names.map((name) => [name, mutatedJson(random, { value: [1, "甲", { 乙: null }] })]),
    );
    const known = (scene.receipt["settings"] as JsonObject)["values"] as JsonObject;
    return { version: random.int(1, 1_000), values: { ...known, ...values } };
  }
}
