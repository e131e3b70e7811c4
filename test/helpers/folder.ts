/** Data folders for tests: real ones, on the disk, removed afterwards. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openService, type Service, type ServiceOptions } from "../../db/service.ts";

/** A fresh folder whose path has Chinese and a space in it, as on many office PCs. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "连心桥 测试-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A service that is closed when the test ends. */
export function open(dir: string, options: Omit<ServiceOptions, "dir"> = {}): Service {
  const service = openService({ dir, ...options });
  onTestFinished(() => service.close());
  return service;
}

/** A station with one operator, ready to record. */
export async function makeStation(
  dir: string = makeFolder(),
  options: Omit<ServiceOptions, "dir"> = {},
): Promise<Service> {
  const service = open(dir, options);
  await service.call("app.setup", { role: "station", name: "桐岭镇联络站", operator: "李敏" });
  return service;
}

export const aCall = {
  line: "resident",
  calledAt: "2026-03-18T09:10",
  caller: "韦志华",
  phone: "13988192468",
  content: "石桥村饮水不稳，请求协调解决。",
} as const;
