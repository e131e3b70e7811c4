/**
 * Where bundles may be sent: the receiver's address and, in one piece with it, the public keys that it may show.
 *
 *   https://10.20.30.40:8443/#pin=nLBP…&pin=Vq3x…
 *
 * A pin is the SHA-256 of a certificate's public key (SubjectPublicKeyInfo in DER, as in RFC 7469), base64url: 43 characters. The
 * first is of the key in use, the second of the one that takes its place when that is lost or renewed. No authority vouches for an
 * office's own PC, and none is asked; a certificate that shows neither key is not the district's.
 *
 * One string, because an address without its pins is worth nothing: it travels so in the invitation, in the district's settings and
 * on paper.
 */
import { z } from "zod";

export interface UploadAddress {
  /** Without a path or a slash at the end: `https://10.20.30.40:8443`. */
  readonly origin: string;
  readonly pins: readonly string[];
}

const pinSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const mostPins = 4;

/** @returns null for what is no address with pins */
export function parseUploadAddress(text: string): UploadAddress | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !isPlain(url)) return null;
  const pins = new URLSearchParams(url.hash.slice(1)).getAll("pin");
  const isPinned = pins.length > 0 && pins.length <= mostPins && pins.every((pin) => pinSchema.safeParse(pin).success);
  return isPinned ? { origin: url.origin, pins } : null;
}

/** Without its pins, as people read it; null for null and for what is no address with pins. */
export const originOf = (address: string | null): string | null =>
  address === null ? null : (parseUploadAddress(address)?.origin ?? null);

export const formatUploadAddress = ({ origin, pins }: UploadAddress): string =>
  `${origin}/#${pins.map((pin) => `pin=${pin}`).join("&")}`;

/** What a district's staff type: a host, with or without `https://` and a port. @returns the origin; null for anything else */
export function parseOrigin(text: string, usualPort: number): string | null {
  const typed = text.normalize("NFKC").trim();
  const full = /^[a-z]+:\/\//i.test(typed) ? typed : `https://${typed}`;
  const url = URL.canParse(full) ? new URL(full) : null;
  if (url === null || !isPlain(url) || url.hash !== "" || url.hostname === "0.0.0.0" || url.hostname === "[::]")
    return null;
  if (url.port === "" && !/:443\/?$/.test(full)) url.port = String(usualPort);
  return url.origin;
}

const isPlain = (url: URL): boolean =>
  url.protocol === "https:" && url.username === "" && url.password === "" && url.search === "" && url.pathname === "/";
