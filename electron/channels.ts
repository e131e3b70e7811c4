/** The channels between preload and main, and what crosses them. main checks every input with these schemas. */
import { z } from "zod";

const title = z.string().max(200);
const filters = z
  .array(
    z.strictObject({ name: z.string().max(100), extensions: z.array(z.string().regex(/^(\*|\w{1,12})$/)).max(20) }),
  )
  .max(20);

/** Asked with `invoke`, answered by main. */
export const requests = {
  "shell:pickFiles": z.strictObject({ title, filters, multiple: z.boolean() }),
  "shell:pickFolder": z.strictObject({ title }),
  "shell:pickSaveFile": z.strictObject({ title, defaultName: z.string().max(255), filters }),
  "shell:showFile": z.string().min(1).max(4_096),
} as const;

export type RequestChannel = keyof typeof requests;

/** Page → main: a port, please. The nonce tells the page which of its requests the port answers. */
export const connectChannel = "service:connect";
export const nonceSchema = z.string().min(16).max(64);
/** Main → page: the port. */
export const portChannel = "service:port";
/** Main → page: the service died. */
export const lostChannel = "service:lost";
