/** The page: the built one, or Vite's live one for work on the renderer. */
import { readFile } from "node:fs/promises";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { join } from "node:path";
import { readAsset } from "../../electron/host/assets.ts";
import { browserHeaders, injectNonce, newNonce, pageHeaders } from "../../electron/host/policy.ts";

export interface Pages {
  /** False when there is no such file. */
  serve(request: IncomingMessage, response: ServerResponse, urlPath: string): Promise<boolean>;
  close(): Promise<void>;
}

/** @param root the folder of the built index.html */
export function builtPages(root: string): Pages {
  return {
    serve: async (request, response, urlPath) => {
      const asset = await readAsset(root, urlPath);
      if (asset === null) return false;
      response.writeHead(200, {
        ...asset.headers,
        ...browserHeaders,
        "Content-Length": Buffer.byteLength(asset.body),
      });
      response.end(request.method === "HEAD" ? undefined : asset.body);
      return true;
    },
    close: async () => {},
  };
}

/** Vite is imported here alone: a shipped host has none. */
export async function livePages(server: Server): Promise<Pages> {
  const { createServer } = await import("vite");
  const { rendererConfig } = await import("../../vite.renderer.config.ts");
  const vite = await createServer({
    ...rendererConfig,
    base: "/",
    configFile: false,
    appType: "custom",
    server: { middlewareMode: true, hmr: { server } },
  });
  return {
    serve: async (request, response, urlPath) => {
      if (urlPath === "/" || urlPath === "/index.html") {
        const source = await readFile(join(rendererConfig.root, "index.html"), "utf8");
        const html = await vite.transformIndexHtml("/", source.replace("./main.tsx", "/main.tsx"));
        const nonce = newNonce();
        response.writeHead(200, { ...pageHeaders(nonce, true), ...browserHeaders });
        response.end(injectNonce(html, nonce));
        return true;
      }
      return new Promise((resolve) => {
        response.once("close", () => resolve(true));
        vite.middlewares(request, response, () => resolve(false));
      });
    },
    close: () => vite.close(),
  };
}
