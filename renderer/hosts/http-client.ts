/** The client over HTTP, for the loopback host: one POST a call, answered line by line. */
import type { CallOptions, Client, FromHost, Input, OperationName, Output } from "../../db/api.ts";
import type { ErrorReport } from "../../db/schema/errors.ts";
import { ClientError, localError } from "./client-error.ts";

const tokenKey = "lianxinqiao.token";

/**
 * The run's token comes in the address's fragment, which no server sees and no log keeps. sessionStorage rather than a
 * cookie: cookies of 127.0.0.1 go to every port, so to other programs' servers too.
 */
export function takeToken(): string {
  const fragment = location.hash.slice(1);
  if (/^[\w-]{20,}$/.test(fragment)) {
    sessionStorage.setItem(tokenKey, fragment);
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem(tokenKey) ?? "";
}

export function makeHttpClient(token: string): Client {
  return {
    call: async <N extends OperationName>(name: N, input: Input<N>, options: CallOptions = {}): Promise<Output<N>> => {
      if (options.signal?.aborted === true) throw localError("cancelled");
      const id = crypto.randomUUID();
      // The call's own answer tells whether the cancellation was still in time, so the request itself is not aborted.
      const cancel = (): void => void post(token, `/cancel/${id}`, {}).catch(() => {});
      options.signal?.addEventListener("abort", cancel, { once: true });
      try {
        const headers = { "Content-Type": "application/json", "X-Call-Id": id };
        const response = await post(token, `/call/${encodeURIComponent(name)}`, {
          headers,
          body: JSON.stringify(input),
        });
        // Host and page are one build, and the host checks what it sends by type.
        return (await readReply(response, options)) as Output<N>;
      } finally {
        options.signal?.removeEventListener("abort", cancel);
      }
    },
  };
}

/** @throws ClientError when the host cannot be reached or refuses */
export async function post(token: string, url: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, {
      ...init,
      method: "POST",
      headers: { ...init.headers, Authorization: `Bearer ${token}` },
    });
  } catch {
    throw lost();
  }
  if (response.ok) return response;
  const body: unknown = await response.json().catch(() => null);
  if (isRefusal(body)) throw new ClientError(body.error);
  throw localError("unexpected", { detail: `HTTP ${response.status}` });
}

const lost = (): ClientError => localError("hostLost");

const isRefusal = (body: unknown): body is { error: ErrorReport } =>
  typeof body === "object" && body !== null && "error" in body;

async function readReply(response: Response, options: CallOptions): Promise<unknown> {
  for await (const line of lines(response)) {
    const message = JSON.parse(line) as FromHost;
    if (message.type === "progress") options.onProgress?.(message.progress);
    else if (message.type === "error") throw new ClientError(message.error);
    else return message.output;
  }
  throw lost();
}

async function* lines(response: Response): AsyncGenerator<string> {
  if (response.body === null) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const pending: string[] = [];
  for (;;) {
    const { value, done } = await reader.read().catch(() => {
      throw lost();
    });
    if (done) return;
    const parts = value.split("\n");
    for (const part of parts.slice(0, -1)) {
      yield pending.join("") + part;
      pending.length = 0;
    }
    pending.push(parts.at(-1) ?? "");
  }
}
