/** The content security policy of the page, the same in both hosts. */
import { randomBytes } from "node:crypto";

/** What the build leaves in index.html for the nonce (`html.cspNonce` in vite.renderer.config.ts). */
export const noncePlaceholder = "__CSP_NONCE__";

export const newNonce = (): string => randomBytes(18).toString("base64");

export const injectNonce = (html: string, nonce: string): string => html.replaceAll(noncePlaceholder, nonce);

/**
 * antd puts <style> elements into the page, which the nonce allows; nothing allows eval, inline script or a remote host.
 * `dev` lets Vite's own inline module run.
 */
export function contentPolicy(nonce: string, dev = false): string {
  return [
    "default-src 'none'",
    dev ? `script-src 'self' 'nonce-${nonce}'` : "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "frame-ancestors 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join("; ");
}

/** Of print.html: its styles are adopted or files, its one document comes from the program, its pictures from inside it. */
export const printPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src data: blob:",
  "font-src data: blob:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "form-action 'none'",
  "base-uri 'none'",
  "object-src 'none'",
].join("; ");

export function pageHeaders(nonce: string, dev = false): Record<string, string> {
  return {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": contentPolicy(nonce, dev),
    "Cache-Control": "no-store",
    ...commonHeaders,
  };
}

export const commonHeaders: Readonly<Record<string, string>> = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Resource-Policy": "same-origin",
};

/**
 * For pages that a browser shows beside others. In the program's own window, which opens no other, it would make Chromium throw the
 * window's first process away and start a second one.
 */
export const browserHeaders: Readonly<Record<string, string>> = { "Cross-Origin-Opener-Policy": "same-origin" };
