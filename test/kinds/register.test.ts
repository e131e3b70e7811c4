/** What a kind is stands in db/kinds: whoever adds one is told there what it lacks, and no other place of db compares with its name. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { mainKinds } from "../../db/schema/kinds.ts";

test("db 里除了 kinds 和示例数据，没有一处拿名字比对是哪一种记录", () => {
  const db = join(import.meta.dirname, "../../db");
  const named = new RegExp(`[!=]== "(?:${mainKinds.join("|")})"`, "u");
  const found = readdirSync(db, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !/^(?:kinds|sample)[\\/]/u.test(file))
    .filter((file) => named.test(readFileSync(join(db, file), "utf8")));
  expect(found).toEqual([]);
});
