/** Files as an attacker or a faulty program would make them: opened with the receiver's key, changed, and signed again. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync, inflateSync } from "node:zlib";
import { canonicalBytes } from "../../db/journal/canonical.ts";
import { encryptFor, loadKeys, type Keys } from "../../db/bundle/crypto.ts";
import { frameTypes, magic, type FrameType } from "../../db/bundle/format.ts";
import { openFile } from "../../db/bundle/read.ts";
import { toWeb } from "../../db/bundle/streams.ts";
import { readIdentity } from "../../db/office/identity.ts";
import type { Pc } from "./exchange.ts";

export const keysOf = (pc: Pc): Keys => loadKeys(pc.dir, readIdentity(pc.db).replicaId);

/** A file taken apart. `header` is loose on purpose: tests put anything into it. */
export interface Parts {
  readonly header: Record<string, unknown>;
  readonly frames: readonly { readonly type: FrameType; readonly body: Buffer }[];
}

export async function takeApart(file: string, receiver: Pc): Promise<Parts> {
  const opened = await openFile(file, file);
  const payload = readFileSync(file).subarray(opened.payloadStart);
  const { plain } = await keysOf(receiver).decrypt(toWeb(once(payload)), payload.length);
  return { header: { ...opened.stable }, frames: framesIn(inflateSync(await collect(plain))) };
}

const names = new Map<number, FrameType>(
  Object.entries(frameTypes).map(([name, number]) => [number, name as FrameType]),
);

function framesIn(content: Buffer): { type: FrameType; body: Buffer }[] {
  const frames: { type: FrameType; body: Buffer }[] = [];
  for (let at = 0; at < content.length;) {
    const length = content.readUInt32BE(at);
    frames.push({ type: names.get(content[at + 4] ?? 0) ?? "end", body: content.subarray(at + 5, at + 5 + length) });
    at += 5 + length;
  }
  return frames;
}

export function rawFrame(type: number, body: Uint8Array, length = body.length): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(length);
  head[4] = type;
  return Buffer.concat([head, body]);
}

export const contentOf = ({ frames }: Pick<Parts, "frames">): Buffer =>
  Buffer.concat(frames.map(({ type, body }) => rawFrame(frameTypes[type], body)));

export interface Forgery {
  readonly header?: Record<string, unknown>;
  readonly content: Buffer;
  /** What is appended to the compressed stream, inside the encryption. */
  readonly afterStream?: Buffer;
  readonly contentLength?: number;
  /** Header bytes instead of the canonical ones. */
  readonly rewrite?: (text: string) => string;
}

/** Puts a file together again, encrypted to the header's recipients and signed with `keys`. */
export async function putTogether(parts: Parts, keys: Keys, forgery: Forgery): Promise<Buffer> {
  const plain = Buffer.concat([deflateSync(forgery.content, { level: 1 }), forgery.afterStream ?? Buffer.alloc(0)]);
  const header: Record<string, unknown> = { ...parts.header, ...forgery.header };
  const payload = await collect(await encryptFor(header["recipients"] as string[], toWeb(once(plain))));
  const text = canonicalBytes({
    ...header,
    contentLength: forgery.contentLength ?? forgery.content.length,
    payloadLength: payload.length,
    payloadSha256: createHash("sha256").update(payload).digest("hex"),
  }).toString("utf8");
  const bytes = Buffer.from(forgery.rewrite?.(text) ?? text, "utf8");
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([magic, length, bytes, keys.signFile(bytes), payload]);
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

async function collect(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(parts);
    parts.push(value);
  }
}

/** Everything a folder holds: every row of every table, and every file with its size. */
export function everythingIn(pc: Pc): Record<string, unknown> {
  const tables = pc.db.all<{ name: string }>(
    `SELECT "name" FROM sqlite_schema WHERE "type" = 'table' AND "sql" NOT LIKE 'CREATE VIRTUAL%'`,
  );
  const rows = tables.map(({ name }) => [name, pc.db.all(`SELECT * FROM "${name}"`)] as const);
  const files = readdirSync(pc.dir, { recursive: true, encoding: "utf8" })
    .filter((name) => !name.includes("lianxinqiao.db") && !name.startsWith("tmp"))
    .map((name) => [name, statSync(join(pc.dir, name)).size] as const);
  return Object.fromEntries([...rows, ...files]);
}

export function fileWith(folder: string, name: string, bytes: Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return file;
}
