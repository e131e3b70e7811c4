/** The page itself: its policy, its nonce, and nothing beside it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { send } from "../../scripts/common/raw-http.ts";
import { fakeService, startTestHost, type TestHost } from "./helpers.ts";

let host: TestHost;
let base: string;

beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), "pages-"));
  mkdirSync(join(base, "renderer/assets"), { recursive: true });
  writeFileSync(join(base, "renderer/index.html"), '<meta property="csp-nonce" nonce="__CSP_NONCE__">');
  writeFileSync(join(base, "renderer/assets/a.js"), "1");
  writeFileSync(join(base, "secret.js"), "2");
  host = await startTestHost(
    fakeService(async () => null),
    join(base, "renderer"),
  );
});
afterEach(async () => {
  await host.dispose();
  rmSync(base, { recursive: true, force: true });
});

const get = (path: string) => send(host.origin + path, {}, undefined, "GET");

test("the page is never cached and has a nonce of its own at each load, the policy's", async () => {
  const nonces = new Set<string>();
  for (let load = 0; load < 2; load++) {
    const page = await get("/");
    expect(page.headers["cache-control"]).toBe("no-store");
    const nonce = /nonce="([^"]+)"/.exec(page.text)?.[1] ?? "";
    const policy = String(page.headers["content-security-policy"]);
    expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe|http|\*/);
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(2);
});

test("files of the build are served with their type, others are not", async () => {
  expect(await get("/assets/a.js")).toMatchObject({ status: 200, text: "1" });
  expect((await get("/assets/a.js")).headers["content-type"]).toContain("text/javascript");
  for (const path of [
    "/..%2fsecret.js",
    "/%2e%2e/secret.js",
    "/assets/..%2f..%2fsecret.js",
    "/assets/",
    "/a%00.js",
    "/%zz",
  ]) {
    expect((await get(path)).status, path).toBe(404);
  }
});

test("other methods are refused", async () => {
  expect((await send(`${host.origin}/`, {}, undefined, "PUT")).status).toBe(405);
});
