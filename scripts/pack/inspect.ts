/** Looks into a packed program as the office PC gets it, whatever the configuration meant. */
import { closeSync, existsSync, openSync, readFileSync, readSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { z } from "zod";
import { targetName, targetOf, type Target } from "./binary.ts";
import { wrongFuses, type Fuse } from "./fuses.ts";

export interface PackedApp {
  /** The folder with `resources`; of a Mac's .app its `Contents`. */
  readonly folder: string;
  /** The file that the user starts, or the framework with Electron's code. */
  readonly program: string;
  readonly target: Target;
}

/**
 * Faults that would keep the program from opening its database on that PC; empty when there are none.
 * @throws Error when a file cannot be read
 */
export function driverFaults({ folder, program, target }: PackedApp): readonly string[] {
  const wanted = targetName(target);
  const modules = nativeModules(folder);
  const faults: string[] = [];
  const own = targetName(targetOf(readFileSync(program)));
  if (own !== wanted) faults.push(`the program ${relative(folder, program)} is for ${own}, not for ${wanted}`);
  if (modules.length !== 1)
    faults.push(
      `${modules.length} native modules instead of one: ${modules.map(({ name }) => name).join(", ") || "none"}`,
    );
  for (const { name, found } of modules)
    if (found !== wanted) faults.push(`${name} is for ${found}, not for ${wanted}`);
  return faults;
}

/** @throws Error when the program has no fuses that can be read */
export function openFuses(program: string): readonly Fuse[] {
  return wrongFuses(readFileSync(program));
}

interface NativeModule {
  readonly name: string;
  readonly found: string;
}

/** Every `.node` that lies in the folder, and every one that only the archive has, from where no system can load it. */
function nativeModules(folder: string): readonly NativeModule[] {
  const onDisk = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.toLowerCase().endsWith(".node"))
    .toSorted()
    .map((name) => ({ name, found: targetName(targetOf(readFileSync(join(folder, name)))) }));
  return [...onDisk, ...archives(folder).flatMap(packedInside)];
}

const archives = (folder: string): readonly string[] =>
  ["resources", "Resources"].map((name) => join(folder, name, "app.asar")).filter((file) => existsSync(file));

interface ArchiveFolder {
  readonly files: Readonly<Record<string, ArchiveFolder | { readonly unpacked?: boolean | undefined }>>;
}

const archiveFolder: z.ZodType<ArchiveFolder> = z.object({
  files: z.record(
    z.string(),
    z.lazy(() => z.union([archiveFolder, z.object({ unpacked: z.boolean().optional() })])),
  ),
});

/** Modules whose bytes are in the archive; of the unpacked ones it has the name alone. */
function packedInside(archive: string): readonly NativeModule[] {
  const inside: NativeModule[] = [];
  const walk = (folder: ArchiveFolder, path: string): void => {
    for (const [name, entry] of Object.entries(folder.files)) {
      if ("files" in entry) walk(entry, `${path}/${name}`);
      else if (name.toLowerCase().endsWith(".node") && entry.unpacked !== true)
        inside.push({ name: `app.asar${path}/${name}`, found: "an archive, from which it cannot be loaded" });
    }
  };
  walk(archiveFolder.parse(JSON.parse(archiveHeader(archive))), "");
  return inside;
}

/** The JSON in front of an asar archive: two pickles of Chromium, the first one the size of the second (electron/asar README). */
function archiveHeader(archive: string): string {
  const file = openSync(archive, "r");
  try {
    const sizes = Buffer.alloc(16);
    readSync(file, sizes, 0, 16, 0);
    const json = Buffer.alloc(sizes.readUInt32LE(12));
    if (readSync(file, json, 0, json.length, 16) !== json.length) throw new Error(`${archive} is cut off`);
    return json.toString("utf8");
  } finally {
    closeSync(file);
  }
}
