/**
 * The only file that touches keys: making and keeping them, signing, verifying, encrypting, decrypting. Nothing here is
 * home-made: Ed25519 (RFC 8032) and PBKDF2 from node:crypto, age (age-encryption.org/v1, X25519 and scrypt) from
 * age-encryption.
 *
 * Private keys live in `DIR/keys.json` and not in the database, so that a copy of the database does not carry them. They leave
 * the PC in one form only, sealed under a passphrase.
 * Public signing keys are 32 bytes in base64url; recipients are age's own `age1…` strings.
 */
import { answerCodeLength, joinCodeLength } from "../schema/typed-code.ts";
import { bech32 } from "@scure/base";
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  pbkdf2Sync,
  sign,
  verify,
  type KeyObject,
} from "node:crypto";
import { existsSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { canonicalBytes } from "../journal/canonical.ts";
import { AppError } from "../schema/app-error.ts";
import { privateFile } from "../files/access.ts";
import { writeFileSafely } from "../files/durable-files.ts";
import { offices } from "../schema/words.ts";

// Loaded when the first bundle is met: it takes a fifth of the time in which the service comes up.
const age = () => import("age-encryption");

/** What a signature is for. A signature made for one purpose never verifies for another. */
export type Purpose = "file" | "document" | "contact" | "delivery";

const domainOf = (purpose: Purpose) => Buffer.from(`lianxinqiao/${purpose}/v1\0`, "utf8");

const keysFile = (dir: string): string => join(dir, "keys.json");

/** Keys of a chain that a restore began: beside the first ones, so that one rename of the database changes both. */
const laterKeysFile = (dir: string, replica: string): string => join(dir, `keys-${replica}.json`);

const keysSchema = z.strictObject({
  format: z.literal(1),
  /** The chain that these keys sign for: keys copied beside another database are noticed. */
  replica: z.string().regex(/^[0-9a-f]{32}$/),
  /** Ed25519, PKCS #8 in base64. */
  signing: z.base64(),
  /** X25519, as age writes it: `age -d -i` takes this line. */
  identity: z.string().regex(/^AGE-SECRET-KEY-1[0-9A-Z]{58}$/),
  /** Ed25519, PKCS #8 in base64; the district's alone. */
  root: z.base64().nullable(),
});
type StoredKeys = z.infer<typeof keysSchema>;

/** This PC's keys. The private halves cannot be read from it. */
export interface Keys {
  readonly replica: string;
  readonly signingKey: string;
  readonly recipient: string;
  /** The district's root key; null at a station. */
  readonly rootKey: string | null;
  signFile(header: Uint8Array): Buffer;
  /** Signs with the root key. @throws AppError wrongRole at a station */
  signDocument(body: Uint8Array): Buffer;
  /** Proves to a receiver whose PC calls (`db/network/proof.ts`). */
  signContact(proof: Uint8Array): Buffer;
  /** A district's word that it holds a file (`db/network/delivery.ts`). */
  signDelivery(note: Uint8Array): Buffer;
  /** @throws Error when the payload is not age's, or was encrypted to others; so does reading the result */
  decrypt(payload: ReadableStream<Uint8Array>, payloadLength: number): Promise<Decrypted>;
}

export interface Decrypted {
  readonly plain: ReadableStream<Uint8Array>;
  /** Bytes that `plain` will yield; follows from the payload's length. */
  readonly length: number;
}

/**
 * Makes the keys of a fresh folder. Keys that a set-up left behind when it was cut short are renamed, never overwritten.
 * @throws AppError databaseReadOnly, diskFull
 */
export function createKeys(dir: string, replica: string, options: { readonly withRoot: boolean }): Keys {
  const file = keysFile(dir);
  if (existsSync(file)) renameSync(file, `${file}.unused-${Date.now()}`);
  return writeKeys(file, replica, options.withRoot);
}

/**
 * Makes the keys of a chain that goes on after a restore, beside those that are there.
 * @throws AppError databaseReadOnly, diskFull
 */
export const addKeys = (dir: string, replica: string): Keys => writeKeys(laterKeysFile(dir, replica), replica, false);

function writeKeys(file: string, replica: string, withRoot: boolean): Keys {
  const stored: StoredKeys = {
    format: 1,
    replica,
    signing: newSigningKey(),
    identity: newAgeIdentity(),
    root: withRoot ? newSigningKey() : null,
  };
  return writeStored(file, stored);
}

function writeStored(file: string, stored: StoredKeys): Keys {
  writeFileSafely(file, Buffer.from(`${JSON.stringify(stored, null, 2)}\n`, "utf8"), { mode: privateFile });
  return keysFrom(stored);
}

/** Whether this PC can sign for a chain. */
export function hasKeys(dir: string, replica: string): boolean {
  try {
    loadKeys(dir, replica);
    return true;
  } catch {
    return false;
  }
}

/** @throws AppError keysMissing when the file is not there, is damaged, or belongs to another chain */
export const loadKeys = (dir: string, replica: string): Keys => keysFrom(readKeys(dir, replica));

function readKeys(dir: string, replica: string): StoredKeys {
  const later = laterKeysFile(dir, replica);
  const file = existsSync(later) ? later : keysFile(dir);
  try {
    const stored = keysSchema.parse(JSON.parse(readFileSync(file, "utf8")));
    if (stored.replica === replica) return stored;
  } catch (error) {
    throw new AppError("keysMissing", { path: file }, { cause: error });
  }
  throw new AppError("keysMissing", { path: file });
}

const newSigningKey = (): string =>
  generateKeyPairSync("ed25519").privateKey.export({ format: "der", type: "pkcs8" }).toString("base64");

/** The last 32 bytes of an X25519 key in PKCS #8 are its scalar (RFC 8410). */
function newAgeIdentity(): string {
  const der = generateKeyPairSync("x25519").privateKey.export({ format: "der", type: "pkcs8" });
  return bech32.encodeFromBytes("AGE-SECRET-KEY-", new Uint8Array(der.subarray(-32))).toUpperCase();
}

/** The PKCS #8 frame of an X25519 scalar (RFC 8410). */
const x25519Prefix = Buffer.from("302e020100300506032b656e04220420", "hex");

function recipientOf(identity: string): string {
  const { bytes } = bech32.decodeToBytes(identity);
  const key = createPrivateKey({ key: Buffer.concat([x25519Prefix, bytes]), format: "der", type: "pkcs8" });
  return bech32.encodeFromBytes("age", new Uint8Array(rawPublic(key)));
}

/** The last 32 bytes of a public key in SPKI are the key (RFC 8410). */
const rawPublic = (key: KeyObject): Buffer =>
  createPublicKey(key).export({ format: "der", type: "spki" }).subarray(-32);

function keysFrom(stored: StoredKeys): Keys {
  const privateKey = (base64: string) =>
    createPrivateKey({ key: Buffer.from(base64, "base64"), format: "der", type: "pkcs8" });
  const signing = privateKey(stored.signing);
  const root = stored.root === null ? null : privateKey(stored.root);
  const signFor = (purpose: Purpose, key: KeyObject, bytes: Uint8Array) =>
    sign(null, Buffer.concat([domainOf(purpose), bytes]), key);
  return {
    replica: stored.replica,
    signingKey: rawPublic(signing).toString("base64url"),
    recipient: recipientOf(stored.identity),
    rootKey: root === null ? null : rawPublic(root).toString("base64url"),
    signFile: (header) => signFor("file", signing, header),
    signDocument: (body) => {
      if (root === null) throw new AppError("wrongRole", { role: offices.district });
      return signFor("document", root, body);
    },
    signContact: (proof) => signFor("contact", signing, proof),
    signDelivery: (note) => signFor("delivery", signing, note),
    decrypt: async (payload, payloadLength) => {
      const { Decrypter } = await age();
      const decrypter = new Decrypter();
      decrypter.addIdentity(stored.identity);
      const plain = await decrypter.decrypt(payload);
      return { plain, length: plain.size(payloadLength) };
    },
  };
}

/** What a passphrase is turned into before it is used: full-width letters of an IME and stray spaces are no difference. */
const plainPassphrase = (passphrase: string): string => passphrase.normalize("NFKC").trim();

/**
 * Seals a text together with a chain's private keys under a passphrase: an age file (scrypt, N = 2^18, about 1.5 s and
 * 256 MB a try), which the age command line opens, too.
 * @param replica the chain whose keys go along; null for the text alone
 * @throws AppError keysMissing
 */
export async function sealWithPassphrase(
  dir: string,
  replica: string | null,
  text: string,
  passphrase: string,
): Promise<Uint8Array> {
  const keys = replica === null ? null : readKeys(dir, replica);
  const { Encrypter } = await age();
  const encrypter = new Encrypter();
  encrypter.setPassphrase(plainPassphrase(passphrase));
  return encrypter.encrypt(JSON.stringify({ text, keys } satisfies z.infer<typeof sealedSchema>));
}

const sealedSchema = z.strictObject({ text: z.string(), keys: keysSchema.nullable() });

export interface Unsealed {
  readonly text: string;
  /** The district's root key that came along; null when no keys did. */
  readonly rootKey: string | null;
  /**
   * Puts the keys that came along into a folder, for a chain of its own.
   * @throws AppError keysFileInvalid when none did; databaseReadOnly, diskFull
   */
  install(dir: string, replica: string): Keys;
}

/** @throws AppError keysFileInvalid, keysWrongPassphrase */
export async function unsealWithPassphrase(bytes: Uint8Array, passphrase: string, file: string): Promise<Unsealed> {
  const invalid = (cause?: unknown) => new AppError("keysFileInvalid", { file }, { cause });
  if (!Buffer.from(bytes.subarray(0, ageMagic.length)).equals(ageMagic)) throw invalid();
  const { Decrypter } = await age();
  const decrypter = new Decrypter();
  decrypter.addPassphrase(plainPassphrase(passphrase));
  let opened: string;
  try {
    opened = await decrypter.decrypt(bytes, "text");
  } catch (error) {
    // age cannot tell a wrong passphrase from a damaged file.
    throw new AppError("keysWrongPassphrase", { file }, { cause: error });
  }
  let sealed: z.infer<typeof sealedSchema>;
  try {
    sealed = sealedSchema.parse(JSON.parse(opened));
  } catch (error) {
    throw invalid(error);
  }
  const { text, keys } = sealed;
  return {
    text,
    rootKey: keys === null ? null : keysFrom(keys).rootKey,
    install: (dir, replica) => {
      if (keys === null) throw invalid();
      return writeStored(laterKeysFile(dir, replica), { ...keys, replica });
    },
  };
}

const ageMagic = Buffer.from("age-encryption.org/v1\n", "utf8");

/**
 * Little-endian y coordinates of the points of small order on edwards25519, canonical or not (libsodium's list): with
 * such a "key" one signature fits many messages.
 */
const smallOrder: ReadonlySet<string> = new Set([
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0100000000000000000000000000000000000000000000000000000000000000",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
]);

const spkiPrefix = Buffer.from("302a300506032b6570032100", "hex");

/** A public signing key ready to verify with, or null for anything that is not a proper Ed25519 key. */
function publicKeyFrom(text: string): KeyObject | null {
  const bytes = Buffer.from(text, "base64url");
  if (bytes.length !== 32 || bytes.toString("base64url") !== text) return null;
  const y = Buffer.from(bytes);
  y[31] = (y[31] ?? 0) & 0x7f; // the sign of x
  if (smallOrder.has(y.toString("hex"))) return null;
  try {
    return createPublicKey({ key: Buffer.concat([spkiPrefix, bytes]), format: "der", type: "spki" });
  } catch {
    return null;
  }
}

export const isSigningKey = (text: string): boolean => publicKeyFrom(text) !== null;

/** Never throws: bad keys and signatures simply do not verify. */
export function isSignedBy(purpose: Purpose, signingKey: string, bytes: Uint8Array, signature: Uint8Array): boolean {
  const key = publicKeyFrom(signingKey);
  if (key === null || signature.length !== 64) return false;
  try {
    return verify(null, Buffer.concat([domainOf(purpose), bytes]), key, signature);
  } catch {
    return false;
  }
}

/** Encrypts a stream so that each of the recipients can decrypt it. @throws Error for a recipient that is none */
export async function encryptFor(
  recipients: readonly string[],
  plain: ReadableStream<Uint8Array>,
): Promise<ReadableStream<Uint8Array>> {
  const { Encrypter } = await age();
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return encrypter.encrypt(plain);
}

/** Whether something can be encrypted to it; also refuses keys of low order, for which X25519 has no secret. */
export async function isRecipient(text: string): Promise<boolean> {
  if (!/^age1[0-9a-z]{58}$/.test(text)) return false;
  const { Encrypter } = await age();
  try {
    const encrypter = new Encrypter();
    encrypter.addRecipient(text);
    await encrypter.encrypt(new Uint8Array());
    return true;
  } catch {
    return false;
  }
}

/** About 0.1 s a try: what makes the short answer code, and a flaw in the arithmetic of the long one, dearer to guess. */
const codeRounds = 200_000;

/**
 * The digits that a station reads out and its district types: they stand for the district's root key, as the station knows it,
 * and for the station's own keys. Twenty, without separators; `groupedCode` shows them.
 */
export const joinCode = (rootKey: string, joinRequest: JoinRequestLike): string =>
  codeDigits("join-code/v2", joinCodeLength, rootKey, joinRequest);

/**
 * The six digits with which the district answers once the join code was right. They follow from public things: what they prove is
 * that a person at the district's end of the telephone has a screen on which the join code was accepted.
 */
export const answerCode = (rootKey: string, joinRequest: JoinRequestLike): string =>
  codeDigits("answer-code/v1", answerCodeLength, rootKey, joinRequest);

type JoinRequestLike = Readonly<Record<string, string>>;

function codeDigits(purpose: string, length: number, rootKey: string, joinRequest: JoinRequestLike): string {
  const salt = Buffer.concat([Buffer.from(`lianxinqiao/${purpose}\0`, "utf8"), Buffer.from(rootKey, "base64url")]);
  const digest = pbkdf2Sync(canonicalBytes(joinRequest), salt, codeRounds, 32, "sha256");
  // 256 bits modulo at most 67: no digit is likelier than another by anything that counts.
  return (BigInt(`0x${digest.toString("hex")}`) % 10n ** BigInt(length)).toString().padStart(length, "0");
}
