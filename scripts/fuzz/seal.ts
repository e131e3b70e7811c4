/**
 * Files as a confirmed PC that means harm makes them: anything inside, encrypted to the right receiver and signed with the right key.
 * Encrypting is the dear part of a million files, so one age header is made per receiver, and every payload below it by node's own
 * ChaCha20-Poly1305 (age-encryption.org/v1, "Payload"). Reading them is the program's own code.
 */
import { createCipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { deflateSync } from "node:zlib";
import { Encrypter, type Recipient } from "age-encryption";
import { magic } from "../../db/bundle/format.ts";
import type { Keys } from "../../db/bundle/crypto.ts";
import { jsonBytes, type JsonObject } from "./json.ts";

export interface Envelope {
  encrypt(plain: Uint8Array): Buffer;
}

const chunkSize = 64 * 1024;

/** Everything that is put into it is for one receiver. */
export async function envelopeFor(recipient: string): Promise<Envelope> {
  let fileKey: Uint8Array = new Uint8Array();
  const keyTaker: Recipient = {
    wrapFileKey: (key) => {
      fileKey = Uint8Array.from(key);
      return [];
    },
  };
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  encrypter.addRecipient(keyTaker);
  const sample = Buffer.from(await encrypter.encrypt(new Uint8Array()));
  const headerEnd = sample.indexOf("\n", sample.indexOf("\n--- ") + 1) + 1;
  const header = sample.subarray(0, headerEnd);
  return { encrypt: (plain) => Buffer.concat([header, ...payloadOf(fileKey, plain)]) };
}

function payloadOf(fileKey: Uint8Array, plain: Uint8Array): Buffer[] {
  const nonce = randomBytes(16);
  const key = Buffer.from(hkdfSync("sha256", fileKey, nonce, "payload", 32));
  const parts: Buffer[] = [nonce];
  let at = 0;
  for (let counter = 0; counter === 0 || at < plain.length; counter += 1) {
    const chunk = plain.subarray(at, at + chunkSize);
    at += chunkSize;
    const chunkNonce = Buffer.alloc(12);
    chunkNonce.writeUInt32BE(counter, 7);
    chunkNonce[11] = at >= plain.length ? 1 : 0;
    const cipher = createCipheriv("chacha20-poly1305", key, chunkNonce, { authTagLength: 16 });
    parts.push(cipher.update(chunk), cipher.final(), cipher.getAuthTag());
  }
  return parts;
}

export interface Sealing {
  readonly header: JsonObject;
  readonly content: Buffer;
  readonly envelope: Envelope;
  readonly keys: Pick<Keys, "signFile">;
  /** What the compressed stream becomes before it is encrypted. */
  readonly streamed?: (stream: Buffer) => Buffer;
  /** What the header says once its lengths and hashes are in it. */
  readonly lastly?: (header: JsonObject) => JsonObject;
  /** How the header's bytes are written. */
  readonly rewrite?: (bytes: Buffer) => Buffer;
}

export function sealed({ header, content, envelope, keys, ...changes }: Sealing): Buffer {
  const stream = deflateSync(content, { level: 1 });
  const payload = envelope.encrypt(changes.streamed?.(stream) ?? stream);
  const whole = {
    ...header,
    contentLength: content.length,
    payloadLength: payload.length,
    payloadSha256: createHash("sha256").update(payload).digest("hex"),
  };
  const bytes = jsonBytes(changes.lastly?.(whole) ?? whole);
  const written = changes.rewrite?.(bytes) ?? bytes;
  const length = Buffer.alloc(4);
  length.writeUInt32BE(written.length);
  return Buffer.concat([magic, length, written, keys.signFile(written), payload]);
}
