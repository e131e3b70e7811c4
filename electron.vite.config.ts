/** Builds main, preload and renderer into out/. Everything is bundled but the native SQLite package. */
import { defineConfig } from "electron-vite";
import { resolve } from "node:path";
import type { Plugin } from "vite";
import { rendererConfig } from "./vite.renderer.config.ts";

const source = (file: string): string => resolve(import.meta.dirname, "electron", file);
const out = (folder: string): string => resolve(import.meta.dirname, "out", folder);

/** An entry that another one imports would run inside it: main would open the database. */
const separateEntries: Plugin = {
  name: "separate-entries",
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== "chunk") continue;
      const entry = chunk.imports.find((file) => bundle[file]?.type === "chunk" && bundle[file].isEntry);
      if (entry !== undefined) this.error(`${chunk.fileName} imports the entry ${entry}`);
    }
  },
};

export default defineConfig({
  main: {
    plugins: [separateEntries],
    build: {
      outDir: out("main"),
      // What Electron 33 runs; tests use it beside the one in package.json.
      target: "node20",
      externalizeDeps: false,
      rollupOptions: {
        input: { main: source("main.ts"), service: source("service.ts") },
        external: ["better-sqlite3"],
        output: {
          // Electron 33 and package.json's `type` agree on .cjs whoever starts it.
          format: "cjs",
          entryFileNames: "[name].cjs",
          chunkFileNames: "[name]-[hash].cjs",
          // Common code into a file of its own, the bundler's runtime too; it would land in an entry.
          codeSplitting: { groups: [{ name: "shared", test: /rolldown\/runtime/ }, { name: "shared", minShareCount: 2 }] },
        },
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
