/** The operations whose every write, flush and rename is made to fail, and the office they are done in. */
import { enrol } from "../../scripts/common/enrol.ts";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Service } from "../../db/service.ts";
import { openDatabase } from "../../db/database/open.ts";
import { openService } from "../../db/service.ts";

export interface Operation {
  /** The data folder under the base. */
  readonly folder: "station" | "district" | "new";
  /** What else must be the old or the new: what the operation changes that is neither a call nor an attachment. */
  readonly also?: (service: Service, base: string) => Promise<string>;
  /** Attachments come after the commit; the next receipt asks for those that did not (`follow-up.ts`). */
  readonly mayMiss?: boolean;
  /** Brings the data folder, before anything is broken, to where the operation has something to do. */
  readonly prepare?: (dir: string) => void;
  /** What it makes for the user: a file, or a folder of bundles. Whole, or not there. */
  readonly output: string | null;
  /** @returns how it failed where that is a result and no exception */
  readonly run: (service: Service, base: string) => Promise<Failure | null>;
}

export interface Failure {
  readonly number: number;
  readonly message: string;
}

const done = async (work: Promise<unknown>): Promise<null> => {
  await work;
  return null;
};

const aCall = { line: "resident", calledAt: "2026-03-18T09:10", caller: "韦志华", phone: "13988192468" } as const;

const save = (service: Service, content: string) =>
  service.call("record.save", { kind: "hotline", fields: { ...aCall, content } });

const oldest = async (service: Service): Promise<string> =>
  (await service.call("backup.list", { place: "here" })).backups.at(-1)?.file ?? "";

const inFolder = (folder: string, ending: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));

const idOf = async (service: Service, wanted: string): Promise<string> => {
  const { records } = await service.call("record.list", { kind: "hotline" });
  return records.find(({ title }) => title === wanted)?.id ?? "";
};

const stationOf = async (service: Service): Promise<string> =>
  (await service.call("district.stations", {})).stations[0]?.station ?? "";

const transfersOf = async (service: Service): Promise<string> => {
  const transfers = await service.call("transfer.list", {});
  return transfers.map(({ direction, outcome }) => `${direction} ${outcome}`).join(" ");
};

const backupsOf = async (service: Service): Promise<string> => {
  const { backups, unreadable } = await service.call("backup.list", { place: "here" });
  return `${backups.filter(({ isWhole }) => isWhole).length}+${unreadable.length}`;
};

export const keysPassphrase = "山水之间 2026 联络";

export const operations = {
  save: { folder: "station", output: null, run: (service) => done(save(service, "新登记的")) },
  attach: {
    folder: "station",
    output: null,
    run: async (service, base) => {
      const recordId = await idOf(service, "备份之前");
      return done(service.call("attachment.add", { recordId, file: join(base, "照片.txt"), role: "photo" }));
    },
  },
  erase: {
    folder: "station",
    output: null,
    run: async (service) => done(service.call("record.erase", { id: await idOf(service, "备份之前") })),
    // Whatever is said: what was erased is not left in a file.
    also: async (service, base) => {
      const isErased = (await idOf(service, "备份之前")) === "";
      const blobs = readdirSync(join(base, "station", "blobs"), { recursive: true, withFileTypes: true });
      const files = blobs.filter((entry) => entry.isFile()).length;
      return isErased ? `erased, ${files} files` : `${files} files`;
    },
  },
  export: {
    folder: "station",
    output: "stick",
    run: (service, base) => done(service.call("bundle.export", { folder: join(base, "stick") })),
    also: transfersOf,
  },
  receipt: {
    folder: "district",
    output: "stick",
    run: async (service, base) =>
      done(service.call("receipt.export", { station: await stationOf(service), folder: join(base, "stick") })),
    also: transfersOf,
  },
  receiptImport: {
    folder: "station",
    output: null,
    run: async (service, base) => {
      const [file = ""] = inFolder(join(base, "receipts"), ".lxr");
      return done(service.call("receipt.import", { file }));
    },
    also: async (service) => JSON.stringify((await service.call("app.status", {})).station),
  },
  import: {
    folder: "district",
    output: null,
    run: async (service, base) => {
      const { results } = await service.call("bundle.import", {
        files: inFolder(join(base, "sent"), ".lxq"),
        dryRun: false,
      });
      // Also what is said beside a success: that an attachment is still to come.
      const told = results.find(({ code }) => code !== null);
      return told === undefined ? null : { number: told.code ?? 0, message: told.message ?? "" };
    },
    mayMiss: true,
  },
  backup: { folder: "station", output: null, run: (service) => done(service.call("backup.now", {})), also: backupsOf },
  copy: {
    folder: "station",
    output: "stick/备份.lxqbackup",
    run: (service, base) => done(service.call("backup.create", { file: join(base, "stick", "备份.lxqbackup") })),
  },
  list: {
    folder: "station",
    output: "stick/台账.xlsx",
    run: (service, base) =>
      done(service.call("ledger.export", { kind: "hotline", file: join(base, "stick", "台账.xlsx"), year: 2026 })),
  },
  listing: {
    folder: "station",
    output: "stick/列表.xlsx",
    run: (service, base) =>
      done(
        service.call("list.export", {
          query: { kind: "hotline" },
          columns: ["caller", "content"],
          file: join(base, "stick", "列表.xlsx"),
        }),
      ),
  },
  paper: {
    folder: "station",
    output: "stick/受理单.docx",
    run: async (service, base) =>
      done(
        service.call("paper.save", { id: await idOf(service, "备份之后"), file: join(base, "stick", "受理单.docx") }),
      ),
  },
  keys: {
    folder: "station",
    output: "stick/密钥.lxqkeys",
    run: (service, base) =>
      done(service.call("keys.export", { file: join(base, "stick", "密钥.lxqkeys"), passphrase: keysPassphrase })),
  },
  ledger: {
    folder: "station",
    output: null,
    run: (service, base) => done(service.call("ledger.import", { file: join(base, "旧台账.csv"), kind: "hotline" })),
    also: async (service) => String((await service.call("ledger.batches", {})).length),
  },
  setup: {
    folder: "new",
    output: null,
    run: (service) => done(service.call("app.setup", { role: "station", name: "通挽镇联络站", operator: "韦" })),
  },
  /** Tables of older rules are built again when the data is opened, and due dates counted again. */
  reopen: {
    folder: "station",
    output: null,
    prepare: (dir) => {
      const db = openDatabase(dir);
      db.run(`DELETE FROM "local" WHERE "key" = 'journalRules'`);
      db.close();
    },
    run: () => Promise.resolve(null),
  },
  invite: {
    folder: "district",
    output: "stick/邀请.json",
    run: (service, base) =>
      done(service.call("district.invite", { station: "大坪镇联络站", file: join(base, "stick", "邀请.json") })),
    also: async (service) => (await service.call("district.stations", {})).stations.map(({ name }) => name).join(" "),
  },
  restore: {
    folder: "station",
    output: null,
    run: async (service) => done(service.call("backup.restore", { file: await oldest(service) })),
  },
  move: {
    folder: "station",
    output: null,
    run: (service, base) => done(service.call("folder.move", { folder: join(base, "moved") })),
    also: async (service, base) => (await service.call("folder.status", {})).dir.slice(base.length),
  },
} as const satisfies Record<string, Operation>;

