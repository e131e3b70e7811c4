/** Documents on their way to the hidden window: each is fetched once, under a name that nobody can guess. */
import { randomUUID } from "node:crypto";

const waiting = new Map<string, Uint8Array>();

export function offerDocument(docx: Uint8Array): string {
  const ticket = randomUUID();
  waiting.set(ticket, docx);
  return ticket;
}

/** Null when there is none, or it was taken. */
export function takeDocument(ticket: string): Uint8Array | null {
  const docx = waiting.get(ticket) ?? null;
  waiting.delete(ticket);
  return docx;
}
