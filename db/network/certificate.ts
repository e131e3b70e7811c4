/**
 * The key with which a receiver shows that it is the district's, and the one that will take its place. Both are made at the same time
 * and their pins travel together (`address.ts`), so that a renewal cuts nobody off.
 *
 * Files in `DIR/receiver/`: `key.pem` in use, `next-key.pem` kept for the renewal. They are good for the transport alone: whoever has
 * them reads no bundle, because those are encrypted to the office's own key.
 */
// The X.509 library finds its parts through it.
import "reflect-metadata";
import { X509CertificateGenerator } from "@peculiar/x509";
import { createHash, createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../schema/app-error.ts";
import { privateFile } from "../files/access.ts";
import { writeFileSafely } from "../files/durable-files.ts";

export interface ReceiverKeys {
  /** PEM. */
  readonly key: string;
  /** PEM; made anew each time, because only its key counts. */
  readonly certificate: string;
  /** Of the key in use, then of the next one. */
  readonly pins: readonly string[];
}

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
/** Nobody looks at the dates: the key is what is pinned, and clocks lie. The end is RFC 5280's word for “none”. */
const notBefore = new Date("2020-01-01T00:00:00Z");
const notAfter = new Date("9999-12-31T23:59:59Z");

const fileOf = (dir: string, name: "key" | "next-key"): string => join(dir, "receiver", `${name}.pem`);

/** SHA-256 of a public key in SPKI, base64url. */
export const pinOf = (publicKey: KeyObject): string =>
  createHash("sha256")
    .update(publicKey.export({ type: "spki", format: "der" }))
    .digest("base64url");

/**
 * The keys of this folder, made where there are none.
 * @throws AppError receiverKeysInvalid, databaseReadOnly, diskFull
 */
export async function receiverKeys(dir: string): Promise<ReceiverKeys> {
  await complete(dir);
  const key = readKey(dir, "key");
  const pins = [key, readKey(dir, "next-key")].map((pem) => pinOf(createPublicKey(pem)));
  return { key, pins, certificate: await certificateFor(key) };
}

/**
 * The next key takes the place of the one in use, and another is kept for the time after. Stations that know the old address go on:
 * its second pin is the key that is in use now.
 * @throws AppError as `receiverKeys`
 */
export async function renewReceiverKeys(dir: string): Promise<ReceiverKeys> {
  await complete(dir);
  save(fileOf(dir, "key"), readKey(dir, "next-key"));
  return receiverKeys(dir);
}

/** Also after a cut in the middle of a renewal, which leaves the same key in both places. */
async function complete(dir: string): Promise<void> {
  for (const name of ["key", "next-key"] as const)
    if (!existsSync(fileOf(dir, name))) save(fileOf(dir, name), await newKey());
  if (readKey(dir, "key") === readKey(dir, "next-key")) save(fileOf(dir, "next-key"), await newKey());
}

function readKey(dir: string, name: "key" | "next-key"): string {
  const file = fileOf(dir, name);
  try {
    const pem = readFileSync(file, "utf8");
    createPrivateKey(pem);
    return pem;
  } catch (error) {
    throw new AppError("receiverKeysInvalid", { path: file }, { cause: error });
  }
}

async function newKey(): Promise<string> {
  const { privateKey } = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const key = Buffer.from(await crypto.subtle.exportKey("pkcs8", privateKey));
  return createPrivateKey({ key, format: "der", type: "pkcs8" }).export({ format: "pem", type: "pkcs8" }).toString();
}

const save = (file: string, pem: string): void => writeFileSafely(file, Buffer.from(pem), { mode: privateFile });

async function certificateFor(pem: string): Promise<string> {
  const { subtle } = crypto;
  const privateKey = createPrivateKey(pem).export({ format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(pem).export({ format: "der", type: "spki" });
  const made = await X509CertificateGenerator.createSelfSigned(
    {
      // Says nothing of the office to whoever knocks.
      name: "CN=lianxinqiao",
      serialNumber: createHash("sha256").update(publicKey).digest("hex").slice(0, 30),
      notBefore,
      notAfter,
      signingAlgorithm: algorithm,
      keys: {
        privateKey: await subtle.importKey("pkcs8", privateKey, algorithm, true, ["sign"]),
        publicKey: await subtle.importKey("spki", publicKey, algorithm, true, ["verify"]),
      },
    },
    crypto,
  );
  return made.toString("pem");
}
