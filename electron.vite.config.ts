/** Builds main, preload and renderer into out/. Everything is bundled but the native SQLite package and the document templates. */
import { defineConfig } from "electron-vite";
import { readFileSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import type { Plugin } from "vite";
import { rendererConfig } from "./vite.renderer.config.ts";

const source = (file: string): string => resolve(import.meta.dirname, "electron", file);
const out = (folder: string): string => resolve(import.meta.dirname, "out", folder);

/** db/paper/built-in.ts looks for the templates beside the file that runs. */
function builtInTemplates(): Plugin {
  const folder = resolve(import.meta.dirname, "db/paper/built-in");
  return {
    name: "built-in-templates",
    generateBundle() {
      for (const name of readdirSync(folder))
        this.emitFile({ type: "asset", fileName: `built-in/${name}`, source: readFileSync(resolve(folder, name)) });
    },
  };
}

export default defineConfig({
  main: {
    plugins: [builtInTemplates()],
    build: {
      outDir: out("main"),
      // Compiling two megabytes of readable code is a third of the service's start.
      minify: true,
      // What Electron 33 runs; tests use it beside the one in package.json.
      target: "node20",
      externalizeDeps: false,
      rollupOptions: {
        // The service is built apart by main.ts's `?modulePath` import; as a second entry its code was shared with main's.
        input: { main: source("main.ts") },
        external: ["better-sqlite3"],
        // Electron 33 and package.json's `type` agree on .cjs whoever starts it.
        output: { format: "cjs", entryFileNames: "[name].cjs", chunkFileNames: "[name].cjs" },
      },
    },
  },
  preload: {
    build: {
      outDir: out("preload"),
      target: "node20",
      // A sandboxed preload can require nothing but electron, and cannot be an ES module.
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: source("preload.ts") },
        output: { format: "cjs", entryFileNames: "[name].cjs" },
      },
    },
  },
  renderer: rendererConfig,
});
