import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError, errorReport } from "../../db/schema/app-error.ts";
import { commonHeaders } from "../../electron/host/policy.ts";
import type { Refusal } from "./guard.ts";

const headers = (type: string): Record<string, string> => ({
  "Content-Type": type,
  "Cache-Control": "no-store",
  ...commonHeaders,
});

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, headers("application/json; charset=utf-8"));
  response.end(JSON.stringify(body));
}

export function sendError(response: ServerResponse, status: number, error: unknown): void {
  if (response.headersSent) response.destroy();
  else sendJson(response, status, { error: errorReport(error) });
}

export function sendRefusal(response: ServerResponse, refusal: Refusal): void {
  sendError(response, refusal.status, new AppError("accessRefused", { detail: refusal.reason }));
}

/** The longest request is a list of 100,000 ids. */
const bodyLimit = 32 * 1024 * 1024;

/** @throws AppError inputInvalid for anything but a JSON body of reasonable size */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  if (!/^application\/json\b/.test(request.headers["content-type"] ?? "")) {
    throw new AppError("inputInvalid", { detail: "Content-Type" });
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyLimit) throw new AppError("inputInvalid", { detail: "内容过大" });
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    throw new AppError("inputInvalid", { detail: "JSON" });
  }
}
