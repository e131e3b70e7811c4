/** Stations and a district in folders of their own, driven through the handlers as every host drives them. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import {
  api,
  type Input,
  type OperationName,
  type Output,
  type ReceiptResult,
  type ImportResult,
} from "../../db/api/operations.ts";
import { AppError, toAppError } from "../../db/schema/app-error.ts";
import { requireAccess } from "../../db/handlers/access.ts";
import type { Context, Handlers } from "../../db/handlers/context.ts";
import type { Task } from "../../db/tasks/task.ts";
import { bundleHandlers, districtHandlers, receiptHandlers, stationHandlers } from "../../db/handlers/exchange.ts";
import { handlers as others } from "../../db/handlers/index.ts";
import { openDatabase, type Connection } from "../../db/database/open.ts";
import { Reception } from "../../db/receiver/reception.ts";
import { plainReader } from "../../db/spreadsheet/read-apart.ts";
import type { DriveReader } from "../../db/data-folder/drives.ts";
import { watchMedia } from "../../db/data-folder/media.ts";
import { systemDrives } from "../../db/data-folder/system.ts";
import { Sender } from "../../db/sending/sender.ts";
import { Sticks } from "../../db/sticks/sticks.ts";
import { compare } from "../../scripts/common/enrol.ts";
import { joinCode, loadKeys } from "../../db/bundle/crypto.ts";
import { readChain } from "../../db/journal/chains.ts";
import { readIdentity } from "../../db/office/identity.ts";
import { aCall, makeFolder } from "./folder.ts";

const handlers: Handlers = {
  ...others,
  ...bundleHandlers,
  ...receiptHandlers,
  ...districtHandlers,
  ...stationHandlers,
};

export interface Pc {
  readonly dir: string;
  readonly db: Connection;
  readonly context: Context;
  call<N extends OperationName>(name: N, input: Input<N>, task?: Task): Promise<Output<N>>;
  close(): void;
}

export const quietTask: Task = { progress: () => {}, throwIfCancelled: () => {} };

let tick = Date.UTC(2026, 2, 18);
/** A clock that never stands still, so that what is made later has a later time. */
export const clock = (): number => (tick += 1_000);

interface PcOptions {
  readonly create?: boolean;
  readonly key?: string;
  /** The running system's unless given. */
  readonly drives?: DriveReader;
}

/** Opens a folder that has a database, or makes one. */
export function openPc(dir: string, options: PcOptions = {}): Pc {
  const db = openDatabase(dir, options);
  let isOpen = true;
  const drives = options.drives ?? systemDrives();
  const sender = new Sender({
    now: clock,
    open: () => ({ db, dir }),
    use: async (work) => work(db),
    times: null,
    systemProxy: async () => null,
  });
  const context: Context = {
    dir,
    version: "test",
    now: clock,
    isSetUp: true,
    db,
    exclusive: (work) => work(),
    isSample: false,
    sampleDir: null,
    homeDir: dir,
    drives,
    sticks: new Sticks(watchMedia(drives)),
    sender,
    // Does not listen: a test that wants a receiver starts one on the bare data (`test/upload/line.ts`), or opens a service.
    reception: new Reception({ start: () => Promise.reject(new Error("no receiver here")), plan: async () => null }),
    ledgerReader: plainReader,
    create: () => {
      throw new AppError("databaseExists", { path: dir });
    },
    replaceData: () => {
      throw new Error("a service replaces data, a bare connection does not");
    },
  };
  return {
    dir,
    db,
    context,
    call: async (name, input, task = quietTask) => {
      const handler = handlers[name] as (context: Context, input: unknown, task: Task) => unknown;
      try {
        const checked = api[name].input.parse(input);
        requireAccess(context, api[name].access, checked);
        return (await handler(context, checked, task)) as Output<typeof name>;
      } catch (error) {
        throw toAppError(error);
      }
    },
    close: () => {
      if (isOpen) db.close();
      isOpen = false;
    },
  };
}

async function setUpPc(
  role: "station" | "district",
  name: string,
  folder: string,
  options: Omit<PcOptions, "create"> = {},
): Promise<Pc> {
  const pc = openPc(folder, { create: true, ...options });
  await pc.call("app.setup", { role, name, operator: "李敏" });
  return pc;
}

export const makeDistrict = (folder: string, name = "武宣县政协", drives?: DriveReader): Promise<Pc> =>
  setUpPc("district", name, folder, drives === undefined ? {} : { drives });
