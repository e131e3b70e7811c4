/** The columns of each list: what fits 1366 pixels and tells one record from another. */
import type { ReactNode } from "react";
import type { ListedRecord } from "../../../db/api.ts";
import { columnsOf, type ListedKind } from "../../../db/schema/kinds.ts";
import type { Labels } from "../../text/labels.ts";
import { DeliveryMark, DueMark } from "../../ui/tags.tsx";
import { StateMark } from "./state-mark.tsx";

export interface ListColumn {
  readonly key: string;
  /** A field of the kind (its label is the head), or a column of the program's own. */
  readonly head: { readonly field: string } | { readonly text: "delivery" | "state" | "station" | "people" };
  /** A track of the grid. */
  readonly width: string;
  readonly cell: (record: ListedRecord, context: CellContext) => ReactNode;
}

export interface CellContext {
  readonly labels: Labels;
  readonly stationName: (station: string) => string | undefined;
}

const field = (name: string, width: string): ListColumn => ({
  key: name,
  head: { field: name },
  width,
  cell: (record, { labels }) => {
    const meta = columnsOf(record.kind).find((column) => column.name === name)?.meta;
    return meta === undefined ? "" : labels.value(meta, record.fields[name]);
  },
});

const title = (name: string): ListColumn => ({
  key: name,
  head: { field: name },
  width: "minmax(12rem, 1fr)",
  cell: (record) => <span className="cell-title">{record.title}</span>,
});

const day = (name: string): ListColumn => ({
  key: name,
  head: { field: name },
  width: "7rem",
  cell: (record) => record.date?.slice(0, 10) ?? "",
});

const delivery: ListColumn = {
  key: "delivery",
  head: { text: "delivery" },
  width: "5.6rem",
  cell: (record) => <DeliveryMark delivery={record.delivery} />,
};

const state: ListColumn = {
  key: "state",
  head: { text: "state" },
  width: "6rem",
  cell: (record) => <StateMark kind={record.kind} state={record.state} />,
};

const people: ListColumn = {
  key: "people",
  head: { text: "people" },
  width: "4.6rem",
  cell: ({ fields }) => {
    const listed = Array.isArray(fields["memberIds"]) ? fields["memberIds"].length : 0;
    const stated = typeof fields["memberCount"] === "number" ? fields["memberCount"] : 0;
    const count = Math.max(listed, stated);
    return count === 0 ? "" : String(count);
  },
};

const due: ListColumn = {
  key: "dueOn",
  head: { field: "dueOn" },
  width: "10rem",
  cell: (record) => <DueMark dueOn={record.dueOn} warning={record.warning} />,
};

const caller: ListColumn = {
  key: "caller",
  head: { field: "caller" },
  width: "8rem",
  cell: ({ fields }) => [fields["enterprise"], fields["caller"]].find((name) => typeof name === "string") ?? "",
};

const columns: Readonly<Record<ListedKind, readonly ListColumn[]>> = {
  session: [
    day("startAt"),
    title("title"),
    field("form", "8.5rem"),
    field("platform", "7.5rem"),
    field("village", "7rem"),
    people,
    delivery,
  ],
  opinion: [day("collectedOn"), title("title"), field("reporters", "9rem"), field("source", "8rem"), state, delivery],
  hotline: [
    day("calledAt"),
    field("line", "5.6rem"),
    caller,
    title("content"),
    field("unit", "8rem"),
    state,
    due,
    delivery,
  ],
  member: [
    field("name", "7rem"),
    field("roles", "13rem"),
    field("sector", "11rem"),
    field("employer", "minmax(12rem, 1fr)"),
    field("phone", "8.5rem"),
    delivery,
  ],
  village: [field("name", "14rem"), field("type", "7rem"), field("note", "minmax(12rem, 1fr)"), delivery],
  unit: [
    field("name", "minmax(14rem, 1fr)"),
    field("contacts", "14rem"),
    field("phone", "10rem"),
    field("note", "14rem"),
    delivery,
  ],
};

const station: ListColumn = {
  key: "station",
  head: { text: "station" },
  width: "9rem",
  cell: (record, { stationName }) => stationName(record.station) ?? "",
};

/** At a district the station leads, and delivery (which is the station's concern) makes room for it. */
export function columnsFor(kind: ListedKind, isDistrict: boolean): readonly ListColumn[] {
  if (!isDistrict) return columns[kind];
  return [station, ...columns[kind].filter((column) => column.key !== "delivery")];
}
