/** A district that listens and imports nothing by itself, a confirmed station, and what it takes to speak to the one as the other. */
import { readFileSync } from "node:fs";
import { loadKeys } from "../../db/bundle/crypto.ts";
import { parseUploadAddress } from "../../db/network/address.ts";
import { readIdentity } from "../../db/office/identity.ts";
import type { ReceiverLimits } from "../../db/receiver/limits.ts";
import { prove as proveKey, type Prover, type Token } from "../../scripts/load/raw-caller.ts";
import { record, World, type Pc } from "../helpers/exchange.ts";
import { listen, publish } from "./line.ts";

export async function scene(limits: Partial<ReceiverLimits> = {}) {
  const world = World.make();
  const district = await world.district();
  const receiver = await listen(district, { limits, importsByItself: false });
  const address = parseUploadAddress(await publish(district, receiver.port));
  const station = await world.enrolled(district);
  await receiver.refresh();
  const pin = address?.pins[0] ?? "";
  return { world, district, receiver, station, port: receiver.port, pin };
}

export const proverOf = (pc: Pc, pin: string): Prover => {
  const { replicaId: replica, district } = readIdentity(pc.db);
  return { keys: loadKeys(pc.dir, replica), district: district?.id ?? "", replica, pin };
};
export const prove = (port: number, pin: string, pc: Pc): Promise<Token> => proveKey(port, proverOf(pc, pin));

/** With one new call in it. */
export async function bundleOf(world: World, station: Pc): Promise<Buffer> {
  await record(station);
  const { files } = await station.call("bundle.export", { folder: world.folder("导出") });
  return readFileSync(files[0] ?? "");
}
