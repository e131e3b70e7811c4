/**
 * The most memory (RSS) that each step of an exchange takes, with data that are large in different ways. Every step runs in a
 * process of its own; the promise is 512 MB for any file.
 *
 *   node scripts/bench/memory.ts [--only long,tiny,one,files,forged] [--scale 1]
 */
import { compare } from "../common/enrol.ts";
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { entryFormat, makeEntry, schemaVersion } from "../../db/journal/entry.ts";
import { uuidv7 } from "../../db/schema/ids.ts";
import { insertEntry, writeRecords, type Change } from "../../db/journal/write.ts";
import { readIdentity } from "../../db/office/identity.ts";
import { openDatabase } from "../../db/database/open.ts";
import { openService, type Service } from "../../db/service.ts";

const { values, positionals } = parseArgs({
  options: { only: { type: "string" }, scale: { type: "string", default: "1" } },
  allowPositionals: true,
});
const scale = Number(values.scale);
const now = Date.UTC(2026, 2, 18);
const station = "桐岭镇联络站";
const letters = "石桥村饮水不稳请求协调解决道路修缮养老医疗教育".split("");
/** Text that does not compress to nothing. */
const text = (length: number): string =>
  Array.from(randomBytes(length), (byte) => letters[byte % letters.length] ?? "").join("");

const call = (content: string): Change => ({
  op: "create",
  kind: "hotline",
  id: uuidv7(now),
  set: { line: "resident", calledAt: "2026-03-18T09:10", caller: "韦志华", content },
});

/** What is written at the station, by the name of the scenario. */
const scenarios: Readonly<Record<string, (dir: string) => Promise<void>>> = {
  long: (dir) => write(dir, () => Array.from({ length: 25 }, () => call(text(19_000))), 24),
  tiny: (dir) => write(dir, () => Array.from({ length: 2_000 }, () => call("漏水")), 15),
  one: async (dir) => {
    const first = call("一");
    await write(dir, () => [first], 1);
    const update = (): Change => ({ op: "update", kind: "hotline", id: first.id, set: { content: text(19_000) } });
    await write(dir, () => [update()], 300);
  },
  files: async (dir) => {
    const service = openService({ dir });
    for (let index = 0; index < 12 * scale; index += 1) {
      const file = join(dir, "..", `照片 ${index}.jpg`);
      writeFileSync(file, Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(9 * 1024 * 1024)]));
      const { record } = await service.call("record.save", {
        kind: "hotline",
        fields: { line: "resident", calledAt: "2026-03-18T09:10", caller: "韦志华", content: "附件" },
      });
      await service.call("attachment.add", { recordId: record.id, file, role: "photo" });
    }
    await service.close();
  },
  // As a newer program would write: unknown fields of megabytes.
  forged: async (dir) => forge(dir, 10 * scale),
};

async function write(dir: string, changes: () => readonly Change[], times: number): Promise<void> {
  const db = openDatabase(dir, {});
  const author = { identity: readIdentity(db), now };
  for (let time = 0; time < times * scale; time += 1) writeRecords(db, author, changes(), { deferIndex: true });
  db.close();
}

function forge(dir: string, count: number): void {
  const db = openDatabase(dir, {});
  const { replicaId } = readIdentity(db);
  for (let index = 0; index < count; index += 1) {
    const head = db.get<{ headSeq: number; headHash: Buffer }>(
      `SELECT "headSeq", "headHash" FROM "replica" WHERE "id" = ?`,
      [replicaId],
    );
    if (head === undefined) throw new Error("no chain");
    const header = {
      at: now,
      format: entryFormat,
      kind: "hotline",
      op: "create" as const,
      operator: null,
      record: uuidv7(now),
      replica: replicaId,
      schema: schemaVersion,
      seq: head.headSeq + 1,
      tx: uuidv7(now),
    };
    const set = { line: "resident", calledAt: "2026-03-18T09:10", content: "大", confidential: false, urgent: false };
    const entry = makeEntry(header, { set: { ...set, later: text(1_300_000) } }, head.headHash);
    insertEntry(db, header, entry);
    db.run(`UPDATE "replica" SET "headSeq" = ?, "headHash" = ? WHERE "id" = ?`, [header.seq, entry.hash, replicaId]);
  }
  db.close();
}

