/** What every input of a form takes. Values are those of the schema; what a person typed is translated inside. */
import type { FieldMeta } from "../../../db/schema/field.ts";

export interface InputProps {
  readonly id: string;
  readonly meta: FieldMeta;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly invalid: boolean;
  readonly disabled: boolean;
  /** Id of the help or error text, for screen readers. */
  readonly describedBy: string | undefined;
  /** The label's words, where a control has no label element of its own. */
  readonly label: string;
}

export const statusOf = (invalid: boolean): "" | "error" => (invalid ? "error" : "");
