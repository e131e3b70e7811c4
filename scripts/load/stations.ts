/** Stations that all send at the same moment, and again when the line or the receiver says “later”. */
import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import { toAppError } from "../../db/schema/app-error.ts";
import { openService, type Service } from "../../db/service.ts";
import type { Share } from "./processes.ts";
import { stationFolder } from "./stage.ts";

/** How one station fared. */
export const faredSchema = z.object({
  station: z.int(),
  /** Milliseconds from the first attempt to the district's receipt. */
  took: z.number(),
  attempts: z.int(),
  /** Files that the district signed for. */
  files: z.int(),
  /** Why attempts failed, by the error's name. */
  failed: z.array(z.string()),
  isDone: z.boolean(),
});
export type Fared = z.infer<typeof faredSchema>;

/** What every station records before it sends. */
export const contentOf = (station: number, run: number): string => `第${station}站第${run}次要送的一件`;

/** What a PC that was taken over records. */
export const insiderContent = "内鬼的一件";

export const callFields = (content: string) => ({
  line: "resident",
  calledAt: "2026-03-18T09:10",
  caller: "示例",
  phone: "13900000000",
  content,
});

/** The stations' part, in a process of its own: one line of JSON for each. */
export async function sendShare({ base, from, to, run, minutes }: Share): Promise<void> {
  const services: Service[] = [];
  for (let station = from; station < to; station += 1) {
    const service = openService({ dir: stationFolder(base, station) });
    services.push(service);
    await service.call("record.save", { kind: "hotline", fields: callFields(contentOf(station, run)) });
  }
  const fared = services.map((service, index) => fare(service, from + index, minutes * 60_000));
  for (const each of fared) void each.then((line) => process.stdout.write(`${JSON.stringify(line)}\n`));
  await Promise.all(fared);
  for (const service of services) await service.close();
}

async function fare(service: Service, station: number, patience: number): Promise<Fared> {
  const start = performance.now();
  const failed: string[] = [];
  let files = 0;
  let attempts = 0;
  while (performance.now() - start < patience) {
    attempts += 1;
    try {
      const { sent, failures } = await service.call("upload.run", {});
      files += sent.length;
      failed.push(...failures.map(({ code }) => String(code)));
      const { entries } = await service.call("exchange.status", {});
      if (entries !== null && entries.imported === entries.saved)
        return { station, took: performance.now() - start, attempts, files, failed, isDone: true };
    } catch (error) {
      failed.push(toAppError(error).code);
    }
    // A district that is busy asks for 5 to 30 seconds.
    await setTimeout(5_000 + Math.random() * 25_000);
  }
  return { station, took: performance.now() - start, attempts, files, failed, isDone: false };
}
