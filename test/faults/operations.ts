/** The operations whose every write, flush and rename is made to fail, and the office they are done in. */
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Service } from "../../db/service.ts";
import { openService } from "../../db/service.ts";

export interface Operation {
  /** The data folder under the base. */
  readonly folder: "station" | "district";
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

const sent = (base: string): string[] =>
  readdirSync(join(base, "sent"))
    .filter((name) => name.endsWith(".lxq"))
    .map((name) => join(base, "sent", name));

export const operations = {
  save: { folder: "station", output: null, run: (service) => done(save(service, "新登记的")) },
  attach: {
    folder: "station",
    output: null,
    run: async (service, base) => {
      const { records } = await service.call("record.list", { kind: "hotline" });
      const recordId = records.find(({ title }) => title === "备份之前")?.id ?? "";
      return done(service.call("attachment.add", { recordId, file: join(base, "照片.txt"), role: "photo" }));
    },
  },
  export: {
    folder: "station",
    output: "stick",
    run: (service, base) => done(service.call("bundle.export", { folder: join(base, "stick") })),
  },
  import: {
    folder: "district",
    output: null,
    run: async (service, base) => {
      const { results } = await service.call("bundle.import", { files: sent(base), dryRun: false });
      const refused = results.find(({ outcome }) => outcome === "refused");
      return refused === undefined ? null : { number: refused.code ?? 0, message: refused.message ?? "" };
    },
  },
  backup: { folder: "station", output: null, run: (service) => done(service.call("backup.now", {})) },
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
  restore: {
    folder: "station",
    output: null,
    run: async (service) => done(service.call("backup.restore", { file: await oldest(service) })),
  },
  move: {
    folder: "station",
    output: null,
    run: (service, base) => done(service.call("folder.move", { folder: join(base, "moved") })),
  },
} as const satisfies Record<string, Operation>;

export type OperationKey = keyof typeof operations;

/** A station with a photo, a backup, and a call after it, that has joined and been confirmed; its bundle; its district. */
export async function makeOffice(base: string): Promise<void> {
  const district = openService({ dir: join(base, "district") });
  const station = openService({ dir: join(base, "station") });
  await district.call("app.setup", { role: "district", name: "武宣县政协", operator: "王" });
  await station.call("app.setup", { role: "station", name: "桐岭镇联络站", operator: "李" });
  const invitation = join(base, "邀请.json");
  await district.call("district.invite", { station: "桐岭镇联络站", file: invitation });
  await station.call("station.join", { file: invitation });
  const photo = join(base, "照片.txt");
  writeFileSync(photo, "照片".repeat(20_000));
  const { record } = await save(station, "备份之前");
  await station.call("backup.now", {});
  await station.call("bundle.export", { folder: join(base, "first") });
  const [first = ""] = readdirSync(join(base, "first"));
  await district.call("bundle.import", { files: [join(base, "first", first)], dryRun: false });
  const { stations } = await district.call("district.stations", {});
  for (const { replica } of stations.flatMap(({ replicas }) => replicas))
    await district.call("district.confirm", { replica });
  await station.call("attachment.add", { recordId: record.id, file: photo, role: "photo" });
  await save(station, "备份之后");
  await station.call("bundle.export", { folder: join(base, "sent") });
  await station.close();
  await district.close();
}

/** What a user can see of an office: its calls, their attachments, and whether it is whole. */
export async function stateOf(dir: string): Promise<string> {
  const service = openService({ dir });
  try {
    const check = await service.call("check.run", {});
    if (!check.ok) throw new Error(`check: ${JSON.stringify(check).slice(0, 400)}`);
    const { records } = await service.call("record.list", { kind: "hotline" });
    const calls = await Promise.all(
      records.map(async ({ id, title }) => {
        const { attachments } = await service.call("record.get", { id });
        const states = await service.call("attachment.verify", { sha256: attachments.map(({ sha256 }) => sha256) });
        if (states.some(({ state }) => state !== "ok")) throw new Error(`attachment: ${JSON.stringify(states)}`);
        return `${title}+${attachments.length}`;
      }),
    );
    return calls.toSorted().join(" ");
  } finally {
    await service.close();
  }
}