export type OperationKey = keyof typeof operations;

const oldLedger = `来电时间,来电人,联系电话,反映内容
2025-03-01 09:00,覃明,13800000001,路灯不亮
2025-03-02 10:00,韦芳,13800000002,水渠堵塞
`;

/** A station with a photo, a backup, and a call after it, that has joined and been confirmed; its bundle; its district. */
export async function makeOffice(base: string): Promise<void> {
  mkdirSync(join(base, "stick"), { recursive: true });
  const district = openService({ dir: join(base, "district") });
  const station = openService({ dir: join(base, "station") });
  await district.call("app.setup", { role: "district", name: "武宣县政协", operator: "王" });
  await station.call("app.setup", { role: "station", name: "桐岭镇联络站", operator: "李" });
  const enrolment = join(base, "enrolment");
  mkdirSync(enrolment);
  await enrol(district, station, { name: "桐岭镇联络站", stick: enrolment });
  const photo = join(base, "照片.txt");
  writeFileSync(photo, "照片".repeat(20_000));
  const { record } = await save(station, "备份之前");
  await station.call("backup.now", {});
  await station.call("bundle.export", { folder: join(base, "first") });
  const [first = ""] = readdirSync(join(base, "first"));
  await district.call("bundle.import", { files: [join(base, "first", first)], dryRun: false });
  const { stations } = await district.call("district.stations", {});
  const receipts = join(base, "receipts");
  await district.call("receipt.export", { station: stations[0]?.station ?? "", folder: receipts });
  writeFileSync(join(base, "旧台账.csv"), oldLedger, "utf8");
  mkdirSync(join(base, "new"));
  await station.call("attachment.add", { recordId: record.id, file: photo, role: "photo" });
  await save(station, "备份之后");
  await station.call("bundle.export", { folder: join(base, "sent") });
  await station.close();
  await district.close();
}

/** What a user can see of an office: its calls, their attachments, and whether it is whole. */
export async function stateOf(base: string, name: OperationKey): Promise<string> {
  const { folder, also, mayMiss }: Operation = operations[name];
  const service = openService({ dir: join(base, folder) });
  try {
    const { role } = await service.call("app.status", {});
    if (role === null) return "not set up";
    const check = await service.call("check.run", {});
    if (!check.ok) throw new Error(`check: ${JSON.stringify(check).slice(0, 400)}`);
    const { records } = await service.call("record.list", { kind: "hotline" });
    const calls = await Promise.all(
      records.map(async ({ id, title }) => {
        const { attachments } = await service.call("record.get", { id });
        const states = await service.call("attachment.verify", { sha256: attachments.map(({ sha256 }) => sha256) });
        if (states.some(({ state }) => state !== "ok" && !(mayMiss === true && state === "missing")))
          throw new Error(`attachment: ${JSON.stringify(states)}`);
        return `${title}+${attachments.length}`;
      }),
    );
    const more = also === undefined ? "" : ` | ${await also(service, base)}`;
    return `${role}: ${calls.toSorted().join(" ")}${more}`;
  } finally {
    await service.close();
  }
}
