/** The commands of the CLI: each names its options and calls one operation. */
import { z } from "zod";
import type { OperationName, Output } from "../../db/api/operations.ts";
import { AppError, errorReport } from "../../db/schema/app-error.ts";
import { cellRemarkText } from "../../db/schema/cell-remarks.ts";
import { conflictSideSchema } from "../../db/schema/conflict.ts";
import { kindSchema, listedKindSchema, mainKindSchema } from "../../db/schema/kinds.ts";
import type { Service } from "../../db/service.ts";

export interface Arguments {
  /** What follows DIR. */
  readonly rest: readonly string[];
  readonly values: Readonly<Record<string, unknown>>;
  /** A path as the user meant it. */
  readonly path: (path: string) => string;
  /** All of standard input. */
  readonly input: () => Promise<string>;
}

export interface Ended {
  readonly result: unknown;
  /** Set when the result is printed and the exit code is still not 0. */
  readonly failure?: { readonly code: number; readonly message: string };
}

export interface Command {
  readonly needsDir: boolean;
  /** Is answered for a folder whose data cannot be opened too. */
  readonly isRescue?: boolean;
  readonly options: Readonly<Record<string, { readonly type: "string" | "boolean" }>>;
  readonly run: (service: Service, args: Arguments) => Promise<Ended>;
}

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;

/** A command whose result is the operation's. */
const define = (
  options: Command["options"],
  run: (service: Service, args: Arguments) => Promise<Output<OperationName>>,
): Command => ({ needsDir: true, options, run: async (service, args) => ({ result: await run(service, args) }) });

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

const file = (args: Arguments) => args.path(argument(args, 0, "FILE"));
const out = (args: Arguments) => args.path(option(args, "out"));

/** `{key: value}`, or nothing when the option was not given: `exactOptionalPropertyTypes` tells the two apart. */
function given<K extends string, S extends z.ZodType>(
  key: K,
  schema: S,
  value: string | undefined,
): { readonly [P in K]?: z.output<S> } {
  return (value === undefined ? {} : { [key]: schema.parse(value) }) as { readonly [P in K]?: z.output<S> };
}

const integer = z.coerce.number().pipe(z.int());
const fields = z.record(z.string(), z.json());
const recordInput = z.strictObject({
  fields,
  problems: z.array(fields).optional(),
  measures: z.array(fields).optional(),
  events: z.array(fields).optional(),
});

/** Standard input as a record: either its plain fields, or {fields, problems, measures, events}. */
async function readRecord(args: Arguments): Promise<z.infer<typeof recordInput>> {
  let value: unknown;
  try {
    value = JSON.parse(await args.input());
  } catch (error) {
    throw new AppError("inputInvalid", { detail: "标准输入不是 JSON" }, { cause: error });
  }
  const whole = recordInput.safeParse(value);
  return whole.success ? whole.data : { fields: fields.parse(value) };
}

const newRows = (rows: readonly z.infer<typeof fields>[]) => rows.map((row) => ({ id: null, fields: row }));

function setUp(role: "station" | "district"): Command {
  return define({ name: text, operator: text }, (service, args) =>
    service.call("app.setup", {
      role,
      name: option(args, "name"),
      ...given("operator", z.string(), optional(args, "operator")),
    }),
  );
}

