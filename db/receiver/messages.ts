/** What the network side's thread and the office's service say to each other. */
import { z } from "zod";
import { deliverySchema } from "../network/delivery.ts";
import { newsAnswer, newsRequest } from "../network/protocol.ts";
import { limitsSchema } from "./limits.ts";
import { membersSchema } from "./members.ts";
import { storedSchema } from "./store.ts";
import { turnedAwaySchema } from "./turned-away.ts";

export const threadStart = z.object({
  dir: z.string(),
  host: z.string(),
  port: z.number(),
  key: z.string(),
  certificate: z.string(),
  pin: z.string(),
  limits: limitsSchema,
  members: membersSchema,
});

/** A file of the district for a PC, where it lies on the disk. */
const answerFile = z.object({ file: z.string(), bytes: z.number(), sha256: z.string() });
export type AnswerFile = z.infer<typeof answerFile>;

const deskNews = newsAnswer.omit({ answers: true }).extend({ answers: z.array(answerFile) });
export type DeskNews = z.infer<typeof deskNews>;

/** From the thread. `stored` and `news` are questions with a number; the answer carries it. */
export const fromThread = z.discriminatedUnion("type", [
  z.object({ type: z.literal("listening"), port: z.number() }),
  z.object({ type: z.literal("failed"), code: z.string(), message: z.string() }),
  z.object({ type: z.literal("contact"), replica: z.string() }),
  z.object({ type: z.literal("stored"), ask: z.number(), file: storedSchema }),
  z.object({
    type: z.literal("news"),
    ask: z.number(),
    caller: z.object({ replica: z.string(), station: z.string() }),
    request: newsRequest,
  }),
  z.object({ type: z.literal("turnedAway"), list: z.array(turnedAwaySchema) }),
  z.object({ type: z.literal("closed") }),
]);
export type FromThread = z.infer<typeof fromThread>;

/** To the thread. */
export const toThread = z.discriminatedUnion("type", [
  z.object({ type: z.literal("members"), members: membersSchema }),
  z.object({ type: z.literal("stored"), ask: z.number(), note: deliverySchema }),
  z.object({ type: z.literal("news"), ask: z.number(), news: deskNews }),
  z.object({ type: z.literal("unanswered"), ask: z.number(), message: z.string() }),
  z.object({ type: z.literal("pause"), isPaused: z.boolean() }),
  z.object({ type: z.literal("close") }),
]);
export type ToThread = z.infer<typeof toThread>;
