/** One exchange at a time on a connection: exports, imports and confirmations move the same chain heads. */
const last = new WeakMap<object, Promise<unknown>>();

/** Runs `work` after everything that was asked for earlier on the same connection has ended. */
export async function exclusively<T>(db: object, work: () => Promise<T>): Promise<T> {
  const before = last.get(db) ?? Promise.resolve();
  const run = before.then(work, work);
  last.set(
    db,
    run.catch(() => {}),
  );
  return run;
}