export const commands: Readonly<Record<string, Command>> = {
  "station init": setUp("station"),
  "district init": setUp("district"),
  "district invite": define({ station: text, out: text }, (service, args) =>
    service.call("district.invite", { station: option(args, "station"), file: out(args) }),
  ),
  "district address": define({ url: text, renew: flag, none: flag }, (service, args) => {
    const url = optional(args, "url");
    return service.call("district.address", {
      ...(args.values["none"] === true ? { url: null } : url === undefined ? {} : { url }),
      renew: args.values["renew"] === true,
    });
  }),
  "station upload": { needsDir: true, options: { proxy: text }, run: upload },
  "exchange status": define({}, (service) => service.call("exchange.status", {})),
  "district cancel": define({}, (service, args) =>
    service.call("district.cancelInvitation", { invitation: argument(args, 0, "INVITATION") }),
  ),
  "station join": define({ rename: flag }, (service, args) =>
    service.call("station.join", { file: file(args), rename: args.values["rename"] === true }),
  ),
  "station answer": define({}, (service, args) => service.call("station.answer", { code: argument(args, 0, "CODE") })),
  "station rename": define({ name: text }, (service, args) =>
    service.call("station.rename", { name: option(args, "name") }),
  ),
  "district stations": define({ confirm: text, code: text, retire: text }, (service, args) => {
    const confirm = optional(args, "confirm");
    const retire = optional(args, "retire");
    if (confirm !== undefined || optional(args, "code") !== undefined) {
      return service.call("district.confirm", {
        code: option(args, "code"),
        ...given("replica", z.string(), confirm),
      });
    }
    if (retire !== undefined) return service.call("district.retire", { replica: retire });
    return service.call("district.stations", {});
  }),
  "district roster": define({ out: text }, (service, args) => service.call("district.roster", { file: out(args) })),
  "station roster": define({}, (service, args) => service.call("station.roster", { file: file(args) })),

  "ledger import": { needsDir: true, options: { kind: text, year: text, "dry-run": flag }, run: importLedger },
  "ledger undo": define({}, (service, args) => service.call("ledger.undo", { batch: argument(args, 0, "BATCH") })),

  "record list": define({ kind: text, search: text, limit: text, offset: text, year: text }, (service, args) =>
    service.call("record.list", {
      kind: listedKindSchema.parse(option(args, "kind")),
      ...given("search", z.string(), optional(args, "search")),
      ...given("limit", integer, optional(args, "limit")),
      ...given("offset", integer, optional(args, "offset")),
      ...given("year", integer, optional(args, "year")),
    }),
  ),
  "record show": define({}, (service, args) => service.call("record.get", { id: argument(args, 0, "ID") })),
  "record add": define({ kind: text }, async (service, args) => {
    const kind = kindSchema.parse(option(args, "kind"));
    const record = await readRecord(args);
    return service.call("record.save", {
      kind,
      fields: record.fields,
      ...(record.problems === undefined ? {} : { problems: newRows(record.problems) }),
      ...(record.measures === undefined ? {} : { measures: newRows(record.measures) }),
      ...(record.events === undefined ? {} : { events: record.events }),
    });
  }),

  "conflict list": define({}, (service) => service.call("conflict.list", {})),
  "conflict decide": define({ use: text }, decideConflict),

  "bundle export": define({ out: text }, (service, args) => service.call("bundle.export", { folder: out(args) })),
  // Reads the clear header, so it needs no data folder; with one it also knows the sender's key.
  "bundle inspect": {
    needsDir: false,
    options: {},
    run: async (service, args) => ({ result: await service.call("bundle.inspect", { file: file(args) }) }),
  },
  "bundle import": { needsDir: true, options: { "dry-run": flag }, run: importBundles },
  "receipt export": define({ station: text, out: text }, (service, args) =>
    service.call("receipt.export", { station: option(args, "station"), folder: out(args) }),
  ),
  "return export": define({ station: text, out: text }, (service, args) =>
    service.call("return.export", { station: option(args, "station"), folder: out(args) }),
  ),
  "receipt import": define({}, (service, args) => service.call("receipt.import", { file: file(args) })),

  "report year": { needsDir: true, options: { year: text, station: text }, run: reportYear },
  check: { needsDir: true, options: {}, run: check },
  "backup list": {
    ...define({}, (service, args) => {
      const [folder] = args.rest;
      return service.call(
        "backup.list",
        folder === undefined ? { place: "here" } : { place: "folder", folder: args.path(folder) },
      );
    }),
    isRescue: true,
  },
  "backup restore": {
    ...define({}, (service, args) => service.call("backup.restore", { file: file(args) })),
    isRescue: true,
  },
  backup: define({ out: text }, (service, args) => service.call("backup.create", { file: out(args) })),
};

/**
 * `--use` says whose value, or which of the listed ones, counted from 1 as in the window.
 * @throws AppError commandUnknown for another `--use`; conflictNotDecided when it does not wait for a decision
 */
async function decideConflict(service: Service, args: Arguments): Promise<Output<"conflict.decide">> {
  const id = argument(args, 0, "ID");
  const use = option(args, "use");
  const side = conflictSideSchema.safeParse(use);
  if (side.success) return service.call("conflict.decide", { choices: [{ id, use: side.data }] });
  const index = /^[1-9]\d*$/.test(use) ? Number(use) - 1 : -1;
  const { open } = await service.call("conflict.list", {});
  const conflict = open.find((one) => one.id === id);
  const position = conflict?.values[index]?.position;
  if (index < 0 || (conflict !== undefined && position === undefined))
    throw new AppError("commandUnknown", { detail: `--use ${use}` });
  // Journal positions begin at 1: what is not listed is refused with the reason.
  const choice = { id, use: position ?? 0, seen: [...(conflict?.seen ?? [])] };
  return service.call("conflict.decide", { choices: [choice] });
}

