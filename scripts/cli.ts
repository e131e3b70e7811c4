/**
 * The command line, for district IT and for tests: the operations of `db/api.ts` on a data folder.
 *
 *   npm run -s cli -- record list DIR --kind hotline --search 石桥 --json
 *
 * Exit code 0 only on success. Errors are one JSON object {code, message} on stderr.
 */
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs, type ParseArgsConfig } from "node:util";
import { openService } from "../db/service.ts";
import { AppError, errorReport } from "../db/errors.ts";
import { commands, reportFailure, usage, type Command } from "./cli/commands.ts";
import { pathHere } from "./cli/paths.ts";
import { print } from "./cli/print.ts";

const common = { json: { type: "boolean" }, help: { type: "boolean" } } as const;

async function main(args: readonly string[]): Promise<void> {
  const words = args.filter((arg) => !arg.startsWith("-"));
  const name = words.slice(0, 2).join(" ");
  const command = commands[name] ?? commands[words[0] ?? ""];
  if (command === undefined) {
    if (args.includes("--help") || args.length === 0) return void process.stdout.write(usage);
    throw new AppError("commandUnknown", { detail: name });
  }
  const used = commands[name] === undefined ? 1 : 2;
  const { values, positionals } = parse(args, command);
  if (values["help"] === true) return void process.stdout.write(usage);
  const given = positionals.slice(used);
  const hasDir = command.needsDir || given.length > 1;
  const dir = hasDir && given[0] !== undefined ? pathHere(given[0]) : undefined;
  const rest = hasDir ? given.slice(1) : given;
  if (dir === undefined && command.needsDir) throw new AppError("commandUnknown", { detail: "DIR" });
  const service = openService({ dir: dir ?? join(tmpdir(), "lianxinqiao-no-folder") });
  try {
    const result = await command.run(service, { rest, values });
    print(result, values["json"] === true);
  } finally {
    await service.close();
  }
}

function parse(args: readonly string[], command: Command) {
  const options: NonNullable<ParseArgsConfig["options"]> = { ...common, ...command.options };
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new AppError("commandUnknown", { detail: error instanceof Error ? error.message : String(error) });
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const { code, message } = errorReport(error);
  reportFailure({ code, message });
}
