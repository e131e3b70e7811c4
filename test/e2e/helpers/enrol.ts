/** A station joins its district by files on a stick, without the window. */
export { enrol } from "../../../scripts/common/enrol.ts";
