/** Calls an operation from inside the page, through the preload and the port like the page's own client. */
import type { Page } from "playwright-core";
import type { FromHost, Input, OperationName, Output } from "../../../db/api/operations.ts";
import type { Caller } from "../../../scripts/common/enrol.ts";
import type { PreloadApi } from "../../../electron/shell-api.ts";

/** The window as somebody who calls operations. */
export const callerOf = (page: Page): Caller => ({ call: (name, input) => callService(page, name, input) });

/** @throws Error with the numbered error's report as JSON */
export async function callService<N extends OperationName>(page: Page, name: N, input: Input<N>): Promise<Output<N>> {
  const message = await page.evaluate(
    ([operation, argument]: readonly [string, string]) =>
      new Promise<FromHost>((resolve) => {
        const bridge = (window as unknown as { lianxinqiao: PreloadApi }).lianxinqiao;
        const nonce = crypto.randomUUID();
        const receive = (event: MessageEvent<unknown>): void => {
          const [port] = event.ports;
          if (event.data !== nonce || port === undefined) return;
          window.removeEventListener("message", receive);
          port.addEventListener("message", (reply: MessageEvent<FromHost>) => {
            if (reply.data.type === "progress") return;
            port.close();
            resolve(reply.data);
          });
          port.start();
          port.postMessage({ type: "call", id: 0, name: operation, input: JSON.parse(argument) as unknown });
        };
        window.addEventListener("message", receive);
        bridge.connect(nonce);
      }),
    [name, JSON.stringify(input)] as const,
  );
  if (message.type === "result") return message.output as Output<N>;
  throw new Error(JSON.stringify(message.type === "error" ? message.error : message));
}
