/** Where the window was, in a small file of its own beside the browser profile. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { privateFile } from "../db/files/access.ts";

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const pixels = z.int().min(-100_000).max(100_000);
const stateSchema = z.strictObject({
  bounds: z.strictObject({ x: pixels, y: pixels, width: pixels.min(400), height: pixels.min(300) }),
  maximized: z.boolean(),
});
export type WindowState = z.output<typeof stateSchema>;

/** Null when there is none, or one that makes no sense. */
export function readWindowState(file: string): WindowState | null {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}

export function writeWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(state), { mode: privateFile });
    renameSync(`${file}.new`, file);
  } catch {
    // A window that opens at its usual place next time is no loss.
  }
}

/** A monitor may be gone since: enough of the title bar must be on one to grab it. */
export function isReachable(bounds: Rectangle, displays: readonly Rectangle[]): boolean {
  return displays.some((display) => {
    const width = Math.min(bounds.x + bounds.width, display.x + display.width) - Math.max(bounds.x, display.x);
    const isTitleInside = bounds.y >= display.y && bounds.y < display.y + display.height - 50;
    return width >= 200 && isTitleInside;
  });
}
