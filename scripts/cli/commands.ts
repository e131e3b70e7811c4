/** The commands of the CLI: each names its options and calls one operation. */
import { text as readStream } from "node:stream/consumers";
import { z } from "zod";
import { AppError } from "../../db/errors.ts";
import { kindSchema, listedKindSchema, mainKindSchema } from "../../db/schema/kinds.ts";
import type { Service } from "../../db/service.ts";
import { pathHere } from "./paths.ts";

export interface Arguments {
  /** What follows DIR. */
  readonly rest: readonly string[];
  readonly values: Readonly<Record<string, unknown>>;
}

export interface Command {
  readonly needsDir: boolean;
  readonly options: Readonly<Record<string, { readonly type: "string" | "boolean" }>>;
  readonly run: (service: Service, args: Arguments) => Promise<unknown>;
}

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;

/** @throws AppError commandUnknown naming what is missing */
function option(args: Arguments, name: string): string {
  const value = args.values[name];
  if (typeof value !== "string" || value === "") throw new AppError("commandUnknown", { detail: `--${name}` });
  return value;
}

function optional(args: Arguments, name: string): string | undefined {
  const value = args.values[name];
  return typeof value === "string" ? value : undefined;
}

function argument(args: Arguments, index: number, name: string): string {
  const value = args.rest[index];
  if (value === undefined) throw new AppError("commandUnknown", { detail: name });
  return value;
}

const file = (args: Arguments) => pathHere(argument(args, 0, "FILE"));
const out = (args: Arguments) => pathHere(option(args, "out"));
const integer = z.coerce.number().pipe(z.int());

/** What was given, without what was not: `exactOptionalPropertyTypes` tells the two apart. */
const given = <K extends string, V>(key: K, value: V | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };

/** One JSON object on stderr and an exit code that is not 0. */
export function reportFailure(error: { readonly code: number; readonly message: string }): void {
  process.stderr.write(`${JSON.stringify(error)}\n`);
  process.exitCode = 1;
}

const define = (options: Command["options"], run: Command["run"]): Command => ({ needsDir: true, options, run });

const recordInput = z.looseObject({
  fields: z.record(z.string(), z.json()),
  problems: z.array(z.record(z.string(), z.json())).optional(),
  measures: z.array(z.record(z.string(), z.json())).optional(),
  events: z.array(z.record(z.string(), z.json())).optional(),
});

/** Standard input as a record: either its plain fields, or {fields, problems, measures, events}. */
async function readRecord(): Promise<z.infer<typeof recordInput>> {
  let value: unknown;
  try {
    value = JSON.parse(await readStream(process.stdin));
  } catch {
    throw new AppError("inputInvalid", { detail: "stdin: JSON" });
  }
  const whole = recordInput.safeParse(value);
  return whole.success ? whole.data : { fields: z.record(z.string(), z.json()).parse(value) };
}

const newRows = (rows: readonly Record<string, z.core.util.JSONType>[] | undefined) =>
  rows?.map((fields) => ({ id: null, fields }));

