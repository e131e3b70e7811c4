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

/** Browsers send Origin with every POST; a request without one is not from our page. */
export function refuseOtherPage(request: IncomingMessage, guard: Guard): Refusal | null {
  return request.headers.origin === guard.origin ? null : { status: 403, reason: "Origin 不符" };
}

/** For a code that was exchanged before, or too late, or never given out. */
export const usedCode: Refusal = {
  status: 401,
  reason: "这个网址只能打开一次，已经用过或过期；口令不符，请在启动窗口按回车取新的网址",
};

/** For every request that does something. */
export function refuseUnauthorised(request: IncomingMessage, guard: Guard): Refusal | null {
  const foreign = refuseOtherPage(request, guard);
  if (foreign !== null) return foreign;
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  if (given === undefined || !isSame(given, guard.token)) {
    return { status: 401, reason: "本次运行的口令不符，请在启动窗口按回车取新的网址" };
  }
  return null;
}

const hash = (text: string): Buffer => createHash("sha256").update(text).digest();
const isSame = (a: string, b: string): boolean => timingSafeEqual(hash(a), hash(b));
