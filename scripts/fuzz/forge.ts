/**
 * Bundles and receipts that are wrong inside and right outside: decoded, changed in one to three places, every hash and signature made
 * again by a confirmed PC (or by the district), so that what is wrong reaches the code it is wrong for.
 */
import type { ReadableDb } from "../../db/sqlite/connection.ts";
import { entryBody } from "../../db/bundle/entry-frame.ts";
import { frameTypes } from "../../db/bundle/format.ts";
import type { Keys } from "../../db/bundle/crypto.ts";
import { hashAt, findChain } from "../../db/journal/chains.ts";
import { chainHash, innerHash, zeroHash } from "../../db/journal/entry.ts";
import type { Random } from "../../db/sample/random.ts";
import { jsonBytes, looseText, mutatedJson, type Json, type JsonObject } from "./json.ts";
import { sealed, type Envelope } from "./seal.ts";
import type { Template } from "./scene.ts";

/** What a file is forged from. */
export interface Model {
  /** The header of an honest file. */
  readonly header: JsonObject;
  /** The chain whose entries it carries. */
  readonly chain: string;
  readonly templates: readonly Template[];
  readonly blobs: ReadonlyMap<string, Buffer>;
  /** The receipt, or what is said of returned entries. */
  readonly receipt: ((end: { readonly toSeq: number; readonly hashAfter: string }) => JsonObject) | null;
  readonly keys: Pick<Keys, "signFile">;
  readonly envelope: Envelope;
}

export interface Forged {
  readonly bytes: Buffer;
  /** Where it was changed. */
  readonly what: readonly string[];
}

const levels = {
  entryHeader: 4,
  payload: 7,
  erased: 1,
  header: 3,
  meta: 1,
  end: 1,
  receipt: 4,
  frames: 3,
  blobs: 2,
  chain: 1,
  stream: 1,
  text: 1,
  overlap: 2,
  gap: 1,
  newer: 1,
  nothing: 1,
} as const;
type Level = keyof typeof levels;
const weighted = (Object.keys(levels) as Level[]).flatMap((level) =>
  Array.from({ length: levels[level] }, () => level),
);

interface Draft {
  header: JsonObject;
  payload: Json;
  headerText: Buffer | null;
  payloadText: Buffer | null;
  isErased: boolean;
}

interface Frame {
  type: number;
  body: Buffer;
  /** What the frame says its length is. */
  length: number;
}

const frameOf = (type: number, body: Buffer): Frame => ({ type, body, length: body.length });

/** @param db the receiver's data, for the place in the chain that the file continues */
export function forgedFile(random: Random, model: Model, db: ReadableDb): Forged {
  const what = new Set<Level>(Array.from({ length: random.int(1, 3) }, () => random.pick(weighted)));
  const at = placeIn(random, db, model.chain, what);
  const drafts = draftsOf(random, model, at.from, what);
  const entries = entryFrames(random, drafts, at.before);
  const toSeq = at.from + drafts.length - 1;
  const fromSeq = at.from - at.again.length;
  const hashAfter = entries.hash.toString("hex");
  const header: JsonObject = {
    ...model.header,
    ...(what.has("newer") && random.chance(0.5) ? { format: random.pick([3, 4, 2 ** 31]) } : {}),
    fromSeq,
    toSeq,
    hashBefore: at.hashBefore.toString("hex"),
    hashAfter,
  };
  const shown = what.has("header") ? asObject(mutatedJson(random, header), header) : header;
  const frames = [
    frameOf(frameTypes.meta, metaBytes(random, shown, what)),
    ...receiptFrames(random, model, { toSeq, hashAfter }, what),
    ...at.again.map((body) => frameOf(frameTypes.entry, body)),
    ...entries.frames,
    ...blobFrames(random, model, drafts, what),
  ];
  const blobs = frames.filter(({ type }) => type === frameTypes.blob).length;
  const end = { toSeq, entries: toSeq - fromSeq + 1, blobs, hashAfter };
  frames.push(frameOf(frameTypes.end, jsonBytes(what.has("end") ? mutatedJson(random, end) : end)));
  const content = contentOf(what.has("frames") ? mutatedFrames(random, frames) : frames);
  const bytes = sealed({
    header: what.has("chain")
      ? { ...shown, hashAfter: random.pick([zeroHash.toString("hex"), "ab".repeat(32)]) }
      : shown,
    content: what.has("stream") && random.chance(0.02) ? Buffer.concat([content, Buffer.alloc(24 << 20)]) : content,
    envelope: model.envelope,
    keys: model.keys,
    ...(what.has("stream")
      ? { streamed: (stream: Buffer) => mutatedStream(random, stream), lastly: lengthsIn(random) }
      : {}),
    ...(what.has("text") && random.chance(0.4) ? { rewrite: (text: Buffer) => looseText(random, text) } : {}),
  });
  return { bytes, what: [...what] };
}

