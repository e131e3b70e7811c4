/**
 * Who may speak to the loopback host: the page it served, in the browser it was opened in. Host is checked against DNS
 * rebinding, Origin against other pages, the token against other programs and users of this PC.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

export interface Guard {
  readonly token: string;
  /** `http://127.0.0.1:PORT`, the only name this host answers to. */
  readonly origin: string;
}

export type Refusal = { readonly status: 401 | 403; readonly reason: string };

/** For every request, static files too. */
export function refuseForeign(request: IncomingMessage, guard: Guard): Refusal | null {
  if (request.headers.host !== new URL(guard.origin).host) return { status: 403, reason: "Host 不符" };
  const origin = request.headers.origin;
  if (origin !== undefined && origin !== guard.origin) return { status: 403, reason: "Origin 不符" };
  const site = request.headers["sec-fetch-site"];
  const isNavigation = request.headers["sec-fetch-mode"] === "navigate";
  if (site !== undefined && site !== "same-origin" && !isNavigation) return { status: 403, reason: "来自其他网页" };
  return null;
}

/** For every request that does something. */
export function refuseUnauthorised(request: IncomingMessage, guard: Guard): Refusal | null {
  // Browsers send it with every POST; a request without one is not from our page.
  if (request.headers.origin !== guard.origin) return { status: 403, reason: "Origin 不符" };
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  if (given === undefined || !isSame(given, guard.token)) {
    return { status: 401, reason: "本次运行的口令不符，请打开启动窗口里显示的完整网址" };
  }
  return null;
}

const hash = (text: string): Buffer => createHash("sha256").update(text).digest();
const isSame = (a: string, b: string): boolean => timingSafeEqual(hash(a), hash(b));
