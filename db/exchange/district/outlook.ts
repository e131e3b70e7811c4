/** What a district's import would make of files, by their heads: the same questions as in `import-bundle.ts`, in the same order. */
import { findChain, type Chain } from "../../journal/chains.ts";
import type { Header } from "../../bundle/format.ts";
import type { OpenedFile } from "../../bundle/read.ts";
import { AppError } from "../../schema/app-error.ts";
import { isHeldAs, type HeldReason } from "../held.ts";
import type { Importing } from "../importing.ts";
import type { Outlook } from "../outlook.ts";
import { planFor } from "../range.ts";
import { wasPayloadImported } from "../transfers.ts";
import { compare } from "./import-files.ts";
import { isForDistrict, isOfUse } from "./import-bundle.ts";
import { senderOf, type Sender } from "./sender.ts";

type Desk = Pick<Importing, "db" | "dir" | "identity" | "keys" | "now">;

/** Files in the order in which an import takes them, each with what would become of it there. */
export async function outlooksAtDistrict(
  files: readonly OpenedFile[],
  desk: Desk,
): Promise<{ readonly opened: OpenedFile; readonly outlook: Outlook }[]> {
  const reached = new Map<string, number>();
  const seen = new Set<string>();
  const all: { opened: OpenedFile; outlook: Outlook }[] = [];
  for (const opened of files.toSorted((a, b) => compare(a.stable, b.stable))) {
    const isCopy = seen.has(opened.stable.payloadSha256);
    seen.add(opened.stable.payloadSha256);
    const outlook = await outlookOf(opened, reached, desk);
    all.push({ opened, outlook: isCopy && outlook === "take" ? "done" : outlook });
  }
  return all;
}

/** @param reached where chains would end once the files before this one are imported */
async function outlookOf(opened: OpenedFile, reached: Map<string, number>, desk: Desk): Promise<Outlook> {
  const { stable, header } = opened;
  if (stable.type === "receipt") return stable.district === desk.identity.stationId ? "own" : "foreign";
  if (!isForDistrict(opened, desk)) return "foreign";
  const heldOr = async (reason: HeldReason): Promise<Outlook> =>
    (await isHeldAs(desk.db, desk.dir, opened, reason)) ? "done" : "take";
  const sender = await knownSender(opened, desk);
  if (sender === null) return "unusable";
  if (sender.kind === "new") return heldOr("waiting");
  const { chain } = sender;
  if (chain.state === "retired") return "unusable";
  if (chain.state === "waiting") return heldOr("waiting");
  if (header === null) return heldOr("newer");
  if (header.of !== undefined) return returned(header, header.of, reached, desk);
  const before = reached.get(chain.id);
  if (before !== undefined && header.fromSeq <= before + 1) {
    reached.set(chain.id, Math.max(before, header.toSeq));
    return header.toSeq <= before ? "done" : "take";
  }
  const plan = planFor(desk.db, chain, header);
  switch (plan.kind) {
    case "duplicate":
      return isOfUse(wasPayloadImported(desk.db, stable.payloadSha256), header, chain, desk) ? "take" : "done";
    case "apply":
      reached.set(chain.id, header.toSeq);
      return "take";
    default:
      return heldOr(plan.kind);
  }
}

async function knownSender(opened: OpenedFile, { db, now }: Desk): Promise<Sender | null> {
  try {
    return await senderOf(db, opened, now);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

function returned(header: Header, of: string, reached: Map<string, number>, { db }: Desk): Outlook {
  const before = reached.get(of);
  if (before !== undefined && header.fromSeq <= before + 1) {
    reached.set(of, Math.max(before, header.toSeq));
    return header.toSeq <= before ? "done" : "take";
  }
  const known = findChain(db, of);
  if (known !== null && known.station !== header.station) return "unusable";
  const target: Pick<Chain, "id" | "headSeq"> = known ?? { id: of, headSeq: 0 };
  const plan = planFor(db, target, header);
  if (plan.kind === "duplicate") return "done";
  if (plan.kind !== "apply") return "unusable";
  reached.set(of, header.toSeq);
  return "take";
}
