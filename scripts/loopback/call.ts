/**
 * `POST /call/<operation>`: the input as JSON; the reply as lines of JSON, one message (`FromHost`) a line.
 * `POST /cancel/<id>` cancels the call that came with that `X-Call-Id`; so does closing its connection.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { FromHost } from "../../db/api/operations.ts";
import { errorReport } from "../../db/schema/app-error.ts";
import type { UntypedService } from "../../electron/host/on-demand.ts";
import { commonHeaders } from "../../electron/host/policy.ts";
import { throttled } from "../../electron/host/serve.ts";
import { readJson } from "./respond.ts";

/** One call a request, so the message's id says nothing. */
const id = 0;

export interface Calls {
  answer(name: string, request: IncomingMessage, response: ServerResponse): Promise<void>;
  cancel(callId: string): void;
}

export function makeCalls(service: UntypedService): Calls {
  const running = new Map<string, AbortController>();
  return {
    answer: async (name, request, response) => {
      const abort = new AbortController();
      const callId = callIdOf(request);
      if (callId !== null) running.set(callId, abort);
      response.on("close", () => {
        if (!response.writableFinished) abort.abort();
      });
      const send = (message: FromHost): void => {
        if (!response.headersSent) response.writeHead(200, headers);
        if (!response.destroyed) response.write(`${JSON.stringify(message)}\n`);
      };
      try {
        const input = await readJson(request);
        const onProgress = throttled((progress) => send({ type: "progress", id, progress }));
        send({
          type: "result",
          id,
          output: await service.callUntyped(name, input, { signal: abort.signal, onProgress }),
        });
      } catch (error) {
        send({ type: "error", id, error: errorReport(error) });
      } finally {
        if (callId !== null) running.delete(callId);
        response.end();
      }
    },
    cancel: (callId) => running.get(callId)?.abort(),
  };
}

const headers = {
  "Content-Type": "application/x-ndjson; charset=utf-8",
  "Cache-Control": "no-store",
  ...commonHeaders,
};

function callIdOf(request: IncomingMessage): string | null {
  const given = request.headers["x-call-id"];
  return typeof given === "string" && /^[\w-]{16,64}$/.test(given) ? given : null;
}
