/**
 * A place of backups is a folder:
 *
 *   000012-20260318-091000-hourly.lxqbackup        a whole database, readable without the program that wrote it
 *   000012-20260318-091000-hourly.lxqbackup.json   its manifest: what is in it, its hash, the attachments it names
 *   blobs/ab/abcdef…                               attachments by SHA-256, shared by all backups of the place
 *
 * The manifest is on the disk before the database gets its final name: a backup without a manifest is an unfinished one.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { backupReasons } from "../schema/backup.ts";

export const extension = "lxqbackup";

const manifestSchema = z.object({
  format: z.literal(1),
  seq: z.int().min(1),
  /** Milliseconds since 1970. */
  at: z.int(),
  reason: z.enum(backupReasons),
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** `user_version` of the database. */
  version: z.int(),
  program: z.string(),
  role: z.enum(["station", "district"]),
  name: z.string(),
  station: z.string(),
  replica: z.string(),
  /** The last journal position and the hash of its entry: what came after it is newer than this backup. */
  position: z.int().min(0),
  positionHash: z.string(),
  fingerprint: z.string(),
  counts: z.record(z.string(), z.int().min(0)),
  blobs: z.array(z.string().regex(/^[0-9a-f]{64}$/)),
});
export type Manifest = z.infer<typeof manifestSchema>;

export interface StoredBackup extends Manifest {
  readonly file: string;
}

const namePattern = new RegExp(`^(\\d{6,})-\\d{8}-\\d{6}-[a-zA-Z]+\\.${extension}$`);

export const manifestFile = (file: string): string => `${file}.json`;

/** Null when there is none or it cannot be read. */
export function readManifest(file: string): Manifest | null {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(manifestFile(file), "utf8")));
  } catch {
    return null;
  }
}

const pad = (value: number, width = 2): string => String(value).padStart(width, "0");

export function backupName(seq: number, at: number, reason: Manifest["reason"]): string {
  const time = new Date(at);
  const date = `${time.getFullYear()}${pad(time.getMonth() + 1)}${pad(time.getDate())}`;
  const clock = `${pad(time.getHours())}${pad(time.getMinutes())}${pad(time.getSeconds())}`;
  return `${pad(seq, 6)}-${date}-${clock}-${reason}.${extension}`;
}

export interface PlaceContents {
  /** Newest first. */
  readonly backups: readonly StoredBackup[];
  /** Databases whose manifest cannot be read: never touched, and nothing that they may name is removed. */
  readonly unknown: readonly string[];
  readonly highestSeq: number;
}

/** What is in a place; empty when the folder is not there (a stick that is not plugged in). */
export function readPlace(place: string): PlaceContents {
  let names: string[];
  try {
    names = readdirSync(place);
  } catch {
    return { backups: [], unknown: [], highestSeq: 0 };
  }
  const found = names.flatMap((name) => {
    const seq = namePattern.exec(name)?.[1];
    return seq === undefined ? [] : [{ file: join(place, name), seq: Number(seq) }];
  });
  const read = found.map(({ file }) => ({ file, manifest: readManifest(file) }));
  return {
    backups: read
      .flatMap(({ file, manifest }) => (manifest === null ? [] : [{ ...manifest, file }]))
      .toSorted((a, b) => b.seq - a.seq),
    unknown: read.flatMap(({ file, manifest }) => (manifest === null ? [file] : [])),
    highestSeq: Math.max(0, ...found.map(({ seq }) => seq)),
  };
}

/** Bytes of the file now; a backup that was cut short or replaced differs from its manifest. */
export function isWholeSize({ file, bytes }: StoredBackup): boolean {
  return statSync(file, { throwIfNoEntry: false })?.size === bytes;
}
