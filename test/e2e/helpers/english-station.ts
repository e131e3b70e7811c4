/**
 * A station whose clerk types nothing but Latin letters: whatever is Chinese in its window was put there by the program.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Client } from "../../../db/api/operations.ts";
import { openService } from "../../../db/service.ts";
import { enrol } from "./enrol.ts";
import { pngOf } from "../../helpers/paper-records.ts";

const year = new Date().getFullYear();
const day = (back: number): string => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);

type Fields = Record<string, string | number | boolean | null | string[]>;

async function save(client: Client, kind: "member" | "village" | "unit" | "opinion" | "hotline", fields: Fields) {
  return (await client.call("record.save", { kind, fields })).record.id;
}

async function steps(client: Client, recordId: string, events: readonly Fields[]): Promise<void> {
  for (const fields of events) await client.call("event.add", { recordId, fields });
}

/** Registers, and lists and snippets in place of the ones that the program brings along. */
async function makeRegisters(client: Client): Promise<string[]> {
  await client.call("settings.set", {
    values: {
      sectors: ["Farming", "Education"],
      brands: ["Talk it over"],
      categories: ["Livelihood/Water", "Livelihood/Roads", "Economy"],
      terms: [{ term: "15th", from: `${year - 2}-01-01` }],
    },
  });
  const snippets = [{ label: "By phone", text: "Explained by phone.", abbreviation: ";ph", digit: 1 }];
  await client.call("preference.set", { values: { snippets } });
  await save(client, "village", { name: "Stonebridge", type: "village" });
  await save(client, "village", { name: "Riverside", type: "community" });
  await save(client, "unit", { name: "Water office", contacts: ["Lin"], phone: "07725212345" });
  const post = { roles: ["cppccCounty", "npcTownship"], sector: "Farming", term: "15th", active: true };
  return [
    await save(client, "member", {
      name: "Wei Zhihua",
      employer: "Primary school, head",
      phone: "13988192468",
      ...post,
    }),
    await save(client, "member", {
      name: "Qin Lijuan",
      employer: "Farming office",
      honoraryVillage: "Riverside",
      ...post,
    }),
    await save(client, "member", { name: "Ou Zhenhua", ...post, active: false, leftOn: day(30) }),
  ];
}

async function makeSessions(client: Client, memberIds: string[]): Promise<void> {
  for (const back of [400, 20]) {
    await client.call("record.save", {
      kind: "session",
      fields: {
        title: `Power lines of Riverside ${back}`,
        startAt: `${day(back)}T09:00`,
        endAt: `${day(back)}T11:30`,
        place: "Village office",
        village: "Riverside",
        form: "small",
        platform: "courtyard",
        brand: "Talk it over",
        host: "Wei Zhihua",
        convener: "Qin Lijuan",
        memberIds,
        guests: ["Mr Li"],
        residentCount: 16,
        process: "Heard the villagers, then went to see.",
        outcome: "Two transformers.",
      },
      problems: [
        { id: null, fields: { text: "Old lines", unit: "Power company", state: "doing", beneficiaries: 320 } },
        { id: null, fields: { text: "Weak transformer", state: "solved", solvedOn: day(back - 10) } },
      ],
      measures: [{ id: null, fields: { name: "Funds", amount: 86.5, unit: "k" } }],
    });
  }
}

