/** `POST /call/<operation>`: the input as JSON; the reply as lines of JSON, one message (`FromHost`) a line. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { FromHost } from "../../db/api.ts";
import { errorReport } from "../../db/errors.ts";
import type { UntypedService } from "../../electron/host/on-demand.ts";
import { commonHeaders } from "../../electron/host/policy.ts";
import { readJson } from "./respond.ts";

/** One call a request, so the id says nothing. */
const id = 0;

export async function answerCall(
  service: UntypedService,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const aborted = new AbortController();
  response.on("close", () => {
    if (!response.writableFinished) aborted.abort();
  });
  const send = (message: FromHost): void => {
    if (!response.headersSent) {
      const headers = { "Content-Type": "application/x-ndjson; charset=utf-8", "Cache-Control": "no-store", ...commonHeaders };
      response.writeHead(200, headers);
    }
    if (!response.destroyed) response.write(`${JSON.stringify(message)}\n`);
  };
  try {
    const input = await readJson(request);
    const output = await service.callUntyped(name, input, {
      signal: aborted.signal,
      onProgress: (progress) => send({ type: "progress", id, progress }),
    });
    send({ type: "result", id, output });
  } catch (error) {
    send({ type: "error", id, error: errorReport(error) });
  }
  response.end();
}
