import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CallOptions } from "../../db/api/operations.ts";
import { openService } from "../../db/service.ts";
import { openOnDemand, type UntypedService } from "../../electron/host/on-demand.ts";
import { startLoopback, type Loopback } from "../../scripts/loopback/server.ts";

export interface TestHost extends Loopback {
  readonly dir: string;
  dispose(): Promise<void>;
}

/** A host on a folder with Chinese and a space in its path, over the real service unless another one is given. */
export async function startTestHost(service?: UntypedService, pages?: string, clock?: () => number): Promise<TestHost> {
  const base = mkdtempSync(join(tmpdir(), "loopback-"));
  const dir = join(base, "数据 目录");
  const host = await startLoopback({
    service: service ?? openOnDemand(() => openService({ dir, version: "0.0.0" })),
    dir,
    pages: { built: pages ?? join(base, "no pages") },
    ...(clock === undefined ? {} : { clock }),
  });
  return {
    ...host,
    dir,
    dispose: async () => {
      await host.close();
      rmSync(base, { recursive: true, force: true });
    },
  };
}

export const fakeService = (
  answer: (name: string, input: unknown, options: CallOptions) => Promise<unknown>,
): UntypedService => ({
  callUntyped: (name, input, options = {}) => answer(name, input, options),
  close: async () => {},
});

/** As our page sends it. */
export const pageHeaders = (host: Loopback): Record<string, string> => ({
  Origin: host.origin,
  Authorization: `Bearer ${host.token}`,
  "Content-Type": "application/json",
});

export const parseLines = (text: string): readonly Record<string, unknown>[] =>
  text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
