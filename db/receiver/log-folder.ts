/** Where the receiver's log lies in a data folder. */
import { join } from "node:path";

export const logFolder = (dir: string): string => join(dir, "receiver");
