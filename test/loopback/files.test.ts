/** Files between the browser and the host. */
import { existsSync, mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeFiles } from "../../scripts/loopback/files.ts";
import { cleanFileName } from "../../db/schema/attachment.ts";
import { send } from "../../scripts/common/raw-http.ts";
import { fakeService, pageHeaders, startTestHost, type TestHost } from "./helpers.ts";

let host: TestHost;
beforeEach(async () => {
  host = await startTestHost(fakeService(async () => null));
});
afterEach(() => host.dispose());

const upload = async (name: string, body: Buffer): Promise<string> => {
  const headers = { ...pageHeaders(host), "Content-Type": "application/octet-stream" };
  const reply = await send(`${host.origin}/upload?name=${encodeURIComponent(name)}`, headers, body);
  return (JSON.parse(reply.text) as { path: string }).path;
};
const ask = async <T>(path: string, input: unknown): Promise<T> =>
  JSON.parse((await send(host.origin + path, pageHeaders(host), JSON.stringify(input))).text) as T;
const offer = (path: string) =>
  ask<{ files?: { name: string; url: string }[]; error?: { code: number } }>("/shell/download", { path });

test("a picked file arrives whole, under its name, and is gone after the run", async () => {
  const content = Buffer.alloc(3_000_000, "协商");
  const path = await upload("热线台账 2023.xlsx", content);
  expect(basename(path)).toBe("热线台账 2023.xlsx");
  expect(path.startsWith(join(host.dir, "uploads"))).toBe(true);
  expect(readFileSync(path).equals(content)).toBe(true);
  await host.close();
  expect(existsSync(path)).toBe(false);
});

test("another host on the same folder leaves this one's uploads alone, but clears away those of a killed run", async () => {
  const mine = await upload("包.lxq", Buffer.from("1"));
  const old = join(host.dir, "uploads/old");
  mkdirSync(old);
  utimesSync(old, new Date(0), new Date(0));
  makeFiles(host.dir).close();
  expect([existsSync(mine), existsSync(old)]).toEqual([true, false]);
});

test("two files of one name do not overwrite each other", async () => {
  const first = await upload("包.lxq", Buffer.from("1"));
  const second = await upload("包.lxq", Buffer.from("2"));
  expect([readFileSync(first, "utf8"), readFileSync(second, "utf8")]).toEqual(["1", "2"]);
});

test.each([
  ["../../../etc/passwd", "passwd"],
  ["..\\..\\a.csv", "a.csv"],
  ["..", "文件"],
  ["", "文件"],
  ["CON", "_CON"],
  ["nul.txt", "_nul.txt"],
  ["com1 .照片.jpg", "_com1 .照片.jpg"],
  ["LPT\u00b2.docx", "_LPT\u00b2.docx"],
  ["conin$", "_conin$"],
  ["控制.con", "控制.con"],
  ["console.txt", "console.txt"],
  ["com10.txt", "com10.txt"],
  ["照片.jpg. .", "照片.jpg"],
  [`${"长".repeat(69)} 再长`, "长".repeat(69)],
  ['a<b>:"|?*.csv', "a_b______.csv"],
  [`${"长".repeat(300)}.xlsx`, `${"长".repeat(70)}.xlsx`],
])("the name %j cannot leave the folder", (given, expected) => {
  expect(cleanFileName(given)).toBe(expected);
});

test("a written file is downloaded once, by a ticket", async () => {
  const { path: folder } = await ask<{ path: string }>("/shell/export-folder", {});
  writeFileSync(join(folder, "桐岭镇.lxq"), "内容");
  const { files = [] } = await offer(folder);
  expect(files.map((file) => file.name)).toEqual(["桐岭镇.lxq"]);
  const url = host.origin + (files[0]?.url ?? "");
  const reply = await send(url, {}, undefined, "GET");
  expect(reply).toMatchObject({ status: 200, text: "内容" });
  expect(reply.headers["content-disposition"]).toContain(encodeURIComponent("桐岭镇.lxq"));
  expect((await send(url, {}, undefined, "GET")).status).toBe(404);
});

test("a file to write gets a folder of its own and keeps its name", async () => {
  const { path } = await ask<{ path: string }>("/shell/export-file", { name: "2023年台账.xlsx" });
  expect(basename(path)).toBe("2023年台账.xlsx");
  expect(existsSync(dirname(path))).toBe(true);
  expect(existsSync(path)).toBe(false);
});

test("the database, the keys and files elsewhere cannot be downloaded, not through a link either", async () => {
  const { path: folder } = await ask<{ path: string }>("/shell/export-folder", {});
  writeFileSync(join(host.dir, "keys.json"), "secret");
  mkdirSync(join(host.dir, "blobs"), { recursive: true });
  symlinkSync(join(host.dir, "keys.json"), join(folder, "link.lxq"));
  for (const path of [
    join(host.dir, "keys.json"),
    join(folder, "../../keys.json"),
    join(folder, "link.lxq"),
    "/etc/passwd",
    host.dir,
  ]) {
    expect((await offer(path)).error?.code, path).toBe(1010);
  }
});
