/** How the page is built: by electron-vite for both hosts, and served live by `node scripts/loopback.ts --dev`. */
import react from "@vitejs/plugin-react";
import { resolve } from "node:path";
import { noncePlaceholder } from "./electron/host/policy.ts";

const root = resolve(import.meta.dirname, "renderer");

export const rendererConfig = {
  root,
  base: "./",
  plugins: [react()],
  html: { cspNonce: noncePlaceholder },
  build: {
    outDir: resolve(import.meta.dirname, "out/renderer"),
    emptyOutDir: true,
    // Half the text to read and parse at each start on an old disk.
    minify: true,
    target: "chrome130",
    // Its polyfill would fetch; every browser we run in has modulepreload.
    modulePreload: { polyfill: false },
    // A data: URL is one more thing for the policy to allow.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4_000,
    // print.html is the page of the hidden window that prints.
    rollupOptions: { input: { index: resolve(root, "index.html"), print: resolve(root, "print.html") } },
  },
};
