/** The two kinds of office, each with its own PCs and its own half of the work. */
import { z } from "zod";

export const roleSchema = z.enum(["station", "district"]);
export type Role = z.infer<typeof roleSchema>;
