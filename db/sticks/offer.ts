/** What this office would do with a stick: which files an import takes, what there is to write, and what is passed over. */
import { changesOf } from "../data-folder/move.ts";
import type { Connection } from "../database/open.ts";
import type { OpenedFile } from "../bundle/read.ts";
import { dueReceipts, type DueStation } from "../exchange/district/due-receipts.ts";
import { outlooksAtDistrict } from "../exchange/district/outlook.ts";
import type { Importing } from "../exchange/importing.ts";
import type { Outlook } from "../exchange/outlook.ts";
import { newsBeyond } from "../exchange/station/export.ts";
import { outlooksAtStation } from "../exchange/station/outlook.ts";
import type { Scan } from "./scan.ts";

export interface StickDesk extends Pick<Importing, "dir" | "identity" | "keys" | "now"> {
  readonly db: Connection;
}

export interface Offer {
  /** In the order in which they are imported. */
  readonly incoming: readonly OpenedFile[];
  readonly foreign: number;
  readonly unusable: number;
  /** At a station: what an export would write there now. */
  readonly own: "bundle" | "join" | null;
  /** At a district: stations that a receipt is to be written for. */
  readonly receipts: readonly DueStation[];
}

const last = new WeakMap<Scan, { readonly db: Connection; readonly changes: number; readonly offer: Promise<Offer> }>();

/** Worked out again only when the data has changed, or the stick was looked through again. */
export function offerOf(scan: Scan, desk: StickDesk): Promise<Offer> {
  const changes = changesOf(desk.db);
  const known = last.get(scan);
  if (known !== undefined && known.db === desk.db && known.changes === changes) return known.offer;
  const offer = workOut(scan, desk);
  last.set(scan, { db: desk.db, changes, offer });
  // One that failed is not kept.
  offer.catch(() => last.delete(scan));
  return offer;
}

async function workOut({ files, unreadable }: Scan, desk: StickDesk): Promise<Offer> {
  const { db, identity } = desk;
  const isDistrict = identity.role === "district";
  const judged = await (isDistrict ? outlooksAtDistrict : outlooksAtStation)(files, desk);
  const of = (outlook: Outlook): OpenedFile[] =>
    judged.filter((one) => one.outlook === outlook).map(({ opened }) => opened);
  return {
    incoming: of("take"),
    foreign: of("foreign").length,
    unusable: unreadable + of("unusable").length,
    own: isDistrict ? null : newsBeyond(db, identity, of("own")),
    receipts: isDistrict
      ? receiptsFor(
          judged.filter(({ outlook }) => outlook !== "foreign").map(({ opened }) => opened),
          desk,
        )
      : [],
  };
}

/**
 * A stick that brought bundles goes back to where they came from; it takes no other station's receipt, which would count as written
 * and never arrive. One without bundles takes all that are due.
 */
function receiptsFor(files: readonly OpenedFile[], { db }: StickDesk): DueStation[] {
  const from = new Set(files.flatMap(({ stable }) => (stable.type === "bundle" ? [stable.station] : [])));
  return dueReceipts(db).filter(({ id }) => from.size === 0 || from.has(id));
}
