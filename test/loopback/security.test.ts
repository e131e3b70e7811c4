/** Who may speak to the loopback host. */
import { createConnection } from "node:net";
import { networkInterfaces } from "node:os";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fakeService, pageHeaders, send, startTestHost, type TestHost } from "./helpers.ts";

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
  expect(host.url).toBe(`${host.origin}/#${host.token}`);
  await other.dispose();
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
