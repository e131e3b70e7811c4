/** Calls over HTTP: results, numbered errors, progress, cancellation. */
import { afterEach, expect, test } from "vitest";
import { AppError } from "../../db/schema/app-error.ts";
import { send } from "../../scripts/common/raw-http.ts";
import { fakeService, pageHeaders, parseLines, startTestHost, type TestHost } from "./helpers.ts";
import { progressSteps } from "../../db/schema/progress-steps.ts";

let host: TestHost | null = null;
afterEach(async () => {
  await host?.dispose();
  host = null;
});

test("a fresh folder is set up and answers from its database", async () => {
  host = await startTestHost();
  const before = await send(`${host.origin}/call/app.status`, pageHeaders(host), "{}");
  expect(parseLines(before.text)).toMatchObject([{ type: "result", output: { role: null, dir: host.dir } }]);
  const setup = JSON.stringify({ role: "station", name: "桐岭镇联络站", operator: "韦秀英" });
  await send(`${host.origin}/call/app.setup`, pageHeaders(host), setup);
  const after = await send(`${host.origin}/call/app.status`, pageHeaders(host), "{}");
  expect(parseLines(after.text)).toMatchObject([{ type: "result", output: { role: "station", name: "桐岭镇联络站" } }]);
});

test("errors carry their number: unknown operation, bad input, no JSON", async () => {
  host = await startTestHost();
  const call = async (name: string, body: string): Promise<unknown> =>
    parseLines((await send(`${host?.origin}/call/${name}`, pageHeaders(host as TestHost), body)).text)[0];
  await call("app.setup", JSON.stringify({ role: "station", name: "站", operator: "韦" }));
  expect(await call("no.such", "{}")).toMatchObject({ type: "error", error: { code: 2003, name: "operationUnknown" } });
  expect(await call("record.get", '{"id":7}')).toMatchObject({ type: "error", error: { code: 2001 } });
  expect(await call("app.status", "{")).toMatchObject({ type: "error", error: { code: 2001 } });
});

test("progress comes line by line before the result", async () => {
  host = await startTestHost(
    fakeService(async (_name, _input, { onProgress }) => {
      onProgress?.({ step: progressSteps.readingLedger, done: 1, total: 2 });
      onProgress?.({ step: progressSteps.readingLedger, done: 2, total: 2 });
      return "完成";
    }),
  );
  const reply = await send(`${host.origin}/call/ledger.import`, pageHeaders(host), "{}");
  expect(parseLines(reply.text)).toEqual([
    { type: "progress", id: 0, progress: { step: progressSteps.readingLedger, done: 1, total: 2 } },
    { type: "progress", id: 0, progress: { step: progressSteps.readingLedger, done: 2, total: 2 } },
    { type: "result", id: 0, output: "完成" },
  ]);
});

/** A service whose call lasts until it is cancelled. */
const untilCancelled = (started: () => void) =>
  fakeService(
    (_name, _input, { signal }) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener("abort", () => reject(new AppError("cancelled")));
        started();
      }),
  );

test("a cancelled call answers for itself", async () => {
  let started = (): void => {};
  const running = new Promise<void>((resolve) => (started = resolve));
  host = await startTestHost(untilCancelled(() => started()));
  const id = crypto.randomUUID();
  const reply = send(`${host.origin}/call/ledger.import`, { ...pageHeaders(host), "X-Call-Id": id }, "{}");
  await running;
  await send(`${host.origin}/cancel/${id}`, pageHeaders(host), "");
  expect(parseLines((await reply).text)).toMatchObject([{ type: "error", error: { code: 2007 } }]);
});

test("a page that goes away cancels what it asked for", async () => {
  let started = (): void => {};
  let ended = (): void => {};
  const running = new Promise<void>((resolve) => (started = resolve));
  const cancelled = new Promise<void>((resolve) => (ended = resolve));
  const service = fakeService((_name, _input, { signal }) => {
    signal?.addEventListener("abort", () => ended());
    started();
    return cancelled;
  });
  host = await startTestHost(service);
  const abort = new AbortController();
  const headers = { Authorization: `Bearer ${host.token}`, "Content-Type": "application/json", Origin: host.origin };
  const gone = fetch(`${host.origin}/call/ledger.import`, {
    method: "POST",
    headers,
    body: "{}",
    signal: abort.signal,
  });
  await running;
  abort.abort();
  await expect(gone).rejects.toThrow();
  await cancelled;
});
