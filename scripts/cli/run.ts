/** Finds the command, runs it, prints its result. */
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs, type ParseArgsConfig } from "node:util";
import { AppError, errorReport, toAppError } from "../../db/schema/app-error.ts";
import { mendable } from "../../db/schema/backup.ts";
import { openService, type Service } from "../../db/service.ts";
import manifest from "../../package.json" with { type: "json" };
import { commands, usage, type Command } from "./commands.ts";
import { printed } from "./print.ts";

/** Where a run reads and writes. */
export interface Terminal {
  /** Relative paths start here. */
  readonly folder: string;
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  readonly input: () => Promise<string>;
}

const common = { json: { type: "boolean" }, help: { type: "boolean" } } as const;

/** @returns the exit code: 0 only on success. Errors are one JSON object {code, message} on stderr. */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await run(args, terminal);
  } catch (error) {
    const { code, message } = errorReport(error instanceof Mendable ? error.cause : error);
    const wayBack = error instanceof Mendable ? "查看备份：backup list DIR；恢复：backup restore DIR FILE。" : "";
    terminal.error(`${JSON.stringify({ code, message: message + wayBack })}\n`);
    return 1;
  }
}

async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  if (args.length === 0 || args.includes("--help")) {
    terminal.out(usage);
    return 0;
  }
  const words = args.filter((arg) => !arg.startsWith("-"));
  const name = words.slice(0, 2).join(" ");
  const [command, used] = commands[name] === undefined ? [commands[words[0] ?? ""], 1] : [commands[name], 2];
  if (command === undefined) throw new AppError("commandUnknown", { detail: name });
  const { values, positionals } = parse(args, command);
  const given = positionals.slice(used);
  const hasDir = command.needsDir || given.length > 1;
  if (hasDir && given[0] === undefined) throw new AppError("commandUnknown", { detail: "DIR" });
  const dir = hasDir ? resolve(terminal.folder, given[0] ?? "") : join(tmpdir(), "lianxinqiao-no-folder");
  const service = open(dir, command);
  try {
    const { result, failure } = await command.run(service, {
      rest: hasDir ? given.slice(1) : given,
      values,
      path: (path) => resolve(terminal.folder, path),
      input: terminal.input,
    });
    terminal.out(printed(result, values["json"] === true));
    if (failure === undefined) return 0;
    terminal.error(`${JSON.stringify(failure)}\n`);
    return 1;
  } finally {
    await service.close();
  }
}

/** The data cannot be opened, and a restore would mend that. */
class Mendable extends Error {}

/** @throws AppError as `openService`; Mendable */
function open(dir: string, command: Command): Service {
  const options = { dir, version: manifest.version };
  try {
    return openService(options);
  } catch (error) {
    if (!mendable.has(toAppError(error).code)) throw error;
    if (command.isRescue === true) return openService({ ...options, rescue: true });
    throw new Mendable("", { cause: error });
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
