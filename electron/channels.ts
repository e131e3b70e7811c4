/** The channels between preload and main, and what crosses them. main checks every input with these schemas. */
import { z } from "zod";
import { printedTogether } from "../db/schema/printing.ts";
import { languageSchema } from "./host/language.ts";
import { menuRoles } from "./shell-api.ts";

const title = z.string().max(200);
const filters = z
  .array(
    z.strictObject({ name: z.string().max(100), extensions: z.array(z.string().regex(/^(\*|\w{1,12})$/)).max(20) }),
  )
  .max(20);

const label = z.string().min(1).max(100);
const menuItem = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("command"),
    id: z.string().regex(/^\w{1,40}$/),
    label,
    accelerator: z.string().max(40).nullable(),
    enabled: z.boolean(),
  }),
  z.strictObject({ type: z.literal("role"), role: z.enum(menuRoles), label }),
  z.strictObject({ type: z.literal("separator") }),
]);

/** A document with its photos; each photo was downscaled before. */
const mostDocxBytes = 256 * 1024 * 1024;
const docx = z.instanceof(Uint8Array).refine((bytes) => bytes.length <= mostDocxBytes);

/** A year's figures as text are some thousand characters; a path is shorter. */
const mostCopiedCharacters = 1_000_000;

/** Asked with `invoke`, answered by main. */
export const requests = {
  "shell:pickFiles": z.strictObject({ title, filters, multiple: z.boolean() }),
  "shell:pickFolder": z.strictObject({ title }),
  "shell:pickSaveFile": z.strictObject({ title, defaultName: z.string().max(255), filters }),
  "shell:openFile": z.string().min(1).max(4_096),
  "shell:showFile": z.string().min(1).max(4_096),
  "paper:savePdf": z.strictObject({
    docx,
    target: z.union([
      z.strictObject({
        file: z
          .string()
          .min(5)
          .max(4_096)
          .regex(/\.pdf$/i),
      }),
      z.strictObject({
        folder: z.string().min(1).max(4_096),
        name: z
          .string()
          .min(1)
          .max(200)
          .regex(/^[^/\\]+$/),
      }),
    ]),
  }),
  "paper:print": z.strictObject({ documents: z.array(docx).min(1).max(printedTogether) }),
  "paper:cancel": z.null(),
  "shell:setMenu": z.array(z.strictObject({ label, items: z.array(menuItem).max(60) })).max(12),
  "shell:openFolder": z.string().min(1).max(4_096),
  "shell:copyText": z.string().max(mostCopiedCharacters),
  "shell:dataPlaces": z.null(),
  "shell:rememberFolder": z.string().min(1).max(4_096),
  "shell:setLanguage": languageSchema,
} as const;

export type RequestChannel = keyof typeof requests;

/** Page → main: a port, please. The nonce tells the page which of its requests the port answers. */
export const connectChannel = "service:connect";
export const nonceSchema = z.string().min(16).max(64);
/** Main → page: the port. */
export const portChannel = "service:port";
/** Main → page: the service died. */
export const lostChannel = "service:lost";
/** Main → page: the id of a command chosen in a menu. */
export const menuChannel = "menu:command";
