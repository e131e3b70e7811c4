/** What may happen next in a county: one honest operation, or one accident. */
import { isReturnName } from "../../db/schema/exchange-files.ts";
import { writeFileSync } from "node:fs";
import fc from "fast-check";
import { z } from "zod";
import type { Input } from "../../db/api/operations.ts";
import { backupsOf, passphrase, type County, type Made, type Office, type Pc } from "./offices.ts";

const actions = {
  // at either desk
  record: 7,
  edit: 12,
  children: 6,
  event: 8,
  voidEvent: 2,
  delete: 4,
  bringBack: 4,
  erase: 4,
  attach: 3,
  decide: 1,
  // between the desks
  export: 9,
  exportSplit: 5,
  import: 12,
  receipt: 9,
  readReceipt: 12,
  giveBack: 2,
  confirm: 4,
  loseFile: 3,
  // accidents and what helps against them
  backup: 6,
  restore: 5,
  loseDatabase: 1,
  loseKeys: 1,
  clone: 1,
  clock: 4,
  restart: 2,
} as const;
export type Action = keyof typeof actions;
const actionNames = Object.keys(actions) as Action[];

export const stepSchema = z.object({
  do: z.enum(actionNames),
  /** Which office: 0 is the district. */
  office: z.int(),
  /** Picks records, files, PCs, values. */
  n: z.int(),
});
export type Step = z.infer<typeof stepSchema>;

export const step: fc.Arbitrary<Step> = fc.record({
  do: fc.oneof(
    ...actionNames.map((action) => ({
      weight: actions[action],
      arbitrary: fc.constant(action),
    })),
  ),
  office: fc.nat(3),
  n: fc.nat(10_000),
});

const words = ["饮水", "路灯", "电梯", "电价", "垃圾", "桥面"] as const;
const word = (n: number): string => words[n % words.length] ?? "饮水";

const day = 86_400_000;
/** A CMOS battery that died, a summer that came early, a clock an hour off. */
const wrongClocks = [0, -4_000 * day, 400 * day, 3_600_000, -3_600_000, -30 * day, 5_000 * day] as const;

/** The PC whose state may have changed; null when nothing could be done. */
export async function take(county: County, { do: action, office: index, n }: Step): Promise<Pc | null> {
  const office = county.offices[index % county.offices.length] ?? county.district;
  const isDistrict = office === county.district;
  const station = isDistrict ? (county.stations[n % county.stations.length] ?? office) : office;
  const pc = office.pc(n);
  switch (action) {
    case "record":
      return isDistrict ? null : record(county, office, pc, n);
    case "edit":
    case "children":
    case "event":
    case "voidEvent":
    case "delete":
    case "bringBack":
    case "erase":
    case "attach":
    case "decide": {
      const made = pick(
        // Few, so that what happens to one meets what happened to it before.
        county.made.filter(({ station: name }) => isDistrict || name === office.name).slice(-3),
        n,
      );
      if (made === undefined) return null;
      await change(county, pc, made, action, n);
      return pc;
    }
    case "export": {
      if (isDistrict) return null;
      const written = await pc.press("bundle.export", { folder: county.stick });
      county.district.files.push(...(written?.files ?? []));
      return pc;
    }
    case "exportSplit": {
      if (isDistrict) return null;
      county.district.files.push(...(await pc.exportSplit(county.folder("分卷"), 100 + (n % 5) * 300)));
      return pc;
    }
    case "import": {
      const files = some(county.district.files, n);
      if (files.length > 0) await importAt(county, files);
      return county.district.first;
    }
    case "receipt": {
      const written = await county.district.first.press("receipt.export", {
        station: station.name,
        folder: county.stick,
      });
      station.files.push(...(written?.files ?? []));
      return county.district.first;
    }
    case "readReceipt": {
      const file = pick(station.files.slice(-4), n);
      if (file === undefined) return null;
      const reader = station.pc(n);
      await reader.press("receipt.import", { file });
      return reader;
    }
    case "giveBack":
      await giveBack(county, station, station.pc(n));
      return station.pc(n);
    case "confirm":
      await county.confirmAll();
      return county.district.first;
    case "loseFile":
      (n % 2 === 0 ? county.district : station).files.splice(n % 3, 1);
      return null;
    case "backup":
      await pc.press("backup.now", {});
      return pc;
    case "restore": {
      const file = pick(backupsOf(pc), n);
      if (file === undefined) return null;
      await pc.press("backup.restore", { file });
      return pc;
    }
    case "loseDatabase": {
      const file = pick(backupsOf(pc), n);
      if (file === undefined) return null;
      await pc.loseDatabase();
      await pc.rescue(file);
      return pc;
    }
    case "loseKeys":
      await pc.loseKeys();
      await pc.press("keys.import", { file: county.keyFiles.get(office.name) ?? "", passphrase });
      return pc;
    case "clone": {
      if (isDistrict || office.pcs.length > 2) return null;
      const clone = await pc.clone(county.folder("克隆"));
      office.pcs.push(clone);
      return clone;
    }
    case "clock":
      pc.wrongBy = wrongClocks[n % wrongClocks.length] ?? 0;
      return null;
    case "restart":
      await pc.close();
      return pc;
  }
}

const pick = <T>(items: readonly T[], n: number): T | undefined => items[n % Math.max(1, items.length)];

/** A few of them, in an order of their own; the same one may come again another time. */
function some(files: readonly string[], n: number): string[] {
  const recent = files.slice(-8);
  const chosen = recent.filter((_, index) => ((n >> index) & 1) === 1);
  return n % 2 === 0 ? chosen : chosen.toReversed();
}

