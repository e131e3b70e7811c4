/** LibreOffice and poppler, where they are installed: another program's eyes on what was written. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

const has = (command: string): boolean => spawnSync("which", [command]).status === 0;
export const hasOffice = has("soffice") && has("pdftotext") && has("pdfinfo");

/** The PDF that LibreOffice makes of a document or a workbook. */
export function toPdf(file: string): string {
  const out = mkdtempSync(join(tmpdir(), "office-"));
  // A profile of its own, so that two tests do not wait for each other.
  const profile = `-env:UserInstallation=file://${out}/profile`;
  execFileSync("soffice", [profile, "--headless", "--convert-to", "pdf", "--outdir", out, file], { stdio: "ignore" });
  return join(out, basename(file).replace(/\.\w+$/u, ".pdf"));
}

export interface PdfFacts {
  readonly pages: number;
  /** In points. */
  readonly width: number;
  readonly height: number;
  readonly text: string;
  /** The lines of each page as they stand, without blank ones. */
  readonly lines: readonly (readonly string[])[];
}

export function pdfFacts(file: string): PdfFacts {
  const info = execFileSync("pdfinfo", [file], { encoding: "utf8" });
  const [, width = "0", height = "0"] = /Page size:\s+([\d.]+) x ([\d.]+)/u.exec(info) ?? [];
  const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
  return {
    pages: Number(/Pages:\s+(\d+)/u.exec(info)?.[1] ?? 0),
    width: Number(width),
    height: Number(height),
    text,
    lines: text.split("\f").map((page) =>
      page
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== ""),
    ),
  };
}

/** Pictures on all pages of a PDF. */
export const pictureCount = (file: string): number =>
  execFileSync("pdfimages", ["-list", file], { encoding: "utf8" })
    .split("\n")
    .filter((line) => /^\s*\d+\s+\d+\s+image\b/u.test(line)).length;
