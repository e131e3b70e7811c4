/** Rows in pages of so many bytes: a count of rows says nothing of their memory, when one may hold megabytes. */
import type { ReadableDb, SqlParam } from "./connection.ts";

/** Held in memory at a time; a single larger row still comes. */
const pageBytes = 4 * 1024 * 1024;
const pageRows = 1_000;

interface PagedQuery {
  /** `FROM … WHERE …`, with named parameters. */
  readonly from: string;
  readonly columns: string;
  /** A unique whole number that rows are ordered by; above 0. */
  readonly key: string;
  /** The expression for a row's size. */
  readonly bytes: string;
}

type NamedParams = Readonly<Record<string, SqlParam>>;

/** The rows in the key's order. Between pages other statements, also writing ones, may run on the connection. */
export function* pagesOf<Row>(
  db: ReadableDb,
  query: PagedQuery,
  params: NamedParams = {},
  after = 0,
): Generator<readonly Row[]> {
  const { from, columns, key } = query;
  let reached = after;
  for (;;) {
    const end = endOfPage(db, query, { ...params, after: reached });
    if (end === null) return;
    yield db.all<Row>(`SELECT ${columns} ${from} AND ${key} > :after AND ${key} <= :end ORDER BY ${key}`, {
      ...params,
      after: reached,
      end,
    });
    reached = end;
  }
}

/** The key of the last row that still fits on a page; null when there is none. */
function endOfPage(db: ReadableDb, { from, key, bytes }: PagedQuery, params: NamedParams): number | null {
  const sizes = db.all<{ key: number; bytes: number }>(
    `SELECT ${key} AS "key", ${bytes} AS "bytes" ${from} AND ${key} > :after ORDER BY ${key} LIMIT ${pageRows}`,
    params,
  );
  let sum = 0;
  const beyond = sizes.findIndex(({ bytes: size }) => (sum += size) > pageBytes);
  return sizes.at(beyond === -1 ? -1 : Math.max(0, beyond - 1))?.key ?? null;
}

/** What a row of the journal takes. */
export const journalBytes = (alias: string): string =>
  `length(${alias}"header") + coalesce(length(${alias}"payload"), 0)`;