export const commands: Readonly<Record<string, Command>> = {
  "station init": define({ name: text, operator: text }, (service, args) =>
    service.call("app.setup", { role: "station", name: option(args, "name"), ...given("operator", optional(args, "operator")) }),
  ),
  "district init": define({ name: text, operator: text }, (service, args) =>
    service.call("app.setup", { role: "district", name: option(args, "name"), ...given("operator", optional(args, "operator")) }),
  ),
  "district invite": define({ station: text, out: text }, (service, args) =>
    service.call("district.invite", { station: option(args, "station"), file: out(args) }),
  ),
  "station join": define({}, (service, args) => service.call("station.join", { file: file(args) })),
  "district stations": define({ confirm: text, retire: text }, (service, args) => {
    const confirm = optional(args, "confirm");
    const retire = optional(args, "retire");
    if (confirm !== undefined) return service.call("district.confirm", { replica: confirm });
    if (retire !== undefined) return service.call("district.retire", { replica: retire });
    return service.call("district.stations", {});
  }),
  "district roster": define({ out: text }, (service, args) => service.call("district.roster", { file: out(args) })),
  "station roster": define({}, (service, args) => service.call("station.roster", { file: file(args) })),

  "ledger import": define({ kind: text, year: text, "dry-run": flag }, (service, args) => {
    const kind = optional(args, "kind");
    const year = optional(args, "year");
    return service.call("ledger.import", {
      file: file(args),
      ...given("kind", kind === undefined ? undefined : mainKindSchema.parse(kind)),
      ...given("year", year === undefined ? undefined : integer.parse(year)),
      dryRun: args.values["dry-run"] === true,
    });
  }),
  "ledger undo": define({}, (service, args) => service.call("ledger.undo", { batch: argument(args, 0, "BATCH") })),

  "record list": define({ kind: text, search: text, limit: text, offset: text, year: text }, (service, args) => {
    const limit = optional(args, "limit");
    const offset = optional(args, "offset");
    const year = optional(args, "year");
    return service.call("record.list", {
      kind: listedKindSchema.parse(option(args, "kind")),
      ...given("search", optional(args, "search")),
      ...given("limit", limit === undefined ? undefined : integer.parse(limit)),
      ...given("offset", offset === undefined ? undefined : integer.parse(offset)),
      ...given("year", year === undefined ? undefined : integer.parse(year)),
    });
  }),
  "record show": define({}, (service, args) => service.call("record.get", { id: argument(args, 0, "ID") })),
  "record add": define({ kind: text }, async (service, args) => {
    const kind = kindSchema.parse(option(args, "kind"));
    const { fields, problems, measures, events } = await readRecord();
    return service.call("record.save", {
      kind,
      fields,
      ...given("problems", newRows(problems)),
      ...given("measures", newRows(measures)),
      ...given("events", events),
    });
  }),

  "bundle export": define({ out: text }, (service, args) => service.call("bundle.export", { folder: out(args) })),
  // Reads the clear header, so it needs no data folder; with one it also knows the sender's key.
  "bundle inspect": {
    needsDir: false,
    options: {},
    run: (service, args) => service.call("bundle.inspect", { file: file(args) }),
  },
  "bundle import": define({ "dry-run": flag }, async (service, args) => {
    argument(args, 0, "FILE");
    const files = args.rest.map(pathHere);
    const outcome = await service.call("bundle.import", { files, dryRun: args.values["dry-run"] === true });
    const failed = outcome.results.find((result) => result.outcome === "refused" || result.outcome === "fork");
    // A refused file is a failure to whoever scripts this, although the others were imported.
    if (failed !== undefined) reportFailure({ code: failed.code ?? 0, message: failed.message ?? "" });
    return outcome;
  }),
  "receipt export": define({ station: text, out: text }, (service, args) =>
    service.call("receipt.export", { station: option(args, "station"), folder: out(args) }),
  ),
  "receipt import": define({}, (service, args) => service.call("receipt.import", { file: file(args) })),

  "report year": define({ year: text, station: text }, async (service, args) => {
    const year = integer.parse(option(args, "year"));
    const scope = { year, ...given("station", optional(args, "station")) };
    const report = await service.call("report.year", scope);
    const rows = await Promise.all(
      report.rules.map(({ figure }) => service.call("report.rows", { ...scope, figure })),
    );
    return { ...report, rows };
  }),
  check: define({}, async (service) => {
    const report = await service.call("check.run", {});
    if (!report.ok) process.exitCode = 1;
    return report;
  }),
  backup: define({ out: text }, (service, args) => service.call("backup.create", { file: out(args) })),
};

export const usage = `连心桥 命令行

  station init DIR --name 桐岭镇联络站 [--operator 姓名]     district init DIR --name 武宣县政协 [--operator 姓名]
  district invite DIR --station 桐岭镇联络站 --out FILE     station join DIR FILE
  district stations DIR [--confirm REPLICA] [--retire REPLICA]
  district roster DIR --out FILE                            station roster DIR FILE
  ledger import DIR FILE [--kind session|opinion|hotline] [--year N] [--dry-run]
  ledger undo DIR BATCH
  record list DIR --kind K [--search TEXT] [--year N] [--limit N] [--offset N]
  record show DIR ID                                        record add DIR --kind K < record.json
  bundle export DIR --out FOLDER                            bundle inspect [DIR] FILE
  bundle import DIR FILE… [--dry-run]
  receipt export DIR --station NAME --out FOLDER            receipt import DIR FILE
  report year DIR --year 2023 [--station ID]
  check DIR                                                 backup DIR --out FILE

  --json  机器可读的输出
`;
