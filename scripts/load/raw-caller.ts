/** Speaks to a receiver step by step, as the program does or as somebody else might: for tests and for load. */
import { z } from "zod";
import type { Keys } from "../../db/bundle/crypto.ts";
import { challengeAnswer, paths, proofBytes, sessionAnswer } from "../../db/network/protocol.ts";
import { send, type Reply } from "../common/raw-http.ts";

export type Token = Readonly<Record<"authorization", string>>;

export const originOf = (port: number): string => `https://127.0.0.1:${port}`;

const tus = { "tus-resumable": "1.0.0" };

export function post(port: number, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> {
  const text = JSON.stringify(body);
  const length = Buffer.byteLength(text);
  return send(
    `${originOf(port)}${path}`,
    { ...headers, "content-type": "application/json", "content-length": length },
    text,
  );
}

export async function challenge(port: number, replica: string): Promise<string> {
  const { text } = await post(port, paths.challenge, { replica });
  return challengeAnswer.parse(JSON.parse(text)).nonce;
}

export interface Prover {
  readonly keys: Keys;
  readonly district: string;
  readonly replica: string;
  /** Of the receiver's certificate. */
  readonly pin: string;
}

export const signatureFor = ({ keys, ...proof }: Prover & { readonly nonce: string }): string =>
  keys.signContact(proofBytes(proof)).toString("base64url");

/** Proves a confirmed station's key as the program does. @returns the header that shows the token */
export async function prove(port: number, prover: Prover): Promise<Token> {
  const { replica } = prover;
  const nonce = await challenge(port, replica);
  const signature = signatureFor({ ...prover, nonce });
  const { text } = await post(port, paths.session, { replica, nonce, signature, join: null });
  return { authorization: `Bearer ${sessionAnswer.parse(JSON.parse(text)).token}` };
}

/** Announces an upload. @param sha256 as the program says it; nothing unless given */
export function begin(port: number, token: Token, bytes: number, sha256?: string): Promise<Reply> {
  const told =
    sha256 === undefined ? {} : { "upload-metadata": `sha256 ${Buffer.from(sha256, "utf8").toString("base64")}` };
  return send(`${originOf(port)}${paths.files}`, {
    ...token,
    ...tus,
    ...told,
    "upload-length": bytes,
    "content-length": 0,
  });
}

/** The path of what `begin` has announced. */
export const locationOf = ({ headers }: Reply): string => z.string().parse(headers["location"]);

export const patch = (port: number, token: Token, path: string, offset: number, body: Buffer): Promise<Reply> =>
  send(
    `${originOf(port)}${path}`,
    {
      ...token,
      ...tus,
      "content-type": "application/offset+octet-stream",
      "upload-offset": offset,
      "content-length": body.length,
    },
    body,
    "PATCH",
  );

export const head = (port: number, token: Token, path: string): Promise<Reply> =>
  send(`${originOf(port)}${path}`, { ...token, ...tus }, undefined, "HEAD");
