/** The same app over HTTP on a loopback address, for machines where no Electron binary can be had. */
import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import type { DataPlaceInfo } from "../../electron/shell-api.ts";
import type { UntypedService } from "../../electron/host/on-demand.ts";
import { makeCalls } from "./call.ts";
import { makeCodes } from "./codes.ts";
import { makeFiles } from "./files.ts";
import { refuseForeign, refuseOtherPage, refuseUnauthorised, usedCode, type Guard } from "./guard.ts";
import { builtPages, livePages, type Pages } from "./pages.ts";
import { readJson, sendError, sendJson, sendRefusal } from "./respond.ts";

/** The built page's folder, or Vite's live page. */
export type PageSource = { readonly built: string } | "live";

export interface LoopbackOptions {
  readonly service: UntypedService;
  /** For uploads and exports. */
  readonly dir: string;
  readonly pages: PageSource;
  /** Any free one unless given. */
  readonly port?: number;
  /** Remembers a folder chosen in the page; a host whose folder was named at the start has none. */
  readonly folders?: Folders;
  /** Milliseconds that only grow; the system's unless a test says otherwise. */
  readonly clock?: () => number;
}

export interface Folders {
  readonly places: () => DataPlaceInfo;
  readonly remember: (folder: string) => void;
}

const codeSchema = z.strictObject({ code: z.string().min(1).max(100) });
const rememberSchema = z.strictObject({ path: z.string().min(1).max(4_096) });

export interface Loopback {
  /** An address for the user's browser, which opens the page once. @param life milliseconds in which it has to be opened */
  newAddress(life: number): string;
  readonly origin: string;
  readonly token: string;
  /** Refuses new calls, lets running ones end, closes the service. */
  close(): Promise<void>;
}

export async function startLoopback(options: LoopbackOptions): Promise<Loopback> {
  const token = randomBytes(24).toString("base64url");
  const codes = makeCodes(options.clock);
  const files = makeFiles(options.dir);
  const calls = makeCalls(options.service);
  const server = createServer((request, response) => {
    route(request, response).catch((error: unknown) => sendError(response, 500, error));
  });
  // An upload from a slow stick may take longer than Node's five minutes.
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const guard: Guard = { token, origin };
  const pages: Pages = options.pages === "live" ? await livePages(server) : builtPages(options.pages.built);

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const foreign = refuseForeign(request, guard);
    if (foreign !== null) return sendRefusal(response, foreign);
    const url = new URL(request.url ?? "/", origin);
    if (request.method === "GET" || request.method === "HEAD") return get(request, response, url);
    if (request.method !== "POST") return sendJson(response, 405, {});
    if (url.pathname === "/token") return exchange(request, response);
    const refusal = refuseUnauthorised(request, guard);
    if (refusal !== null) return sendRefusal(response, refusal);
    return act(request, response, url);
  }

  /** The page has no token yet: that it is ours, and the code, let it have one. */
  async function exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const foreign = refuseOtherPage(request, guard);
    if (foreign !== null) return sendRefusal(response, foreign);
    try {
      const { code } = codeSchema.parse(await readJson(request));
      if (codes.redeem(code)) sendJson(response, 200, { token });
      else sendRefusal(response, usedCode);
    } catch (error) {
      sendError(response, 400, error);
    }
  }

  async function get(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const ticket = /^\/download\/([\w-]+)$/.exec(url.pathname)?.[1];
    if (ticket !== undefined && (await files.download(ticket, response))) return;
    if (ticket === undefined && (await pages.serve(request, response, url.pathname))) return;
    sendJson(response, 404, {});
  }

  async function act(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const operation = /^\/call\/([\w.]+)$/.exec(url.pathname)?.[1];
    if (operation !== undefined) return calls.answer(operation, request, response);
    const cancelled = /^\/cancel\/([\w-]+)$/.exec(url.pathname)?.[1];
    if (cancelled !== undefined) {
      calls.cancel(cancelled);
      return sendJson(response, 200, {});
    }
    try {
      switch (url.pathname) {
        case "/upload":
          return sendJson(response, 200, await files.upload(url.searchParams.get("name"), request));
        case "/shell/export-folder":
          return sendJson(response, 200, files.exportFolder());
        case "/shell/export-file":
          return sendJson(response, 200, files.exportFile(await readJson(request)));
        case "/shell/data-places":
          return sendJson(response, 200, options.folders?.places() ?? { origin: "named", usual: options.dir });
        case "/shell/remember-folder": {
          const { path } = rememberSchema.parse(await readJson(request));
          options.folders?.remember(path);
          return sendJson(response, 200, {});
        }
        case "/shell/download":
          return sendJson(response, 200, await files.offer(await readJson(request)));
        default:
          return sendJson(response, 404, {});
      }
    } catch (error) {
      sendError(response, 400, error);
    }
  }

  return {
    newAddress: (life) => `${origin}/#${codes.issue(life)}`,
    origin,
    token,
    close: async () => {
      const ended = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await options.service.close();
      // Vite's socket first: it is no longer one of the server's connections, but keeps it open.
      await pages.close();
      server.closeAllConnections();
      await ended;
      files.close();
    },
  };
}