/** `skipped` is the number of rows; `skippedRows` says which, and why; each problem also says its sentence. */
async function importLedger(service: Service, args: Arguments): Promise<Ended> {
  const { skipped, problems, ...result } = await service.call("ledger.import", {
    file: file(args),
    ...given("kind", mainKindSchema, optional(args, "kind")),
    ...given("year", integer, optional(args, "year")),
    dryRun: args.values["dry-run"] === true,
  });
  const rows = skipped.reduce((sum, { row, toRow }) => sum + (row === 0 ? 0 : toRow - row + 1), 0);
  const told = problems.map((problem) => ({ ...problem, message: cellRemarkText(problem.remark) }));
  return { result: { ...result, problems: told, skipped: rows, skippedRows: skipped } };
}

/** Success only where all that is left is 已送达: a script must not take a contact for a delivery. */
async function upload(service: Service, args: Arguments): Promise<Ended> {
  const result = await service.call("upload.run", given("proxy", z.string(), optional(args, "proxy")));
  const [failed] = [...result.refused, ...result.failures];
  if (failed !== undefined) return { result, failure: { code: failed.code, message: failed.message } };
  if (result.left === 0) return { result };
  const { number, message } = new AppError("uploadNotAll", { left: result.left });
  return { result, failure: { code: number, message } };
}

/** A refused file is a failure to whoever scripts this, although the others were imported. */
async function importBundles(service: Service, args: Arguments): Promise<Ended> {
  argument(args, 0, "FILE");
  const files = args.rest.map(args.path);
  const result = await service.call("bundle.import", { files, dryRun: args.values["dry-run"] === true });
  const failed = result.results.find(({ outcome }) => outcome === "refused" || outcome === "fork");
  return failed === undefined
    ? { result }
    : { result, failure: { code: failed.code ?? 0, message: failed.message ?? "" } };
}

/** The figures, and under `rows` the ids behind each. */
async function reportYear(service: Service, args: Arguments): Promise<Ended> {
  const scope = {
    year: integer.parse(option(args, "year")),
    ...given("station", z.string(), optional(args, "station")),
  };
  const report = await service.call("report.year", scope);
  const rows = await Promise.all(report.rules.map(({ figure }) => service.call("report.rows", { ...scope, figure })));
  return { result: { ...report, rows } };
}

async function check(service: Service): Promise<Ended> {
  const result = await service.call("check.run", {});
  if (result.ok) return { result };
  const { missing, changed } = result.attachments;
  const found = result.isDataWhole
    ? new AppError("attachmentsUnreadable", { files: [...missing, ...changed].join("、") })
    : new AppError("databaseCorrupt", { path: "backups" });
  const { code, message } = errorReport(found);
  return { result, failure: { code, message } };
}

export const usage = `连心桥 命令行

  station init DIR --name 桐岭镇联络站 [--operator 姓名]     district init DIR --name 武宣县政协 [--operator 姓名]
  district invite DIR --station 桐岭镇联络站 --out FILE     station join DIR FILE [--rename]
  district stations DIR [--confirm REPLICA --code 加入码] [--retire REPLICA]
  district cancel DIR INVITATION                            station answer DIR 回答码
  station rename DIR --name 桐岭镇联络站
  district roster DIR --out FILE                            station roster DIR FILE
  district address DIR [--url https://HOST:PORT | --none] [--renew]
  station upload DIR [--proxy http://HOST:PORT]             exchange status DIR
  ledger import DIR FILE [--kind session|opinion|hotline] [--year N] [--dry-run]
  ledger undo DIR BATCH
  record list DIR --kind K [--search TEXT] [--year N] [--limit N] [--offset N]
  record show DIR ID                                        record add DIR --kind K < record.json
  conflict list DIR                                         conflict decide DIR ID --use station|district|N
  bundle export DIR --out FOLDER                            bundle inspect [DIR] FILE
  bundle import DIR FILE… [--dry-run]
  receipt export DIR --station NAME --out FOLDER            receipt import DIR FILE
  return export DIR --station NAME --out FOLDER
  report year DIR --year 2023 [--station ID]
  check DIR                                                 backup DIR --out FILE
  backup list DIR [FOLDER]                                  backup restore DIR FILE

  --json  机器可读的输出
`;