/** @throws AppError never; results that nothing explains are noted */
export async function importAt(county: County, files: readonly string[]): Promise<void> {
  const answer = await county.district.first.press("bundle.import", { files: [...files] });
  for (const { code, message, file } of answer?.results ?? []) {
    if (code !== null && code >= 9_000) county.unexplained.push(`bundle.import of ${file}: ${message ?? ""}`);
  }
}

/** The district returns what a station had sent; the station reads it as its screen does. */
export async function giveBack(county: County, station: Office, pc: Pc): Promise<void> {
  const folder = county.folder("交还");
  const written = await county.district.first.press("return.export", { station: station.name, folder });
  let isNewPc = false;
  for (const file of written?.files ?? []) {
    // A receipt for the PC that this one was is left aside.
    if (isNewPc && !isReturnName(file)) continue;
    const result = await pc.press("receipt.import", { file });
    isNewPc ||= (result?.checkCode ?? null) !== null;
  }
}

async function record(county: County, office: Office, pc: Pc, n: number): Promise<Pc> {
  const text = `${word(n)}${county.made.length}`;
  const forms = [
    {
      kind: "session",
      fields: { title: text, startAt: "2026-03-18", residentCount: n % 40 },
      problems: [{ id: null, fields: { text: `${text}的问题`, state: "todo" } }],
      measures: [{ id: null, fields: { name: "受益群众", amount: n % 100, unit: "人" } }],
    },
    { kind: "opinion", fields: { title: text, collectedOn: "2026-03-18", reporters: ["韦志华"], facts: text } },
    {
      kind: "hotline",
      fields: {
        line: "resident",
        calledAt: "2026-03-18T09:10",
        caller: "韦志华",
        phone: "13988192468",
        content: text,
        demandType: "complaint",
      },
    },
  ] as const;
  const form = forms[n % forms.length] ?? forms[0];
  const saved = await pc.press("record.save", form as unknown as Input<"record.save">);
  if (saved !== null) county.made.push({ id: saved.record.id, kind: form.kind, station: office.name });
  return pc;
}

const steps = {
  session: ["remark"],
  opinion: ["adopted", "passedOn", "instructed", "replied", "closed", "returned"],
  hotline: ["assigned", "accepted", "closed", "callback", "reopened", "supervised"],
} as const;

async function change(county: County, pc: Pc, { id, kind }: Made, action: Action, n: number): Promise<void> {
  switch (action) {
    case "edit":
      await pc.press("record.save", {
        kind,
        id,
        fields: n % 3 === 0 ? { note: `${word(n)}${n}` } : { village: word(n), note: null },
      });
      return;
    case "children":
      if (kind === "session") await changeChildren(pc, id, n);
      return;
    case "event": {
      const type = pick<string>(steps[kind], n) ?? "remark";
      const fields = {
        type,
        at: `2026-03-${10 + (n % 15)}T09:00`,
        text: word(n),
        ...(type === "assigned" ? { unit: word(n) } : {}),
        ...(type === "callback" ? { reached: n % 2 === 0, grade: n % 2 === 0 ? "satisfied" : null } : {}),
        ...(type === "adopted" ? { level: "county", adoption: "single" } : {}),
        ...(type === "passedOn" ? { passedTo: "cityCommittee" } : {}),
        ...(type === "instructed" ? { level: "city", leader: "县长" } : {}),
      };
      await pc.press("event.add", { recordId: id, fields });
      return;
    }
    case "voidEvent": {
      const full = await pc.press("record.get", { id });
      const event = pick(full?.events ?? [], n);
      if (event !== undefined) await pc.press("event.void", { eventId: event.id, text: "登记错了" });
      return;
    }
    case "delete":
      await pc.press("record.delete", { id });
      return;
    case "bringBack":
      await pc.press("record.restore", { id });
      return;
    case "erase":
      await pc.press("record.erase", { id });
      return;
    case "attach": {
      const file = county.folder("记录.txt");
      writeFileSync(file, `会议记录 ${n}`);
      await pc.press("attachment.add", { recordId: id, file, role: "minutes" });
      return;
    }
    case "decide": {
      const full = await pc.press("record.get", { id });
      const conflict = pick(full?.conflicts ?? [], n);
      if (conflict === undefined) return;
      const value = pick(conflict.values, n);
      const decided = await pc.press("conflict.decide", {
        choices: [{ id: conflict.id, use: value?.position ?? 0, seen: [...conflict.seen] }],
      });
      if (n % 5 === 0 && decided !== null && decided.tx !== null) await pc.press("conflict.undo", { tx: decided.tx });
      return;
    }
    default:
      return;
  }
}

/** Changes the first problem, takes the last one out, or adds one: as a form sends what it holds. */
async function changeChildren(pc: Pc, id: string, n: number): Promise<void> {
  const full = await pc.press("record.get", { id });
  if (full === null) return;
  const problems = full.problems.map((problem, index) => ({
    id: problem.id,
    fields: index === 0 ? { text: `${word(n)}改${n}`, state: "solved" } : {},
  }));
  const kept = n % 3 === 0 ? problems.slice(0, -1) : problems;
  const added = n % 3 === 1 ? [{ id: null, fields: { text: `${word(n)}新${n}`, state: "todo" } }] : [];
  await pc.press("record.save", { kind: "session", id, fields: {}, problems: [...kept, ...added] });
}
