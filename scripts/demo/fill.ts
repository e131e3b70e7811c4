/** Enters sample records as a clerk would: one `record.save` each, with child rows and events. */
import type { Client, Input, Output } from "../../db/api/operations.ts";
import type { Change } from "../../db/journal/write.ts";
import { sampleRecords, type SampleOptions } from "../../db/sample/records.ts";

type Save = Input<"record.save">;
type Fields = Save["fields"];
type Saved = Output<"record.save">;

/** @returns the number of records entered, registers included */
export async function enterSamples(
  client: Client,
  options: SampleOptions,
  onRecord: (count: number) => void,
): Promise<number> {
  const ids = new Map<string, string>();
  let count = 0;
  for (const changes of sampleRecords(options)) {
    for (const [record, ...children] of recordsOf(changes)) {
      if (record === undefined) continue;
      const full = await client.call("record.save", saveOf(record, children, ids));
      ids.set(record.id, full.record.id);
      await voidEvents(client, full, children);
      count += 1;
      onRecord(count);
    }
  }
  return count;
}

const isChild = ({ kind }: Change): boolean => kind === "problem" || kind === "measure" || kind === "event";

/** Each record's change, followed by those of its child rows. */
function recordsOf(changes: readonly Change[]): Change[][] {
  const records: Change[][] = [];
  for (const change of changes) {
    if (isChild(change)) records.at(-1)?.push(change);
    else records.push([change]);
  }
  return records;
}

/** A change's values without the ones that `record.save` fills in itself. */
function fieldsOf(change: Change, ...without: readonly string[]): Fields {
  const set = "set" in change ? change.set : {};
  return Object.fromEntries(Object.entries(set).filter(([name]) => !without.includes(name))) as Fields;
}

function saveOf(record: Change, children: readonly Change[], ids: ReadonlyMap<string, string>): Save {
  const fields = fieldsOf(record);
  const { memberIds } = fields;
  if (Array.isArray(memberIds))
    fields["memberIds"] = memberIds.map((id) => (typeof id === "string" ? (ids.get(id) ?? id) : id));
  const of = (kind: Change["kind"]) => children.filter((child) => child.kind === kind);
  const rows = (kind: Change["kind"]) =>
    of(kind).map((child) => ({ id: null, fields: fieldsOf(child, "sessionId", "position") }));
  const events = of("event")
    .map((event) => fieldsOf(event, "recordId"))
    .filter(({ type }) => type !== "voided");
  return {
    kind: record.kind,
    fields,
    ...(record.kind === "session" ? { problems: rows("problem"), measures: rows("measure") } : {}),
    ...(events.length === 0 ? {} : { events }),
  };
}

/** The station gave the voided event an id of its own: it is the one of the same type and day. */
async function voidEvents(client: Client, full: Saved, children: readonly Change[]): Promise<void> {
  for (const child of children) {
    const { voidsId, text } = fieldsOf(child);
    const target = children.find(({ id }) => id === voidsId);
    if (target === undefined) continue;
    const { type, at } = fieldsOf(target);
    const event = full.events.find((candidate) => candidate.type === type && candidate.at === at);
    if (event !== undefined)
      await client.call("event.void", { eventId: event.id, text: typeof text === "string" ? text : "点错" });
  }
}
