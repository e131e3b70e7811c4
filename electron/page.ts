/** The page's own scheme: app://lianxinqiao/ serves out/renderer and nothing else; file:// and the network are shut. */
import { protocol, session } from "electron";
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

/** @param root the folder of the built index.html */
export function servePage(root: string): void {
  protocol.handle(scheme, async (request) => {
    const url = new URL(request.url);
    const ticket =
      url.host === host && request.method === "GET" ? /^\/paper\/([\w-]+)$/.exec(url.pathname)?.[1] : undefined;
    if (ticket !== undefined) {
      const docx = takeDocument(ticket);
      return docx === null ? new Response(null, { status: 404 }) : new Response(new Uint8Array(docx));
    }
    const asset = url.host === host && request.method === "GET" ? await readAsset(root, url.pathname) : null;
    if (asset === null) return new Response(null, { status: 404 });
    return new Response(typeof asset.body === "string" ? asset.body : new Uint8Array(asset.body), {
      headers: { ...asset.headers },
    });
  });
}

/** Whatever the page or a library in it tries, nothing leaves this PC through the window, and no permission is given. */
export function shutNetwork(): void {
  const { defaultSession } = session;
  const allowed = new Set([`${scheme}:`, "devtools:", "blob:", "data:"]);
  defaultSession.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !allowed.has(new URL(details.url).protocol) });
  });
  defaultSession.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.on("will-download", (event) => event.preventDefault());
}
