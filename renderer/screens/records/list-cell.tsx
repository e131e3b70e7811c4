/** What stands in a cell of a list. */
import type { ReactNode } from "react";
import type { ListedRecord } from "../../../db/api/operations.ts";
import type { ListField } from "../../../db/schema/kind-definition.ts";
import { cutText } from "../../../db/schema/plain-text.ts";
import { shownValue } from "../../../db/schema/shown-value.ts";
import { linkedElsewhere } from "../../../db/schema/words.ts";
import { momentOf } from "../../text/times.ts";
import type { Labels } from "../../text/labels.ts";
import { deliveryMark, dueMark } from "../../ui/tags.tsx";
import { stateMark } from "../../ui/state-mark.tsx";

export interface CellContext {
  readonly labels: Labels;
  readonly stationName: (station: string) => string | undefined;
  readonly memberNames: ReadonlyMap<string, string>;
  /** Opens the record; its name is pressed for it. */
  readonly onOpen: (record: ListedRecord) => void;
  /** The field whose cell opens the record. */
  readonly opener: string;
}

export function cellOf(record: ListedRecord, field: ListField, context: CellContext): ReactNode {
  if (field.name === context.opener) {
    return (
      <span className="cell-title" onClick={(event) => openBy(event, record, context)}>
        {cellText(record, field, context)}
      </span>
    );
  }
  switch (field.name) {
    case "delivery":
      return deliveryMark(context.labels, record.delivery);
    case "state":
      return stateMark(context.labels, record.kind, record.state);
    case "dueOn":
      return dueMark(context.labels, record);
    case "station":
      return context.stationName(record.station) ?? "";
    default:
      return cellText(record, field, context);
  }
}

function openBy(
  event: { readonly ctrlKey: boolean; readonly shiftKey: boolean; readonly metaKey: boolean },
  record: ListedRecord,
  context: CellContext,
): void {
  if (!event.ctrlKey && !event.shiftKey && !event.metaKey) context.onOpen(record);
}

/** The value as a person reads it; "" when empty. */
export function cellText(record: ListedRecord, field: ListField, { labels, memberNames }: CellContext): string {
  const value = shownValue(record, field);
  switch (field.type) {
    case "timestamp":
      return typeof value === "number" ? momentOf(new Date(value)).replace("T", " ") : "";
    case "moment":
      return typeof value === "string" ? value.replace("T", " ") : "";
    case "id": {
      if (value === null || value === undefined) return "";
      const name = record.more?.[field.name];
      return typeof name === "string" && name !== "" ? cutText(name, LONGEST) : labels.meta(linkedElsewhere);
    }
    case "ids":
      return Array.isArray(value)
        ? value
            .map((id) => memberNames.get(String(id)) ?? "")
            .filter(Boolean)
            .join(labels.separator)
        : "";
    case "flag":
      return labels.value({ zh: field.zh, en: field.en, type: "flag" }, value);
    default: {
      const { zh, en, options } = field;
      const text = labels.value({ zh, en, type: field.type, ...(options === undefined ? {} : { options }) }, value);
      return cutText(text.split("\n", 1)[0] ?? "", LONGEST);
    }
  }
}

/** A cell shows one line. */
const LONGEST = 120;
