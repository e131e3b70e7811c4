/**
 * What the rest of the program sees of a SQLite connection. Two types tell a readable from a writable one, so that a
 * query or a report cannot write by accident. `Row` is the caller's statement of what the SQL returns: SQL text is the
 * one boundary that types cannot see across, so each query names its columns next to its row type.
 */
export type SqlParam = string | number | bigint | null | Uint8Array;
export type SqlParams = readonly SqlParam[] | Readonly<Record<string, SqlParam>>;

export interface ReadableDb {
  all<Row>(sql: string, params?: SqlParams): Row[];
  get<Row>(sql: string, params?: SqlParams): Row | undefined;
  /** Rows one by one, for results that must not be held in memory. No write may run on the connection meanwhile. */
  iterate<Row>(sql: string, params?: SqlParams): IterableIterator<Row>;
  /** The first column of the first row. */
  value<T>(sql: string, params?: SqlParams): T | undefined;
}

export interface WritableDb extends ReadableDb {
  /** @returns the number of rows changed */
  run(sql: string, params?: SqlParams): number;
  /** Runs an INSERT of one row. @returns its rowid */
  insert(sql: string, params?: SqlParams): number;
  /** Several statements without parameters. Not prepared, not cached. */
  exec(sql: string): void;
  /** Runs `work` in a transaction: all of it, or none when it throws. Nests as savepoints. */
  transaction<T>(work: () => T): T;
  readonly inTransaction: boolean;
}
