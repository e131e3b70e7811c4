import { cpSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kindOf } from "../../db/journal/apply.ts";
import { verifyChain } from "../../db/journal/check.ts";
import { stateHash, tableHashes } from "../../db/journal/state-hash.ts";
import { readIdentity } from "../../db/office/identity.ts";
import { rebuild } from "../../db/journal/rebuild.ts";
import { makeFolder } from "../helpers/folder.ts";
import { answer, openPc, send, World, type Pc } from "../helpers/exchange.ts";
import { stationRows } from "../helpers/station-rows.ts";

/** What happens next, at whichever desk; `n` picks a record or a file out of those there are. */
type Step =
  | { readonly do: "create"; readonly kind: "hotline" | "session" | "opinion" }
  | {
      readonly do:
        | "edit"
        | "event"
        | "problem"
        | "delete"
        | "restore"
        | "erase"
        | "districtEdit"
        | "districtEvent"
        | "districtErase";
      readonly n: number;
      readonly text: string;
    }
  | { readonly do: "export" | "receipt" }
  | { readonly do: "import" | "importReceipt"; readonly n: number };

const text = fc.constantFrom("水", "路", "灯", "桥");
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("create" as const),
      kind: fc.constantFrom("hotline" as const, "session" as const, "opinion" as const),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom(
        "edit" as const,
        "edit" as const,
        "event" as const,
        "problem" as const,
        "delete" as const,
        "restore" as const,
        "erase" as const,
        "districtEdit" as const,
        "districtEdit" as const,
        "districtEvent" as const,
        "districtErase" as const,
      ),
      n: fc.nat(3),
      text,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("export" as const, "receipt" as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom("import" as const, "importReceipt" as const), n: fc.nat(6) }),
  },
);

const fieldsOf = {
  hotline: { line: "resident", calledAt: "2026-03-18", content: "饮水不稳", caller: "韦志华" },
  session: { title: "加装电梯", startAt: "2026-03-18" },
  opinion: { title: "农网电压", collectedOn: "2026-03-18" },
} as const;

/** One station and one district, whose files may get lost, be repeated and arrive in any order. */
class Desks {
  readonly world: World;
  readonly station: Pc;
  readonly district: Pc;
  readonly ids: string[] = [];
  readonly bundles: string[] = [];
  readonly receipts: string[] = [];

  constructor(world: World, station: Pc, district: Pc) {
    this.world = world;
    this.station = station;
    this.district = district;
  }

  async take(action: Step): Promise<void> {
    switch (action.do) {
      case "create": {
        const { record } = await this.station.call("record.save", { kind: action.kind, fields: fieldsOf[action.kind] });
        this.ids.push(record.id);
        return;
      }
      case "export":
        this.bundles.push(
          ...((await ignoring(this.station.call("bundle.export", { folder: this.world.stick })))?.files ?? []),
        );
        return;
      case "receipt":
        this.receipts.push(
          ...(await this.district.call("receipt.export", { station: "桐岭镇联络站", folder: this.world.stick })).files,
        );
        return;
      case "import": {
        const files = this.bundles.filter((_, index) => index % 3 === action.n % 3);
        if (files.length > 0)
          await this.district.call("bundle.import", { files: action.n > 3 ? files.toReversed() : files });
        return;
      }
      case "importReceipt": {
        const file = this.receipts[action.n % Math.max(1, this.receipts.length)];
        if (file !== undefined) await ignoring(this.station.call("receipt.import", { file }));
        return;
      }
      default:
        return this.change(action.do.startsWith("district") ? this.district : this.station, action);
    }
  }

  async change(pc: Pc, action: Extract<Step, { text: string }>): Promise<void> {
    const id = this.ids[action.n % Math.max(1, this.ids.length)];
    if (id === undefined) return;
    if (action.do === "restore") return void (await ignoring(pc.call("record.restore", { id })));
    const kind = kindOf(pc.db, id);
    if (kind !== "hotline" && kind !== "session" && kind !== "opinion") return;
    switch (action.do) {
      case "edit":
      case "districtEdit":
        await pc.call("record.save", {
          kind,
          id,
          fields: { village: action.text, note: `${pc.dir.length}${action.text}` },
        });
        return;
      case "event":
      case "districtEvent":
        await pc.call("event.add", { recordId: id, fields: { type: "replied", text: action.text } });
        return;
      case "problem":
        if (kind === "session") {
          await pc.call("record.save", {
            kind,
            id,
            fields: {},
            problems: [{ id: null, fields: { text: action.text, state: "todo" } }],
          });
        }
        return;
      case "delete":
        await pc.call("record.delete", { id });
        return;
      case "erase":
      case "districtErase":
        await pc.call("record.erase", { id });
        return;
    }
  }
}

/** What a clerk would be told, and could do nothing about: nothing to export, an old receipt after a gap. */
async function ignoring<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && /^(没有需要导出|找不到这条记录)/.test(error.message)) return null;
    throw error;
  }
}

const secrets = (pc: Pc, id: string): number =>
  pc.db.value<number>(`SELECT count(*) FROM "journal" WHERE "record" = ? AND CAST("payload" AS TEXT) LIKE '%韦志华%'`, [
    id,
  ]) ?? 0;

const runs = Number(process.env["LXQ_RUNS"] ?? 25);

describe("任意顺序的交换", () => {
  test("数据包和回执丢失、重复、乱序之后，最后交换一次，两边的数据一样，且都能由日志重建", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    station.close();
    district.close();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const folder = makeCopy(station.dir, district.dir);
        const desks = new Desks(world, openPc(join(folder, "站")), openPc(join(folder, "区县")));
        try {
          for (const action of steps) await desks.take(action);
          await ignoring(send(world, desks.station, desks.district));
          await answer(world, desks.district, desks.station);
          const { stationId } = readIdentity(desks.station.db);
          expect(stationRows(desks.station.db, stationId)).toEqual(stationRows(desks.district.db, stationId));
          expect(stateHash(desks.station.db, stationId)).toBe(stateHash(desks.district.db, stationId));
          for (const pc of [desks.station, desks.district]) {
            const before = tableHashes(pc.db);
            rebuild(pc.db);
            expect(tableHashes(pc.db)).toEqual(before);
            for (const { id } of pc.db.all<{ id: string }>(`SELECT "id" FROM "replica"`))
              expect(verifyChain(pc.db, id).brokenAt).toBeNull();
          }
          for (const { record } of desks.district.db.all<{ record: string }>(
            `SELECT "record" FROM "journal" WHERE "op" = 'erase'`,
          )) {
            expect(secrets(desks.district, record) + secrets(desks.station, record)).toBe(0);
          }
        } finally {
          desks.station.close();
          desks.district.close();
        }
      }),
      { numRuns: runs, ...(process.env["LXQ_SEED"] === undefined ? {} : { seed: Number(process.env["LXQ_SEED"]) }) },
    );
  }, 600_000);
});

let copies = 0;
function makeCopy(station: string, district: string): string {
  const folder = join(root ?? (root = makeFolder()), String(copies++));
  cpSync(station, join(folder, "站"), { recursive: true });
  cpSync(district, join(folder, "区县"), { recursive: true });
  return folder;
}
let root: string | null = null;
