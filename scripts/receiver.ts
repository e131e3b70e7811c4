/**
 * `npm run receiver -- DIR --port N [--host H]`: a district's receiver without a window, on a PC or server that is always on. It holds
 * the data folder open, imports what comes in, and ends in order on SIGTERM or Ctrl+C. One JSON object a line on standard output.
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { usualPort } from "../db/network/protocol.ts";
import { AppError, errorReport } from "../db/schema/app-error.ts";
import { openService } from "../db/service.ts";
import manifest from "../package.json" with { type: "json" };

const say = (line: unknown): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { port: { type: "string" }, host: { type: "string" } },
    allowPositionals: true,
  });
  const [dir] = positionals;
  if (dir === undefined) throw new AppError("commandUnknown", { detail: "DIR" });
  const port = z.coerce
    .number()
    .pipe(z.int().min(0).max(65_535))
    .parse(values.port ?? usualPort);
  // npm runs scripts in the project's folder and keeps the user's own in INIT_CWD.
  const service = openService({
    dir: resolve(process.env["INIT_CWD"] ?? process.cwd(), dir),
    version: manifest.version,
    mustExist: true,
  });
  const ended = Promise.withResolvers<void>();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => ended.resolve());
  try {
    const host = values.host ?? "0.0.0.0";
    const { address } = await service.call("district.address", {});
    const receiver = await service.receive({ host, port, onLost: (error) => ended.reject(error) });
    const { inbox, damaged } = await service.call("exchange.status", {});
    say({ event: "listening", host, port: receiver.port, address, inbox, damaged });
    await ended.promise;
  } finally {
    await service.close();
  }
  say({ event: "closed" });
}

try {
  await run();
} catch (error) {
  const { code, message } = errorReport(error);
  process.stderr.write(`${JSON.stringify({ code, message })}\n`);
  process.exitCode = 1;
}
