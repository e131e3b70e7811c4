import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runLoad } from "../../scripts/load/run.ts";
import { makeFolder } from "../helpers/folder.ts";

describe("许多站同时送", () => {
  test("旁边有捣乱的：老实的站都送到了，没有丢，没有重", { timeout: 120_000 }, async () => {
    const figures = await runLoad({ base: join(makeFolder(), "load"), stations: 6, hostile: 6 });
    expect(figures).toMatchObject({ stations: 6, done: 6, lost: 0, doubled: 0, isWhole: true });
    // Of what the hostile callers said, only their own files and proofs were taken, once each.
    const taken = Object.keys(figures.hostile).filter((answer) => / 20\d$/.test(answer));
    expect(new Set(taken.map((answer) => answer.replace(/ \d+$/, "")))).not.toContain("unknown key");
    expect(taken).not.toContain("replayed proof 200");
    expect(figures.insiders).toBeLessThanOrEqual(1);
  });
});
