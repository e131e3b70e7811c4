/** The station's bundle at the district, full text included; `searchable` is the part that runs after the import itself. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { openService } from "../../db/service.ts";
import { districtFolder, runPhase, stickFolder } from "./phase.ts";
import { timed } from "./timing.ts";
import { progressSteps } from "../../db/schema/progress-steps.ts";

await runPhase(async (options) => {
  const stick = stickFolder(options);
  const service = openService({ dir: districtFolder(options) });
  const files: string[] = [];
  for (const name of readdirSync(stick)) {
    const file = join(stick, name);
    const summary = await service.call("bundle.inspect", { file }).catch(() => null);
    if (summary?.type === "bundle") files.push(file);
  }
  const started = performance.now();
  let indexingFrom: number | null = null;
  let entries = 0;
  const total = await timed(async () => {
    const { results } = await service.call(
      "bundle.import",
      { files },
      {
        onProgress: ({ step }) =>
          step.zh === progressSteps.indexing.zh ? (indexingFrom ??= performance.now() - started) : undefined,
      },
    );
    for (const result of results) {
      if (result.outcome === "imported") entries += result.entries;
      else if (result.outcome !== "duplicate")
        throw new Error(`${result.file}: ${result.outcome} ${result.message ?? ""}`);
    }
  });
  await service.close();
  return { total, entries, searchable: indexingFrom === null ? 0 : total - indexingFrom };
});