const asObject = (value: Json, otherwise: JsonObject): JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? value : otherwise;

interface Place {
  /** The first new entry's number, and the hash that it follows. */
  readonly from: number;
  readonly before: Buffer;
  readonly hashBefore: Buffer;
  /** Entries that the receiver has, as they are. */
  readonly again: readonly Buffer[];
}

interface Stored {
  readonly header: Buffer;
  readonly salt: Buffer | null;
  readonly payload: Buffer | null;
  readonly inner: Buffer;
}

function placeIn(random: Random, db: ReadableDb, chain: string, what: ReadonlySet<Level>): Place {
  const head = findChain(db, chain) ?? { headSeq: 0, headHash: zeroHash };
  if (what.has("gap"))
    return {
      from: head.headSeq + random.pick([0, 2, 3, 1_000]) || 1,
      before: zeroHash,
      hashBefore: zeroHash,
      again: [],
    };
  if (!what.has("overlap") || head.headSeq === 0)
    return { from: head.headSeq + 1, before: head.headHash, hashBefore: head.headHash, again: [] };
  const first = head.headSeq - random.int(0, Math.min(6, head.headSeq - 1));
  const hashBefore = hashAt(db, chain, first - 1) ?? zeroHash;
  // Without them the new entries lie over old ones: a second history.
  if (random.chance(0.3)) return { from: first, before: hashBefore, hashBefore, again: [] };
  const sql = `SELECT "header", "salt", "payload", "inner" FROM "journal" WHERE "replica" = ? AND "seq" >= ? ORDER BY "seq"`;
  const again = db.all<Stored>(sql, [chain, first]).map(entryBody);
  return { from: head.headSeq + 1, before: head.headHash, hashBefore, again };
}

function draftsOf(random: Random, { chain, templates }: Model, from: number, what: ReadonlySet<Level>): Draft[] {
  const count = random.pick([0, 1, 1, 2, 2, 3, 4, 6, 9]);
  const first = random.int(0, Math.max(0, templates.length - 1));
  const chosen = renamed(random, templates.slice(first, first + count));
  if (chosen.length > 0 && random.chance(0.1)) chosen.push(structuredClone(random.pick(chosen)));
  const drafts = chosen.map(({ header, payload }, index): Draft => {
    const draft = { header: { ...header, replica: chain, seq: from + index }, payload, isErased: false };
    return { ...draft, headerText: null, payloadText: null };
  });
  for (const draft of drafts.length === 0 ? [] : random.some(drafts, random.int(1, 2)))
    mutateDraft(random, draft, what);
  return drafts;
}

function mutateDraft(random: Random, draft: Draft, what: ReadonlySet<Level>): void {
  if (what.has("newer") && random.chance(0.6))
    draft.header = {
      ...draft.header,
      ...random.pick<JsonObject>([{ format: 3 }, { kind: "未来的种类" }, { schema: 99 }]),
    };
  if (what.has("entryHeader")) draft.header = asObject(mutatedJson(random, draft.header), draft.header);
  if (what.has("payload")) draft.payload = mutatedJson(random, draft.payload);
  if (what.has("erased")) draft.isErased = true;
  if (what.has("text") && random.chance(0.3)) draft.headerText = looseText(random, jsonBytes(draft.header));
  if (what.has("text") && random.chance(0.3)) draft.payloadText = looseText(random, jsonBytes(draft.payload));
}

/** Often about records of their own, as honest ones are; otherwise again about those that the receiver has. */
function renamed(random: Random, templates: readonly Template[]): Template[] {
  let text = JSON.stringify(templates);
  if (random.chance(0.6)) {
    for (const id of new Set(templates.map(({ header }) => JSON.stringify(header["record"]).slice(1, -1))))
      text = text.replaceAll(id, random.uuid(Date.UTC(2026, 4, 1)));
  }
  return JSON.parse(text) as Template[];
}

function entryFrames(random: Random, drafts: readonly Draft[], before: Buffer): { frames: Frame[]; hash: Buffer } {
  let hash = before;
  const frames = drafts.map((draft) => {
    const header = draft.headerText ?? jsonBytes(draft.header);
    const payload = draft.payloadText ?? jsonBytes(draft.payload);
    const salt = Buffer.alloc(16, random.int(0, 255));
    const inner = innerHash(salt, payload);
    hash = chainHash(hash, header, inner);
    const kept = draft.isErased ? { salt: null, payload: null } : { salt, payload };
    return frameOf(frameTypes.entry, entryBody({ header, inner, ...kept }));
  });
  return { frames, hash };
}

function metaBytes(random: Random, header: JsonObject, what: ReadonlySet<Level>): Buffer {
  const names = [
    "format",
    "type",
    "district",
    "station",
    "replica",
    "of",
    "recipients",
    "fromSeq",
    "hashBefore",
  ] as const;
  const meta = Object.fromEntries(names.filter((name) => name in header).map((name) => [name, header[name] ?? null]));
  const bytes = jsonBytes(what.has("meta") ? mutatedJson(random, meta) : meta);
  return what.has("text") && random.chance(0.2) ? looseText(random, bytes) : bytes;
}

