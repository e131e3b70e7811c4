/** The direction of dependencies: db/schema ← everything; renderer → db/schema and types alone; electron → db; db → neither. */
module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true, dependencyTypesNot: ["type-only"] } },
    {
      name: "schema-is-a-leaf",
      severity: "error",
      from: { path: "^db/schema" },
      to: { path: "^(db|electron|renderer|scripts)/", pathNot: "^db/schema" },
    },
    {
      name: "db-knows-no-shell-and-no-page",
      severity: "error",
      from: { path: "^db/" },
      to: { path: "^(electron|renderer|scripts|test)/|node_modules/(electron|react|antd|zustand)/" },
    },
    {
      name: "page-sees-schema-and-types-only",
      severity: "error",
      from: { path: "^renderer/" },
      to: { path: "^(db|electron|scripts|test)/", pathNot: "^db/schema/|^db/kinds/session/attendance\\.ts$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "shell-knows-no-page",
      severity: "error",
      from: { path: "^electron/" },
      to: { path: "^(renderer|scripts|test)/" },
    },
    {
      name: "one-file-opens-sqlite",
      severity: "error",
      from: { path: "^(db|electron|renderer|scripts)/", pathNot: "^db/database/open\\.ts$|^scripts/bench/" },
      to: { path: "node_modules/better-sqlite3" },
    },
    {
      name: "not-unresolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^(electron|virtual:)" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".cjs", ".json"],
    },
  },
};
