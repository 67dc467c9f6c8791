/** A value as SQLite gives it. */
export type SqlValue = number | string | Uint8Array | null;

export interface SqlResult {
  columns: string[];
  rows: SqlValue[][];
  /** True where there are more rows than were asked for. */
  more: boolean;
  /** How long SQLite took. */
  ms: number;
}

export interface SearchHit {
  runId: number;
  botId: number;
  bot: string;
  categoryId: string;
  prompt: string;
  /** Matches stand between the two marks of `hitMarks`. */
  snippet: string;
}

export interface SearchResult {
  hits: SearchHit[];
  total: number;
}

/** Private-use characters around a match in a snippet. */
export const hitMarks = { begin: '\ue000', end: '\ue001' };

/** What the page asks of the worker that holds the database. */
export interface EngineMethods {
  /** Both packed with gzip. */
  open: (packed: { wasm: Blob; database: Blob }) => void;
  query: (query: { sql: string; values?: SqlValue[]; most: number }) => SqlResult;
  search: (search: { text: string; most: number }) => SearchResult;
}

export type EngineCall = {
  [K in keyof EngineMethods]: { id: number; method: K; argument: Parameters<EngineMethods[K]>[0] };
}[keyof EngineMethods];
export type EngineReply = { id: number; value: unknown } | { id: number; error: string };
