import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { kinds } from "../db/schema/kinds.ts";
import { evenSample, sampleRecords } from "../db/sample/records.ts";

const run = promisify(execFile);

test("演示：录入、导出、核对确认、导入、回执，两边的数字一致", async () => {
  const file = fileURLToPath(new URL("../scripts/demo.ts", import.meta.url));
  const { stdout } = await run(process.execPath, [file, "--records", "30"]);
  expect(stdout).toContain("两边的数字全部一致");
  expect(stdout).not.toContain("不一致");
});

test("示例记录：同一个种子得到同样的记录，每条都符合字段规则", () => {
  const changes = [...sampleRecords(evenSample(60, 5))].flat();
  expect([...sampleRecords(evenSample(60, 5))].flat()).toEqual(changes);
  for (const change of changes) {
    expect(change.op).toBe("create");
    if (change.op === "create") kinds[change.kind].fields.partial().strict().parse(change.set);
  }
});
