/** What a station's import would make of files, by their heads: the same questions as in `import-receipt.ts`, in the same order. */
import { findChain } from "../../journal/chains.ts";
import { chainIn, type Header } from "../../bundle/format.ts";
import type { OpenedFile } from "../../bundle/read.ts";
import { AppError } from "../../schema/app-error.ts";
import { isHeldAs } from "../held.ts";
import type { Importing } from "../importing.ts";
import type { Outlook } from "../outlook.ts";
import { planFor } from "../range.ts";
import { wasPayloadImported } from "../transfers.ts";
import { requireForUs, type Feed } from "./import-receipt.ts";

type Desk = Pick<Importing, "db" | "dir" | "identity" | "keys">;

/** Files in the order in which they are best imported, each with what would become of it. */
export async function outlooksAtStation(
  files: readonly OpenedFile[],
  desk: Desk,
): Promise<{ readonly opened: OpenedFile; readonly outlook: Outlook }[]> {
  const seen = new Set<string>();
  const all: { opened: OpenedFile; outlook: Outlook }[] = [];
  for (const opened of files.toSorted(compare)) {
    const isCopy = seen.has(opened.stable.payloadSha256);
    seen.add(opened.stable.payloadSha256);
    const outlook = await outlookOf(opened, desk);
    all.push({ opened, outlook: isCopy && outlook === "take" ? "done" : outlook });
  }
  return all;
}

/**
 * Returned records before receipts: what they bring, a receipt may ask for. Receipts by the district's roster and where they
 * begin, so that one before a restore of the district's comes before one after it, and none leaves a gap.
 */
function compare(a: OpenedFile, b: OpenedFile): number {
  const kind = Number(isReturn(b)) - Number(isReturn(a));
  const roster = (a.header?.rosterVersion ?? 0) - (b.header?.rosterVersion ?? 0);
  return kind || roster || a.stable.fromSeq - b.stable.fromSeq || a.stable.toSeq - b.stable.toSeq;
}

/** Whether a file returns entries of a chain that its sender did not write. */
export const isReturn = ({ header }: Pick<OpenedFile, "header">): boolean => header?.of !== undefined;

async function outlookOf(opened: OpenedFile, desk: Desk): Promise<Outlook> {
  const { db, dir, identity } = desk;
  const { stable, header } = opened;
  if (stable.type === "bundle") return stable.station === identity.stationId ? "own" : "foreign";
  if (stable.district !== identity.district?.id || stable.station !== identity.stationId) return "foreign";
  const feed = ownFeed(opened, desk);
  if (feed === null) return "unusable";
  if (header === null) return (await isHeldAs(db, dir, opened, "newer")) ? "done" : "take";
  if (header.of !== undefined) return returned(header, desk);
  if (wasPayloadImported(db, stable.payloadSha256)) return "done";
  // A gap is for the import to tell: it says what to do, and asks the district for what is missing.
  return planFor(db, feed.chain, header).kind === "fork" ? "unusable" : "take";
}

function ownFeed(opened: OpenedFile, desk: Desk): Feed | null {
  try {
    return requireForUs(opened, desk);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

function returned(header: Header, { db, identity }: Desk): Outlook {
  const of = chainIn(header);
  const plan = planFor(db, findChain(db, of) ?? { id: of, headSeq: 0 }, header);
  if (plan.kind === "duplicate") return "done";
  // More of the chain that this PC writes, or something else: it was rolled back, and goes on as a new one.
  return plan.kind === "apply" || of === identity.replicaId ? "take" : "unusable";
}
