/** The page's own scheme: app://lianxinqiao/ serves out/renderer and nothing else; file:// and the network are shut. */
import { protocol, type ProtocolRequest, type ProtocolResponse } from "electron";
import { takeDocument } from "./paper-tickets.ts";
import { readAsset } from "./host/assets.ts";

const scheme = "app";
const host = "lianxinqiao";
export const pageOrigin = `${scheme}://${host}`;
export const pageUrl = `${pageOrigin}/`;
export const printUrl = `${pageOrigin}/print.html`;

/** Before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/**
 * By the older of Electron's two ways: `protocol.handle` brings in Node's fetch at the first request, which holds up the main
 * process for 70 ms in the middle of the start, and passes every file through a stream (electron/electron#42612).
 * @param root the folder of the built index.html
 */
export function servePage(root: string): void {
  // `registerSource` has neither cost, but sends no headers.
  protocol.registerBufferProtocol(scheme, (request, callback) => {
    // A failed load is one for the page, too, and for the log (window.ts).
    answer(root, request).then(callback, () => callback({ error: failed }));
  });
}

/** Chromium's net::ERR_FAILED. */
const failed = -2;
const notThere: ProtocolResponse = { statusCode: 404, mimeType: "text/plain", data: Buffer.alloc(0) };

async function answer(root: string, { url: address, method }: ProtocolRequest): Promise<ProtocolResponse> {
  const url = new URL(address);
  if (url.host !== host || method !== "GET") return notThere;
  const ticket = /^\/paper\/([\w-]+)$/.exec(url.pathname)?.[1];
  if (ticket !== undefined) {
    const docx = takeDocument(ticket);
    return docx === null ? notThere : { mimeType: "application/octet-stream", data: Buffer.from(docx) };
  }
  const asset = await readAsset(root, url.pathname);
  if (asset === null) return notThere;
  const [mimeType = ""] = (asset.headers["Content-Type"] ?? "").split(";");
  return { mimeType, charset: "utf-8", headers: { ...asset.headers }, data: Buffer.from(asset.body) };
}
