/**
 * Files between the browser and the service. Uploads and exports live in two folders of the data folder; uploads are gone
 * after the run. Only those folders, backups and attachments can be downloaded: never the database or the keys.
 */
import { randomBytes, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { readdir, realpath, rm, stat } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { basename, join, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { AppError, toAppError } from "../../db/schema/app-error.ts";
import { privateFile, privateFolder } from "../../db/files/access.ts";
import { cleanFileName } from "../../db/schema/attachment.ts";
import { commonHeaders } from "../../electron/host/policy.ts";

const downloadable = ["exports", "uploads", "backups", "opened"] as const;
/** A click on the link follows at once. */
const ticketLife = 60_000;
const ticketLimit = 100;
/** Older uploads are from a run that was killed; younger ones may be another host's on the same folder. */
const leftoverAge = 24 * 3_600_000;

const nameSchema = z.strictObject({ name: z.string().min(1).max(255) });
const pathSchema = z.strictObject({ path: z.string().min(1).max(4_096) });

export interface Files {
  upload(name: string | null, request: IncomingMessage): Promise<{ path: string }>;
  exportFolder(): { path: string };
  exportFile(input: unknown): { path: string };
  /** Addresses that work once, because a link cannot carry the token. */
  offer(input: unknown): Promise<{ files: readonly { name: string; url: string }[] }>;
  download(ticket: string, response: ServerResponse): Promise<boolean>;
  close(): void;
}

export function makeFiles(dir: string, now: () => number = Date.now): Files {
  const uploads = join(dir, "uploads", randomUUID());
  const tickets = new Map<string, { readonly file: string; readonly until: number }>();
  removeLeftovers(join(dir, "uploads"), now() - leftoverAge);

  function exportFolder(): { path: string } {
    const path = join(dir, "exports", `${localStamp(now())}-${randomBytes(2).toString("hex")}`);
    makeFolder(path);
    return { path };
  }

  return {
    upload: async (name, request) => {
      const path = join(uploads, randomUUID(), cleanFileName(name ?? "文件"));
      makeFolder(join(path, ".."));
      try {
        await pipeline(request, createWriteStream(path, { flags: "wx", mode: privateFile }));
        return { path };
      } catch (error) {
        await rm(join(path, ".."), { recursive: true, force: true });
        throw toAppError(error, { path: dir });
      }
    },
    exportFolder,
    exportFile: (input) => {
      const { name } = nameSchema.parse(input);
      return { path: join(exportFolder().path, cleanFileName(name)) };
    },
    offer: async (input) => {
      const { path } = pathSchema.parse(input);
      const files = await filesAt(dir, path);
      for (const [ticket, { until }] of tickets) if (until < now()) tickets.delete(ticket);
      if (tickets.size + files.length > ticketLimit) throw new AppError("unexpected", { detail: "下载过多，请稍候" });
      return {
        files: files.map((file) => {
          const ticket = randomBytes(24).toString("base64url");
          tickets.set(ticket, { file, until: now() + ticketLife });
          return { name: basename(file), url: `/download/${ticket}` };
        }),
      };
    },
    download: async (ticket, response) => {
      const found = tickets.get(ticket);
      tickets.delete(ticket);
      if (found === undefined || found.until < now()) return false;
      const { size } = await stat(found.file);
      response.writeHead(200, {
        "Content-Type": "application/octet-stream",
        "Content-Length": size,
        "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(basename(found.file))}`,
        "Cache-Control": "no-store",
        ...commonHeaders,
      });
      await pipeline(createReadStream(found.file), response);
      return true;
    },
    close: () => removeQuietly(uploads),
  };
}

/** The file itself, or the files of a folder. @throws AppError fileUnreadable outside the folders that may be downloaded */
async function filesAt(dir: string, path: string): Promise<readonly string[]> {
  const file = basename(path);
  try {
    const real = await realpath(path);
    const base = await realpath(dir);
    if (!downloadable.some((folder) => real.startsWith(join(base, folder) + sep)))
      throw new AppError("fileUnreadable", { file });
    if (!(await stat(real)).isDirectory()) return [real];
    const entries = await readdir(real, { withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(real, entry.name));
  } catch (error) {
    throw error instanceof AppError ? error : new AppError("fileUnreadable", { file }, { cause: error });
  }
}

function localStamp(at: number): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, "0");
  const day = `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`;
  return `${day}-${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`;
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: privateFolder });
  } catch (error) {
    throw toAppError(error, { path });
  }
}

function removeLeftovers(folder: string, before: number): void {
  try {
    for (const name of readdirSync(folder)) {
      if (statSync(join(folder, name)).mtimeMs < before) removeQuietly(join(folder, name));
    }
  } catch {
    // No uploads yet.
  }
}

/** A leftover upload must not keep the program from starting or closing. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // Nothing depends on it being gone; the next start tries again.
  }
}
