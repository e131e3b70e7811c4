/** A station joins its district by files on a stick, without the window. */
import { join } from "node:path";
import type { Client } from "../../../db/api/operations.ts";

/** Invited, joined, its first bundle imported, its PC confirmed. @param name the station's, as the district invites it */
export async function enrol(
  district: Client,
  station: Client,
  { name, stick }: { readonly name: string; readonly stick: string },
): Promise<void> {
  const invitation = join(stick, "invitation.lxq");
  await district.call("district.invite", { station: name, file: invitation });
  await station.call("station.join", { file: invitation });
  const { files } = await station.call("bundle.export", { folder: stick });
  await district.call("bundle.import", { files: [...files] });
  const { stations } = await district.call("district.stations", {});
  const waiting = stations.flatMap(({ replicas }) => replicas).find(({ state }) => state === "waiting");
  if (waiting === undefined) throw new Error("nobody waits to be confirmed");
  await district.call("district.confirm", { replica: waiting.replica });
}
