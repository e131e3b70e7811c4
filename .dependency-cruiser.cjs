/**
 * The direction of dependencies: db/schema ← everything; renderer → db/schema and types alone; electron → db; db → neither.
 * Inside db and renderer folders stand on floors: none imports from a floor above its own, types included.
 */
const floors = {
  db: [
    ["schema"],
    ["api"],
    ["files", "sqlite", "tasks", "text"],
    ["calendar", "database", "office", "spreadsheet"],
    ["attachments"],
    ["kinds"],
    ["journal"],
    ["queries"],
    ["bundle", "ledger", "paper", "reports"],
    ["exchange", "network"],
    ["receiver", "sending"],
    ["backup"],
    ["data-folder", "sample"],
    ["sticks"],
    ["handlers"],
  ],
  renderer: [
    ["keys", "text", "values"],
    ["kinds"],
    ["hosts"],
    ["stores"],
    ["ui"],
    ["commands"],
    ["files", "paper"],
    ["forms"],
    ["screens"],
    ["frame"],
  ],
};

/** One rule a floor: neither the floors above nor the files that lie in the top folder itself. */
const floorRules = Object.entries(floors).flatMap(([top, levels]) =>
  levels.map((level, index) => ({
    name: `${top}-floor-${level.join("-")}`,
    severity: "error",
    from: { path: `^${top}/(${level.join("|")})/` },
    to: {
      path: [
        `^${top}/[^/]+\\.tsx?$`,
        ...(index === levels.length - 1
          ? []
          : [
              `^${top}/(${levels
                .slice(index + 1)
                .flat()
                .join("|")})/`,
            ]),
      ],
    },
  })),
);

module.exports = {
  forbidden: [
    ...floorRules,
    { name: "no-circle-between-folders", severity: "error", scope: "folder", from: {}, to: { circular: true } },
    {
      // A new folder takes its place on a floor.
      name: "every-folder-has-a-floor",
      severity: "error",
      from: {},
      to: {
        path: "^(db|renderer)/[^/]+/",
        pathNot: Object.entries(floors).map(([top, levels]) => `^${top}/(${levels.flat().join("|")}|styles)/`),
      },
    },
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
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
      to: {
        path: "^(db|electron|scripts|test)/",
        pathNot: "^db/schema/|^db/kinds/session/attendance\\.ts$",
        dependencyTypesNot: ["type-only"],
      },
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
