/** Callers that follow no rules but HTTP's: `fetch` would not lie about Host, Origin or a length. */
import { request as plainRequest, type RequestOptions } from "node:http";
import { request as secureRequest } from "node:https";

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Over TLS whatever certificate is shown, on a connection of its own. */
export function send(
  url: string,
  headers: Readonly<Record<string, string | number>> = {},
  body?: string | Buffer,
  method = "POST",
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const options: RequestOptions = { method, headers, agent: false };
    const request = url.startsWith("https:")
      ? secureRequest(url, { ...options, rejectUnauthorized: false })
      : plainRequest(url, options);
    request.once("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString("utf8"),
        }),
      );
    });
    request.once("error", reject);
    request.end(body);
  });
}
