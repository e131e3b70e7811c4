/**
 * The command line, for district IT and for tests: the operations of `db/api/operations.ts` on a data folder.
 *
 *   npm run -s cli -- record list DIR --kind hotline --search 石桥 --json
 */
import { text } from "node:stream/consumers";
import { runCli } from "./cli/run.ts";

process.exitCode = await runCli(process.argv.slice(2), {
  // npm runs scripts in the project's folder and keeps the user's own in INIT_CWD.
  folder: process.env["INIT_CWD"] ?? process.cwd(),
  out: (line) => process.stdout.write(line),
  error: (line) => process.stderr.write(line),
  input: () => text(process.stdin),
});
