/** Everything that the district has not acknowledged, into one bundle. */
import { statSync } from "node:fs";
import { openService } from "../../db/service.ts";
import { runPhase, stationFolder, stickFolder } from "./phase.ts";
import { timed } from "./timing.ts";

await runPhase(async (options) => {
  const service = openService({ dir: stationFolder(options) });
  let entries = 0;
  let files: readonly string[] = [];
  const total = await timed(async () => {
    ({ entries, files } = await service.call("bundle.export", { folder: stickFolder(options) }));
  });
  await service.close();
  return { total, entries, fileMb: files.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6 };
});
