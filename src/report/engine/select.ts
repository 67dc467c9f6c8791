import type { Database } from 'sql.js';
import type { EngineMethods, SqlResult } from '../protocol';

/** Runs the statements one after the other and returns the rows of the last that has any. Throws SQLite's message. */
export function select(db: Database, { sql, values = [], most }: Parameters<EngineMethods['query']>[0]): SqlResult {
  const begin = performance.now();
  let result: Omit<SqlResult, 'ms'> = { columns: [], rows: [], more: false };
  for (const statement of db.iterateStatements(sql)) {
    if (values.length > 0) statement.bind(values);
    const columns = statement.getColumnNames();
    const rows: SqlResult['rows'] = [];
    let more = false;
    while (statement.step()) {
      if (rows.length === most) {
        more = true;
        break;
      }
      rows.push(statement.get());
    }
    if (columns.length > 0) result = { columns, rows, more };
  }
  return { ...result, ms: performance.now() - begin };
}