interface Places {
  readonly root: string;
  readonly district: string;
  readonly station: string;
  readonly stick: string;
}

const placesIn = (root: string): Places => ({
  root,
  district: join(root, "district"),
  station: join(root, "station"),
  stick: join(root, "stick"),
});

const newest = (folder: string, ending: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name))
    .toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);

async function withService<T>(dir: string, work: (service: Service) => Promise<T>): Promise<T> {
  const service = openService({ dir });
  try {
    return await work(service);
  } finally {
    await service.close();
  }
}

async function importAll(service: Service, places: Places): Promise<void> {
  const { results } = await service.call("bundle.import", { files: newest(places.stick, ".lxq").slice(0, 1) });
  for (const { outcome, message } of results)
    if (outcome !== "imported") throw new Error(`${outcome} ${message ?? ""}`);
}

/** In this order; the first two only prepare. */
const steps: Readonly<Record<string, (places: Places, scenario: string) => Promise<unknown>>> = {
  prepare: async (places) => {
    mkdirSync(places.stick);
    const invitation = join(places.root, "invitation.json");
    await withService(places.district, async (service) => {
      await service.call("app.setup", { role: "district", name: "武宣县政协", operator: "李敏" });
      await service.call("district.invite", { station, file: invitation });
    });
    await withService(places.station, async (service) => {
      await service.call("app.setup", { role: "station", name: "本机", operator: "李敏" });
      await service.call("station.join", { file: invitation, rename: true });
      await withService(places.district, (district) => compare(district, service, places.stick));
    });
  },
  fill: async (places, scenario) => scenarios[scenario]?.(places.station),
  export: (places) => withService(places.station, (service) => service.call("bundle.export", { folder: places.stick })),
  import: (places) => withService(places.district, (service) => importAll(service, places)),
  receipt: (places) =>
    withService(places.district, (service) => service.call("receipt.export", { station, folder: places.stick })),
  "take receipt": (places) =>
    withService(places.station, (service) =>
      service.call("receipt.import", { file: newest(places.stick, ".lxr")[0] ?? "" }),
    ),
  return: (places) =>
    withService(places.district, (service) => service.call("return.export", { station, folder: places.stick })),
  check: (places) => withService(places.district, (service) => service.call("check.run", {})),
  year: (places) => withService(places.district, (service) => service.call("report.year", { year: 2026 })),
};

/** Megabytes, as the operating system counts. */
const peak = (): number => Math.round(process.resourceUsage().maxRSS / 1_024);

const [step, root, scenario] = positionals;
if (step !== undefined && root !== undefined && scenario !== undefined) {
  await steps[step]?.(placesIn(root), scenario);
  process.stdout.write(String(peak()));
} else {
  const wanted = values.only?.split(",") ?? Object.keys(scenarios);
  for (const name of wanted) {
    const folder = mkdtempSync(join(tmpdir(), "lianxinqiao-memory-"));
    try {
      const found: string[] = [];
      for (const one of Object.keys(steps)) {
        const args = [fileURLToPath(import.meta.url), one, folder, name, "--scale", String(scale)];
        const megabytes = execFileSync(process.execPath, args, { encoding: "utf8" });
        if (one === "export")
          found.push(`file ${(statSync(newest(join(folder, "stick"), ".lxq")[0] ?? "").size / 1e6).toFixed(1)} MB`);
        if (one !== "prepare" && one !== "fill") found.push(`${one} ${megabytes}`);
      }
      process.stdout.write(`${name}: ${found.join(" · ")} (MB)\n`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
