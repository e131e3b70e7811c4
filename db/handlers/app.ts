/** First run, sign-in, and what this PC is. */
import type { AppStatus } from "../api/operations.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import { lostByDistrict } from "../exchange/restored/return-out.ts";
import { setUp } from "../exchange/setup.ts";
import { uuidv7 } from "../schema/ids.ts";
import { writeRecords } from "../journal/write.ts";
import { renamedFrom } from "../exchange/roster.ts";
import type { Chain } from "../journal/chains.ts";
import { findIdentity, isCompared, saveIdentity, type Identity } from "../office/identity.ts";
import { AppError, toAppError } from "../schema/app-error.ts";
import { dropTypedFile } from "../office/typed.ts";
import { authorOf, type Context, type Part } from "./context.ts";
import { requireFit } from "../data-folder/inspect.ts";

export const appHandlers: Part<"app.status" | "app.setup" | "app.signIn" | "operator.list"> = {
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
};

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
    enrolment: stageOf(identity, replica?.state ?? "waiting"),
    district: identity.district?.name ?? null,
    // One who has answered for this very PC has read its code out.
    checkCode: identity.district?.comparedBy === identity.replicaId ? null : (replica?.checkCode ?? null),
    renamedFrom: renamedFrom(db),
    unsent: (replica?.unsent ?? 0) + lost,
  };
}

function stageOf(identity: Identity, state: Chain["state"]): NonNullable<AppStatus["station"]>["enrolment"] {
  if (identity.district === null) return "none";
  if (state === "retired") return "retired";
  if (!isCompared(identity)) return "waiting";
  return state === "waiting" ? "compared" : "active";
}

/** @throws AppError the folder's refusal; folderTaken; databaseExists when this PC is set up already */
async function goToFolder(context: Context, chosen: string): Promise<void> {
  if (chosen === context.dir) return;
  if (context.isSetUp) throw new AppError("databaseExists", { path: context.dir });
  const report = await requireFit(chosen, { drives: context.drives, key: context.key });
  if (report.existing !== null)
    throw new AppError("folderTaken", { folder: report.folder, name: report.existing.name });
  await context.replaceData({
    // Another set-up came first while the folder was looked at.
    whileOpen: () => {
      throw new AppError("databaseExists", { path: context.dir });
    },
    whileClosed: () => report.folder,
  });
}
