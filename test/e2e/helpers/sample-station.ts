/** A data folder as a station or a district has it after some years, made without the window. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { readIdentity } from "../../../db/office/identity.ts";
import { openDatabase } from "../../../db/database/open.ts";
import { listedKinds } from "../../../db/schema/kinds.ts";
import { indexMissing } from "../../../db/journal/full-text.ts";
import { openService } from "../../../db/service.ts";
import { enrol } from "./enrol.ts";
import { writeSamples, type SampleOptions } from "../../../db/sample/records.ts";

const year = new Date().getFullYear();

export const someRecords: SampleOptions = {
  seed: 11,
  sessions: 40,
  opinions: 40,
  calls: 60,
  years: [year - 2, year - 1],
};

export async function makeSampleStation(dir: string, samples: SampleOptions = someRecords): Promise<void> {
  const service = openService({ dir });
  await service.call("app.setup", { role: "station", name: "桐岭镇联络站", operator: "李敏" });
  await service.close();
  const db = openDatabase(dir);
  writeSamples(db, { identity: readIdentity(db), now: Date.now() }, samples);
  for (const kind of listedKinds) indexMissing(db, kind);
  db.close();
}

/** A district whose one station has joined, was confirmed and has sent its records. `dir` is the district's folder. */
export async function makeSampleDistrict(dir: string): Promise<void> {
  const stick = `${dir}.stick`;
  mkdirSync(stick, { recursive: true });
  const stationDir = `${dir}.station`;
  await makeSampleStation(stationDir);
  const district = openService({ dir });
  const station = openService({ dir: stationDir });
  await district.call("app.setup", { role: "district", name: "示例县政协", operator: "区县管理员" });
  await enrol(district, station, { name: "桐岭镇联络站", stick });
  const { files } = await station.call("bundle.export", { folder: stick });
  await district.call("bundle.import", { files: [...files] });
  await district.call("district.invite", { station: "双河镇联络站", file: join(stick, "other.lxq") });
  await station.close();
  await district.close();
}
