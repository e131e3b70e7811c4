/** The page's client over a MessagePort: what happens to calls when the service dies. */
import { afterEach, expect, test } from "vitest";
import type { FromHost } from "../../db/api/operations.ts";
import { AppError } from "../../db/schema/app-error.ts";
import { serveMessages } from "../../electron/host/serve.ts";
import { ClientError } from "../../renderer/hosts/client-error.ts";
import { makePortClient, type PortSource } from "../../renderer/hosts/port-client.ts";

type Answer = (name: string, input: unknown, signal: AbortSignal | undefined) => Promise<unknown>;

const opened: MessagePort[] = [];
afterEach(() => opened.splice(0).forEach((port) => port.close()));

/** A host that can die: its port falls silent and the loss is told, as main does. */
function mortalHost(answer: Answer) {
  let lost = (): void => {};
  let alive: MessagePort | null = null;
  let connections = 0;
  const source: PortSource = {
    openPort: async () => {
      connections++;
      const { port1, port2 } = new MessageChannel();
      opened.push(port1, port2);
      const connection = serveMessages(
        { callUntyped: (name, input, options) => answer(name, input, options?.signal) },
        (message: FromHost) => alive === port1 && port1.postMessage(message),
      );
      port1.addEventListener("message", (event: MessageEvent<unknown>) => connection.receive(event.data));
      port1.start();
      alive = port1;
      return port2;
    },
    onLost: (listener) => (lost = listener),
  };
  const die = (): void => {
    alive = null;
    lost();
  };
  return { source, die, connections: () => connections };
}

const codeOf = (error: unknown): number => (error instanceof ClientError ? error.report.code : -1);

test("a result and a numbered error come back", async () => {
  const host = mortalHost(async (name) => {
    if (name === "record.delete") throw new AppError("recordMissing", { id: "7" });
    return { name };
  });
  const client = makePortClient(host.source);
  await expect(client.call("app.status", {})).resolves.toEqual({ name: "app.status" });
  await expect(client.call("record.delete", { id: "7" })).rejects.toMatchObject({ report: { code: 2002 } });
  expect(host.connections()).toBe(1);
});

test("when the service dies, a read is sent again and a write fails with 9002", async () => {
  let isFirst = true;
  const host = mortalHost((name) => (isFirst ? new Promise(() => {}) : Promise.resolve(name)));
  const client = makePortClient(host.source);
  const read = client.call("record.list", { kind: "hotline" });
  const draft = client.call("draft.put", { key: "k", kind: "hotline", recordId: null, content: {} });
  const write = client.call("record.save", { kind: "hotline", fields: {} }).catch(codeOf);
  await new Promise((resolve) => setTimeout(resolve, 20));
  isFirst = false;
  host.die();
  await expect(read).resolves.toBe("record.list");
  await expect(draft).resolves.toBe("draft.put");
  await expect(write).resolves.toBe(9002);
  await expect(client.call("record.delete", { id: "7" })).resolves.toBe("record.delete");
  expect(host.connections()).toBe(2);
});

test("a service that dies at every call is not asked forever", async () => {
  const host = mortalHost(() => new Promise(() => queueMicrotask(host.die)));
  const client = makePortClient(host.source);
  await expect(client.call("app.status", {}).catch(codeOf)).resolves.toBe(9002);
  expect(host.connections()).toBe(2);
});

test("a write that was not yet sent is sent to the restarted service", async () => {
  const host = mortalHost(async (name) => name);
  const client = makePortClient(host.source);
  const write = client.call("record.save", { kind: "hotline", fields: {} });
  host.die();
  await expect(write).resolves.toBe("record.save");
});

test("cancelling asks the service, whose answer counts", async () => {
  const host = mortalHost(
    (_name, _input, signal) =>
      new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(new AppError("cancelled")))),
  );
  const client = makePortClient(host.source);
  const abort = new AbortController();
  const call = client.call("ledger.import", { file: "a.xlsx" }, { signal: abort.signal }).catch(codeOf);
  await new Promise((resolve) => setTimeout(resolve, 20));
  abort.abort();
  await expect(call).resolves.toBe(2007);
  await expect(client.call("ledger.import", { file: "a.xlsx" }, { signal: abort.signal }).catch(codeOf)).resolves.toBe(
    2007,
  );
});

test("malformed messages are ignored", async () => {
  const posted: unknown[] = [];
  const connection = serveMessages({ callUntyped: async () => 1 }, (message) => posted.push(message));
  for (const message of [
    null,
    "call",
    { type: "call" },
    { type: "call", id: -1, name: "a" },
    { type: "call", id: 1, name: "a", more: 1 },
  ]) {
    connection.receive(message);
  }
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(posted).toEqual([]);
});