export const makeStationPc = (folder: string, name = "本机", options: Omit<PcOptions, "create"> = {}): Promise<Pc> =>
  setUpPc("station", name, folder, options);

/** A district and its stations, with a folder for each and a "stick". */
export class World {
  readonly root: string;
  readonly stick: string;
  readonly pcs: Pc[] = [];
  /** What all PCs made from now on are told of their drives; the running system's unless set. */
  drives: DriveReader | undefined;
  #count = 0;

  /** @param root a folder that whoever makes the world removes, after `close` */
  constructor(root: string) {
    this.root = root;
    this.stick = join(root, "U盘");
    mkdirSync(this.stick, { recursive: true });
  }

  /** Removed with everything in it when the test ends. */
  static make(): World {
    const world = new World(makeFolder());
    onTestFinished(() => world.close());
    return world;
  }

  close(): void {
    for (const pc of this.pcs) pc.close();
  }

  folder(name: string): string {
    this.#count += 1;
    return join(this.root, `${this.#count} ${name}`);
  }

  async district(name?: string): Promise<Pc> {
    return this.keep(await makeDistrict(this.folder("区县"), name, this.drives));
  }

  async pc(name?: string, key?: string): Promise<Pc> {
    return this.keep(
      await makeStationPc(this.folder("站"), name, {
        ...(key === undefined ? {} : { key }),
        ...(this.drives === undefined ? {} : { drives: this.drives }),
      }),
    );
  }

  /** Opens a copy of a folder (a clone, a restored backup). */
  open(dir: string): Pc {
    return this.keep(openPc(dir));
  }

  keep(pc: Pc): Pc {
    this.pcs.push(pc);
    return pc;
  }

  /** A station that has opened its invitation and is not confirmed yet. */
  async joined(district: Pc, name: string): Promise<Pc> {
    const pc = await this.pc();
    await pc.call("station.join", { file: await this.invitation(district, name), rename: true });
    return pc;
  }

  async invitation(district: Pc, name: string): Promise<string> {
    const { file } = await district.call("district.invite", { station: name, file: this.folder("邀请.json") });
    return file;
  }

  /** A station that the district has confirmed, with nothing sent yet but its join request. */
  async enrolled(district: Pc, name = "桐岭镇联络站"): Promise<Pc> {
    const pc = await this.joined(district, name);
    await compare(district, pc, this.stick);
    await send(this, pc, district);
    await answer(this, district, pc, name);
    return pc;
  }
}

/** The join code of a PC that waits, as its clerk reads it out: worked out from what the district knows of it. */
export function readOut(district: Pc, replica: string): string {
  const chain = readChain(district.db, replica);
  const { invitation, station, signingKey, recipient } = chain;
  const request = { invitation, station, replica, signingKey, recipient } as Record<string, string>;
  return joinCode(loadKeys(district.dir, readIdentity(district.db).replicaId).rootKey ?? "", request);
}

/** Exports to the stick and imports at the district. */
export async function send(world: World, station: Pc, district: Pc): Promise<ImportResult[]> {
  const { files } = await station.call("bundle.export", { folder: world.stick });
  const { results } = await district.call("bundle.import", { files: [...files] });
  return [...results];
}

/** Takes the district's receipt back to the station. */
export async function answer(world: World, district: Pc, station: Pc, name = "桐岭镇联络站"): Promise<ReceiptResult> {
  const { files } = await district.call("receipt.export", { station: name, folder: world.stick });
  return station.call("receipt.import", { file: files[0] ?? "" });
}

/** The same with all files of the receipt, in an order that the caller may change. */
export async function answerAll(
  world: World,
  district: Pc,
  station: Pc,
  { name = "桐岭镇联络站", order = (files: readonly string[]): readonly string[] => files } = {},
): Promise<ReceiptResult[]> {
  const { files } = await district.call("receipt.export", { station: name, folder: world.stick });
  const results: ReceiptResult[] = [];
  for (const file of order(files)) results.push(await station.call("receipt.import", { file }));
  return results;
}

/** Records a call. @returns its id */
export async function record(pc: Pc, content = "石桥村饮水不稳，请求协调解决。"): Promise<string> {
  const { record: saved } = await pc.call("record.save", { kind: "hotline", fields: { ...aCall, content } });
  return saved.id;
}

/** The error's catalogue name. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "none";
  } catch (error) {
    return toAppError(error).code;
  }
}
