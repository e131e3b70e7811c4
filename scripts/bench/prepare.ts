/** A district and a station that has joined it and is confirmed, so that bundles are imported as they come. */
import { mkdirSync } from "node:fs";
import { enrol } from "../common/enrol.ts";
import { openService } from "../../db/service.ts";
import { districtFolder, runPhase, stationFolder, stationName, stickFolder } from "./phase.ts";

await runPhase(async (options) => {
  const stick = stickFolder(options);
  mkdirSync(stick, { recursive: true });
  const district = openService({ dir: districtFolder(options) });
  const station = openService({ dir: stationFolder(options) });
  await district.call("app.setup", { role: "district", name: "示例县政协", operator: "区县管理员" });
  await station.call("app.setup", { role: "station", name: stationName, operator: "示例操作员" });
  await enrol(district, station, { name: stationName, stick });
  const receipt = await district.call("receipt.export", { station: stationName, folder: stick });
  await station.call("receipt.import", { file: receipt.files[0] ?? "" });
  await station.close();
  await district.close();
  return {};
});