function receiptFrames(
  random: Random,
  { receipt }: Model,
  end: { readonly toSeq: number; readonly hashAfter: string },
  what: ReadonlySet<Level>,
): Frame[] {
  if (receipt === null) return what.has("receipt") ? [frameOf(frameTypes.receipt, Buffer.from("{}"))] : [];
  const said = receipt(end);
  const bytes = jsonBytes(what.has("receipt") ? mutatedJson(random, said) : said);
  return [frameOf(frameTypes.receipt, what.has("text") && random.chance(0.3) ? looseText(random, bytes) : bytes)];
}

function blobFrames(random: Random, { blobs }: Model, drafts: readonly Draft[], what: ReadonlySet<Level>): Frame[] {
  const text = JSON.stringify(drafts.map(({ payload }) => payload));
  const named = [...blobs].filter(([sha256]) => text.includes(sha256) || (what.has("blobs") && random.chance(0.5)));
  return named.flatMap(([sha256, bytes]) => {
    const size = what.has("blobs")
      ? random.pick([bytes.length, bytes.length - 1, bytes.length + 1, 0, 2 ** 40, 2 ** 60])
      : bytes.length;
    const head = Buffer.alloc(40);
    head.write(what.has("blobs") && random.chance(0.2) ? "00".repeat(32) : sha256, "hex");
    head.writeBigUInt64BE(BigInt(size), 32);
    const blob = [frameOf(frameTypes.blob, head), frameOf(frameTypes.chunk, bytes)];
    return what.has("blobs") && random.chance(0.2) ? [...blob, ...blob] : blob;
  });
}

function mutatedFrames(random: Random, frames: readonly Frame[]): Frame[] {
  const changed = [...frames];
  const at = random.int(0, changed.length - 1);
  const frame = changed[at] ?? frameOf(frameTypes.end, Buffer.alloc(0));
  const junk = Buffer.alloc(random.pick([0, 1, 40, 5_000]), random.int(0, 255));
  const ways = [
    () => changed.splice(at, 1),
    () => changed.splice(at, 0, frame),
    () => changed.splice(0, changed.length, ...changed.toReversed()),
    () => changed.splice(at, 1, frameOf(random.pick([0, 1, 2, 3, 4, 5, 6, 7, 255]), frame.body)),
    () => changed.splice(at, 1, frameOf(frame.type, frame.body.subarray(0, random.int(0, frame.body.length)))),
    () => changed.splice(at, 1, frameOf(frame.type, Buffer.concat([frame.body, junk]))),
    () => changed.splice(at, 0, frameOf(random.int(0, 7), junk)),
    () => changed.splice(at, 1, { ...frame, length: random.pick([0, 1, 2 ** 20 + 1, 2 ** 23 + 1, 2 ** 32 - 1]) }),
    () => changed.splice(at, 1, frameOf(frame.type, flippedIn(random, frame.body))),
    () => changed.splice(0, changed.length),
    () => changed.push(frame),
    () => changed.splice(at, 2, ...changed.slice(at, at + 2).toReversed()),
  ];
  random.pick(ways)();
  return changed;
}

function flippedIn(random: Random, bytes: Buffer): Buffer {
  const flipped = Buffer.from(bytes);
  const at = random.int(0, Math.max(0, Math.min(bytes.length, 600) - 1));
  if (flipped.length > 0) flipped[at] = (flipped[at] ?? 0) ^ (1 << random.int(0, 7));
  return flipped;
}

function contentOf(frames: readonly Frame[]): Buffer {
  return Buffer.concat(
    frames.flatMap(({ type, body, length }) => {
      const head = Buffer.alloc(5);
      head.writeUInt32BE(length);
      head[4] = type;
      return [head, body];
    }),
  );
}

function mutatedStream(random: Random, stream: Buffer): Buffer {
  const ways = [
    () => Buffer.concat([stream, Buffer.alloc(random.pick([1, 9, 70_000]), 7)]),
    () => stream.subarray(0, random.int(0, stream.length)),
    () => flippedIn(random, stream),
    () => Buffer.concat([stream, stream]),
    () => Buffer.alloc(0),
    () => stream,
  ];
  return random.pick(ways)();
}

const lengthsIn =
  (random: Random) =>
  (header: JsonObject): JsonObject => {
    if (random.chance(0.6)) return header;
    const name = random.pick(["contentLength", "payloadLength", "payloadSha256"]);
    const { [name]: value = null } = header;
    if (typeof value !== "number") return { ...header, [name]: "ab".repeat(32) };
    return { ...header, [name]: value + random.pick([-1, 1, -value, 2 ** 20, 2 ** 24, 2 ** 40]) };
  };
