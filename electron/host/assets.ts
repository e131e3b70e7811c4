/** The built page's files, for the app:// protocol and the loopback host alike. */
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { commonHeaders, injectNonce, newNonce, pageHeaders, printPolicy } from "./policy.ts";

const types: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".woff2": "font/woff2",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
};

export interface Asset {
  readonly body: Buffer | string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The file for a URL's path under `root`, or null. `/` is the page itself, with a fresh nonce at each load. */
export async function readAsset(root: string, urlPath: string): Promise<Asset | null> {
  if (urlPath === "/" || urlPath === "/index.html") {
    const html = await readOrNull(join(root, "index.html"));
    if (html === null) return null;
    const nonce = newNonce();
    return { body: injectNonce(html.toString("utf8"), nonce), headers: pageHeaders(nonce) };
  }
  if (urlPath === "/print.html") {
    const html = await readOrNull(join(root, "print.html"));
    const headers = { ...pageHeaders(""), "Content-Security-Policy": printPolicy };
    return html === null ? null : { body: injectNonce(html.toString("utf8"), ""), headers };
  }
  const file = fileUnder(root, urlPath);
  const type = file === null ? undefined : types[extname(file)];
  if (file === null || type === undefined) return null;
  const body = await readOrNull(file);
  // The build puts a hash into every name under assets/, so those never change.
  const caching = urlPath.startsWith("/assets/") ? "private, max-age=31536000, immutable" : "no-store";
  return body === null ? null : { body, headers: { "Content-Type": type, "Cache-Control": caching, ...commonHeaders } };
}

/** Null when the path would leave `root`. */
function fileUnder(root: string, urlPath: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  if (decoded.includes("\0")) return null;
  const file = normalize(join(root, decoded));
  return file.startsWith(normalize(root) + sep) ? file : null;
}

async function readOrNull(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch {
    return null;
  }
}
