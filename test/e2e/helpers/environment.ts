/** What this machine has for the scenarios. scripts/e2e.ts says what is missing; the scenarios then skip themselves. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../../..");

/** Set by scripts/e2e.ts when there is a screen too. */
export const electronBinary: string | null = process.env["E2E_ELECTRON"] || null;

const firstThere = (...paths: readonly string[]): string | null => paths.find((path) => existsSync(path)) ?? null;

export const chromiumBinary = firstThere(
  ...(process.env["CHROMIUM"] === undefined ? [] : [process.env["CHROMIUM"]]),
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
);

/** The real ledgers and messages that lie beside the repository on the developers' machines. */
export const sharedData = firstThere(resolve(root, "../shared/data"));
