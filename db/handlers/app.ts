/** First run, sign-in, settings. */
import type { AppStatus } from "../api.ts";
import type { ReadableDb } from "../connection.ts";
import { lostByDistrict } from "../district/return-out.ts";
import { setUp } from "../district/setup.ts";
import { uuidv7 } from "../ids.ts";
import { writeRecords } from "../journal.ts";
import { findIdentity, readIdentity, saveIdentity, type Identity } from "../local.ts";
import { AppError, toAppError } from "../errors.ts";
import type { SettingKey } from "../schema/settings.ts";
import {
  readSettings,
  removeSettings,
  requireOwnSettings,
  saveSettings,
  settingSources,
  waitingSettings,
  type SettingSource,
} from "../settings.ts";
import { recountDueDates } from "../state.ts";
import { goToFolder } from "../place/go.ts";
import { dropTypedFile } from "../typed.ts";
import { authorOf, type Context, type Part } from "./context.ts";

export const appHandlers: Part<
  | "app.status"
  | "app.setup"
  | "app.signIn"
  | "operator.list"
  | "settings.get"
  | "settings.set"
  | "settings.sources"
  | "settings.waiting"
  | "settings.reset"
> = {
  "app.status": (context) => statusOf(context),

  "app.setup": async (context, { role, name, operator, folder }) => {
    if (folder !== undefined) await goToFolder(context, folder);
    // A folder whose set-up was cut short has a database without an identity; that one is set up again.
    if (context.isSetUp && findIdentity(context.db) !== null)
      throw new AppError("databaseExists", { path: context.dir });
    const db = context.isSetUp ? context.db : context.create();
    db.transaction(() => {
      setUp(db, context.dir, { role, name, operatorId: null, now: context.now() });
      if (operator !== undefined) signIn(context, operator);
    });
    try {
      dropTypedFile(context.homeDir);
    } catch (error) {
      // The office is set up; what was typed for it is only there for nothing.
      console.error(toAppError(error, { path: context.homeDir }).message);
    }
    return statusOf(context);
  },

  "app.signIn": (context, { operator }) => {
    context.db.transaction(() => signIn(context, operator));
    return statusOf(context);
  },

  "operator.list": ({ db }) =>
    db
      .all<{ id: string; name: string; active: number }>(
        `SELECT "id", "name", "active" FROM "operator" ORDER BY "active" DESC, pinyinKey("name")`,
      )
      .map((row) => ({ ...row, active: row.active === 1 })),

  "settings.get": ({ db }) => readSettings(db),

  "settings.sources": ({ db }) => settingSources(db),

  "settings.waiting": ({ db }) => (readIdentity(db).role === "district" ? {} : waitingSettings(db)),

  "settings.set": ({ db }, { values }) =>
    db.transaction(() => {
      saveSettings(db, ownSource(db, Object.keys(values) as SettingKey[]), values);
      recountDueDates(db);
      return readSettings(db);
    }),

  "settings.reset": ({ db }, { keys }) =>
    db.transaction(() => {
      removeSettings(db, ownSource(db, keys), keys);
      recountDueDates(db);
      return readSettings(db);
    }),
};

/** What a district sets is what its stations receive. @throws AppError settingFromDistrict */
function ownSource(db: ReadableDb, changed: readonly SettingKey[]): SettingSource {
  if (readIdentity(db).role === "district") return "district";
  requireOwnSettings(db, changed);
  return "local";
}

/** Signs in by name; a new name becomes an operator. */
export function signIn(context: Context, name: string): void {
  const { db } = context;
  const author = authorOf(context);
  let id = db.value<string>(`SELECT "id" FROM "operator" WHERE "name" = ? AND "station" = ?`, [
    name,
    author.identity.stationId,
  ]);
  if (id === undefined) {
    id = uuidv7(author.now);
    writeRecords(db, author, [{ op: "create", kind: "operator", id, set: { name, active: true } }]);
  }
  saveIdentity(db, { ...author.identity, operatorId: id });
}

export function statusOf(context: Context): AppStatus {
  const identity = context.isSetUp ? findIdentity(context.db) : null;
  const common = { dir: context.dir, version: context.version, isSample: context.isSample };
  if (identity === null) return { ...common, role: null, name: null, operator: null, station: null };
  return {
    ...common,
    role: identity.role,
    name: identity.name,
    operator: operatorOf(context.db, identity),
    station: identity.role === "station" ? enrolmentOf(context.db, identity) : null,
  };
}

function operatorOf(db: ReadableDb, identity: Identity): AppStatus["operator"] {
  if (identity.operatorId === null) return null;
  return (
    db.get<{ id: string; name: string }>(`SELECT "id", "name" FROM "operator" WHERE "id" = ?`, [identity.operatorId]) ??
    null
  );
}

function enrolmentOf(db: ReadableDb, identity: Identity): AppStatus["station"] {
  const replica = db.get<{ state: "waiting" | "active" | "retired"; checkCode: string | null; unsent: number }>(
    `SELECT "state", "checkCode", "headSeq" - "importedSeq" AS "unsent" FROM "replica" WHERE "id" = ?`,
    [identity.replicaId],
  );
  const lost = lostByDistrict(db, identity).reduce((sum, { fromSeq, toSeq }) => sum + toSeq - fromSeq + 1, 0);
  return {
    enrolment: identity.district === null ? "none" : (replica?.state ?? "waiting"),
    district: identity.district?.name ?? null,
    checkCode: replica?.checkCode ?? null,
    unsent: (replica?.unsent ?? 0) + lost,
  };
}
