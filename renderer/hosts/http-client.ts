/** The client over HTTP, for the loopback host: one POST a call, answered line by line. */
import type { CallOptions, Client, FromHost, Input, OperationName, Output } from "../../db/api/operations.ts";
import type { ErrorReport } from "../../db/schema/errors.ts";
import { ClientError, localError } from "./client-error.ts";

const tokenKey = "lianxinqiao.token";

/**
 * Exchanges the one-time code of the address's fragment for the run's token; a page that is loaded again has kept its own.
 * sessionStorage rather than a cookie: cookies of 127.0.0.1 go to every port, so to other programs' servers too.
 * @throws ClientError accessRefused when somebody has used the code before; hostLost
 */
export async function takeToken(): Promise<string> {
  const code = location.hash.slice(1);
  const kept = sessionStorage.getItem(tokenKey) ?? "";
  if (!/^[\w-]{20,}$/.test(code)) return kept;
  history.replaceState(null, "", location.pathname);
  try {
    const headers = { "Content-Type": "application/json" };
    const response = await post("", "/token", { headers, body: JSON.stringify({ code }) });
    const { token } = (await response.json()) as { token: string };
    sessionStorage.setItem(tokenKey, token);
    return token;
  } catch (error) {
    // The same address pasted into its own tab once more.
    if (kept !== "") return kept;
    throw error;
  }
}

/** The run's token, which may still be on its way. */
export type Token = string | Promise<string>;

export function makeHttpClient(token: Token): Client {
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
export async function post(token: Token, url: string, init: RequestInit): Promise<Response> {
  const headers = { ...init.headers, Authorization: `Bearer ${await token}` };
  let response: Response;
  try {
    response = await fetch(url, { ...init, method: "POST", headers });
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
