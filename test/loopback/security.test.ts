/** Who may speak to the loopback host. */
import { createConnection } from "node:net";
import { networkInterfaces } from "node:os";
import { afterEach, beforeEach, expect, test } from "vitest";
import { send } from "../../scripts/common/raw-http.ts";
import { fakeService, pageHeaders, startTestHost, type TestHost } from "./helpers.ts";

let host: TestHost;
let calls: string[];

beforeEach(async () => {
  calls = [];
  host = await startTestHost(fakeService(async (name) => calls.push(name)));
});
afterEach(() => host.dispose());

const status = `/call/app.status`;

test("our page's call is answered", async () => {
  const reply = await send(host.origin + status, pageHeaders(host), "{}");
  expect(reply.status).toBe(200);
  expect(calls).toEqual(["app.status"]);
});

test.each([
  ["a wrong token", { Authorization: "Bearer wrong" }, 401],
  ["an empty token", { Authorization: "" }, 401],
  ["another page's Origin", { Origin: "http://evil.example" }, 403],
  ["another port's Origin", { Origin: "http://127.0.0.1:1" }, 403],
  ["a null Origin", { Origin: "null" }, 403],
  ["a rebound host name", { Host: "evil.example" }, 403],
  ["localhost instead of the address", { Host: "localhost" }, 403],
  ["a request the browser marks as cross-site", { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors" }, 403],
])("%s is refused with a numbered error and nothing is called", async (_what, headers, expected) => {
  const reply = await send(host.origin + status, { ...pageHeaders(host), ...headers }, "{}");
  expect(reply.status).toBe(expected);
  expect(JSON.parse(reply.text)).toMatchObject({ error: { code: 9003, name: "accessRefused" } });
  expect(calls).toEqual([]);
});

test("a call without Origin or without token is refused", async () => {
  const { Origin: _origin, ...withoutOrigin } = pageHeaders(host);
  const { Authorization: _token, ...withoutToken } = pageHeaders(host);
  expect((await send(host.origin + status, withoutOrigin, "{}")).status).toBe(403);
  expect((await send(host.origin + status, withoutToken, "{}")).status).toBe(401);
  expect(calls).toEqual([]);
});

test("a form post, which needs no preflight, is not a call", async () => {
  const reply = await send(host.origin + status, { ...pageHeaders(host), "Content-Type": "text/plain" }, "{}");
  expect(JSON.parse(reply.text)).toMatchObject({ type: "error", error: { code: 2001 } });
  expect(calls).toEqual([]);
});

test("the token is new at each run", async () => {
  const other = await startTestHost(fakeService(async () => null));
  expect(other.token).not.toBe(host.token);
  await other.dispose();
});

const exchange = (address: string, headers: Readonly<Record<string, string>> = {}) => {
  const { hash, origin } = new URL(address);
  const body = JSON.stringify({ code: hash.slice(1) });
  return send(`${origin}/token`, { Origin: origin, "Content-Type": "application/json", ...headers }, body);
};

test("浏览器命令行上的网址没有口令，只有一次性的码：先到的页面换到口令，再来的换不到", async () => {
  const address = host.newAddress(1_000);
  expect(address.startsWith(`${host.origin}/#`)).toBe(true);
  expect(address).not.toContain(host.token);
  const first = await exchange(address);
  expect([first.status, JSON.parse(first.text)]).toEqual([200, { token: host.token }]);
  const second = await exchange(address);
  expect(second.status).toBe(401);
  expect(JSON.parse(second.text)).toMatchObject({ error: { code: 9003 } });
  expect(second.text).not.toContain(host.token);
});

test("码本身不是口令；过了时间、没有发过、来自别的网页，都换不到", async () => {
  let now = 0;
  const timed = await startTestHost(
    fakeService(async () => null),
    undefined,
    () => now,
  );
  const code = new URL(timed.newAddress(1_000)).hash.slice(1);
  const asToken = { ...pageHeaders(timed), Authorization: `Bearer ${code}` };
  expect((await send(timed.origin + status, asToken, "{}")).status).toBe(401);
  const late = timed.newAddress(1_000);
  const kept = timed.newAddress(60_000);
  now = 1_001;
  expect((await exchange(late)).status).toBe(401);
  expect((await exchange(`${timed.origin}/#${"x".repeat(32)}`)).status).toBe(401);
  expect((await exchange(kept, { Origin: "http://evil.example" })).status).toBe(403);
  expect((await exchange(kept)).status, "a refused page has not used it up").toBe(200);
  await timed.dispose();
});

test("nothing but loopback is bound", async () => {
  const port = Number(new URL(host.origin).port);
  const outside = Object.values(networkInterfaces())
    .flat()
    .filter((address) => address !== undefined && !address.internal && address.family === "IPv4");
  for (const address of [...outside.map((found) => found?.address ?? ""), "127.0.0.2", "::1"]) {
    await expect(canConnect(address, port), address).resolves.toBe(false);
  }
  await expect(canConnect("127.0.0.1", port)).resolves.toBe(true);
});

function canConnect(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: address, port });
    socket.setTimeout(500, () => finish(false));
    socket.once("connect", () => finish(true));
    socket.once("error", () => finish(false));
    const finish = (result: boolean): void => {
      socket.destroy();
      resolve(result);
    };
  });
}
