/** Which questions a filter chip may ask of a field. */
import type { ListField } from "./kind-definition.ts";
import type { ConditionOperator } from "./list-query.ts";

/** In the order in which they are offered; the first is the usual one. */
export function operatorsFor(field: ListField): readonly ConditionOperator[] {
  switch (field.type) {
    case "text":
    case "names":
      return ["contains", "any", "lacks", "none", "empty", "filled"];
    case "multiline":
    case "terms":
      return ["contains", "lacks", "empty", "filled"];
    case "choice":
    case "choices":
    case "ids":
      return ["any", "none", "empty", "filled"];
    case "date":
    case "moment":
      return ["period", "between", "empty", "filled"];
    case "timestamp":
      return ["period", "between"];
    case "integer":
    case "number":
      return field.isDerived === true ? ["filled", "empty", "range"] : ["range", "empty", "filled"];
    case "flag":
      return ["flag"];
    case "id":
      // What is compared is the name of the record that it leads to.
      return ["filled", "empty", "contains", "lacks"];
  }
}