async function makeOpinions(client: Client): Promise<void> {
  const text = { facts: "Lamps are dark.", analysis: "Old wires.", suggestions: "New wires." };
  const made = { reporterKind: "member", reporters: ["Wei Zhihua"], sector: "Farming", source: "visit", ...text };
  const adopted = await save(client, "opinion", {
    ...made,
    title: "Street lamps of Riverside",
    category: "Livelihood/Roads",
    collectedOn: day(60),
  });
  const by = "Li Min";
  await steps(client, adopted, [
    { type: "reviewed", at: day(58), by },
    { type: "signed", at: day(57), by },
    { type: "submitted", at: day(56), by },
    { type: "adopted", at: day(40), level: "city", adoption: "single" },
    { type: "passedOn", at: day(39), passedTo: "cityCommittee" },
    { type: "instructed", at: day(38), level: "county", leader: "Mr Huang", text: "See to it." },
    { type: "replied", at: day(30), text: "Lamps were replaced.", unit: "Water office" },
  ]);
  const returned = await save(client, "opinion", { ...made, title: "Bus to the county town", collectedOn: day(9) });
  await steps(client, returned, [
    { type: "reviewed", at: day(8), by },
    { type: "signed", at: day(8), by },
    { type: "submitted", at: day(7), by },
    { type: "returned", at: day(5), text: "Say which line." },
  ]);
  await save(client, "opinion", { ...made, title: "A quiet room for pupils", collectedOn: day(3) });
}

async function makeCalls(client: Client, folder: string): Promise<void> {
  const call = {
    line: "resident",
    channel: "phone",
    caller: "Mrs Liang",
    phone: "13700001234",
    village: "Stonebridge",
    demandType: "help",
    category: "Livelihood/Water",
    takenBy: "Li Min",
    handling: "assigned",
    unit: "Water office",
    confidential: false,
    urgent: false,
  };
  const closed = await save(client, "hotline", { ...call, calledAt: `${day(50)}T09:15`, content: "No water at noon." });
  await steps(client, closed, [
    { type: "assigned", at: `${day(50)}T10:00`, unit: "Water office", by: "Li Min" },
    { type: "accepted", at: `${day(49)}T15:00`, unit: "Water office" },
    { type: "closed", at: day(46), text: "New pump.", by: "Li Min" },
    { type: "callback", at: day(45), reached: true, grade: "verySatisfied", text: "Plenty of water." },
  ]);
  const late = await save(client, "hotline", { ...call, calledAt: `${day(40)}T09:15`, content: "No water again." });
  await steps(client, late, [
    { type: "assigned", at: `${day(39)}T10:00`, unit: "Water office", by: "Li Min" },
    { type: "extended", at: day(30), dueOn: day(5), approver: "Mr Huang", text: "Waits for a part." },
    { type: "supervised", at: day(4), text: "Asked once more." },
  ]);
  const photo = join(folder, "pump.png");
  writeFileSync(photo, pngOf(320, 240, [70, 120, 90]));
  await client.call("attachment.add", { recordId: late, file: photo, role: "photo" });
  await save(client, "hotline", { ...call, calledAt: `${day(0)}T08:15`, content: "A lamp is broken.", urgent: true });
}

export async function makeEnglishStation(dir: string): Promise<void> {
  const service = openService({ dir });
  await service.call("app.setup", { role: "station", name: "Tongling Station", operator: "Li Min" });
  const members = await makeRegisters(service);
  await makeSessions(service, members);
  await makeOpinions(service);
  const folder = `${dir}.photos`;
  mkdirSync(folder, { recursive: true });
  await makeCalls(service, folder);
  await service.close();
}

/** A district with that station: one PC confirmed, another station invited, a second PC waiting. */
export async function makeEnglishDistrict(dir: string): Promise<void> {
  const stick = `${dir}.stick`;
  mkdirSync(stick, { recursive: true });
  const stationDir = `${dir}.station`;
  await makeEnglishStation(stationDir);
  const district = openService({ dir });
  const station = openService({ dir: stationDir });
  await district.call("app.setup", { role: "district", name: "Sample County", operator: "Officer" });
  await makeRegisters(district);
  await enrol(district, station, { name: "Tongling Station", stick });
  const { files } = await station.call("bundle.export", { folder: stick });
  await district.call("bundle.import", { files: [...files] });
  await district.call("district.invite", { station: "Second Station", file: join(stick, "other.lxq") });
  await station.close();
  await district.close();
}
