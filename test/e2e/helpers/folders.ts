/** A folder for a scenario, with Chinese and a space in its path like on an office PC. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Workplace {
  /** The data folder; not there yet. */
  readonly dataDir: string;
  /** For exports, bundles, a "stick". */
  readonly folder: (name: string) => string;
  readonly dispose: () => void;
}

export function makeWorkplace(name = "联络站"): Workplace {
  const base = mkdtempSync(join(tmpdir(), "e2e-"));
  return {
    dataDir: join(base, `${name} 数据`),
    folder: (folder) => {
      const path = join(base, folder);
      mkdirSync(path, { recursive: true });
      return path;
    },
    dispose: () => rmSync(base, { recursive: true, force: true, maxRetries: 5 }),
  };
}
