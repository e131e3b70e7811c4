/** What people do until everything has arrived: export, import, confirm, receipt, and the remedy that a refusal names. */
import { toAppError } from "../../db/schema/app-error.ts";
import type { County, Office, Pc } from "./offices.ts";
import { giveBack, importAt } from "./steps.ts";

/** Rounds until nothing is on the way; more than any order of accidents was seen to need. */
const mostRounds = 6;

export async function settle(county: County): Promise<void> {
  for (const station of county.stations) await settleStation(county, station);
}

async function settleStation(county: County, station: Office): Promise<void> {
  for (let round = 0; round < mostRounds; round += 1) {
    let isQuiet = true;
    for (const pc of station.pcs) {
      const isNews = await exchange(county, station, pc);
      isQuiet &&= !isNews;
    }
    if (isQuiet) return;
    county.said.push(`${station.name}: round ${round + 1} of exchanges`);
  }
}

/** @returns whether anything went either way, so that another round may bring more */
async function exchange(county: County, station: Office, pc: Pc): Promise<boolean> {
  const { district } = county;
  const written = await pc.press("bundle.export", { folder: county.stick });
  if (written !== null) await importAt(county, written.files);
  await county.confirmAll();
  const receipt = await district.first.press("receipt.export", { station: station.name, folder: county.stick });
  const [file, ...siblings] = receipt?.files ?? [];
  if (file === undefined) return true;
  let brought = 0;
  for (const sibling of siblings) {
    const read = await pc.press("receipt.import", { file: sibling });
    brought += read?.returned ?? 0;
  }
  try {
    const result = await pc.call("receipt.import", { file });
    county.said.push(`${pc.dir}: ${JSON.stringify({ ...result, file: null })}`);
    if (result.elsewhere > 0) await giveBack(county, station, pc);
    return written !== null || brought > 0 || result.entries > 0 || result.elsewhere > 0 || result.drift !== false;
  } catch (error) {
    const { code } = toAppError(error);
    county.told("receipt.import", toAppError(error));
    if (code === "receiptRolledBack") await giveBack(county, station, pc);
    return true;
  }
}
