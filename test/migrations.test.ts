import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { columnType } from "../db/sqlite/columns.ts";
import { migrations } from "../db/database/migrations/index.ts";
import { backupFolder, openDatabase } from "../db/database/open.ts";
import { columnsOf, kindNames } from "../db/schema/kinds.ts";
import { makeFolder } from "./helpers/folder.ts";
import { rowsForVersion } from "./fixtures/rows.ts";

describe("数据升级", () => {
  test("每种记录的表与 schema 一致：有人加了字段却忘了升级步骤，这里会失败", () => {
    const db = openDatabase(makeFolder(), { create: true });
    for (const kind of kindNames) {
      const columns = db.all<{ name: string; type: string }>(`SELECT "name", "type" FROM pragma_table_info(?)`, [kind]);
      const own = columns.slice(columns.findIndex(({ name }) => name === "extra") + 1);
      expect(own, kind).toEqual(columnsOf(kind).map(({ name, meta }) => ({ name, type: columnType(meta) })));
    }
    db.close();
  });

  test("版本号递增，每一步都会执行", () => {
    const versions = migrations.map(({ version }) => version);
    expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b));
    const db = openDatabase(makeFolder(), { create: true });
    expect(db.value("PRAGMA user_version")).toBe(versions.at(-1));
    db.close();
  });

  test.each(
    migrations.slice(1).map((migration, index) => ({ from: migrations[index]?.version ?? 0, to: migration.version })),
  )("有数据的旧库从 $from 升级到 $to：一行不少，升级前先留备份", ({ from }) => {
    const dir = makeFolder();
    const old = openDatabase(dir, { create: true, migrations: migrations.filter(({ version }) => version <= from) });
    const tables = rowsForVersion(from);
    for (const [table, rows] of Object.entries(tables)) {
      for (const row of rows) {
        const names = Object.keys(row);
        old.run(
          `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(", ")}) VALUES (${names.map(() => "?").join(", ")})`,
          Object.values(row),
        );
      }
    }
    old.close();
    const db = openDatabase(dir);
    for (const [table, rows] of Object.entries(tables)) {
      const found = db.all<Record<string, unknown>>(`SELECT * FROM "${table}"`);
      expect(found, table).toEqual(rows.map((row) => expect.objectContaining(row)));
    }
    expect(db.value("PRAGMA integrity_check")).toBe("ok");
    expect(db.all("PRAGMA foreign_key_check")).toEqual([]);
    db.close();
    expect(readdirSync(backupFolder(dir)).filter((name) => name.startsWith("before-"))).toHaveLength(1);
  });
});
