/** One operation of the program in a process of its own: `operate.ts BASE NAME`. Prints how it ended as JSON. */
import { join } from "node:path";
import { toAppError } from "../../db/schema/app-error.ts";
import { openService } from "../../db/service.ts";
import { operations, type Failure, type OperationKey } from "./operations.ts";

const [base = "", name = ""] = process.argv.slice(2);
const { folder, run } = operations[name as OperationKey];

async function operate(): Promise<Failure | null> {
  try {
    const service = openService({ dir: join(base, folder) });
    try {
      return await run(service, base);
    } finally {
      await service.close();
    }
  } catch (error) {
    const { number, message } = toAppError(error);
    return { number, message };
  }
}

process.stdout.write(JSON.stringify({ failure: await operate() }));
