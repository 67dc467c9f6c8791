import initSqlJs, { type Database } from 'sql.js';
import { snapshotSearch } from '../../exchange/export/snapshotSchema';
import type { EngineCall, EngineMethods, EngineReply } from '../protocol';
import { search } from './search';
import { select } from './select';

// The worker of the report: it holds the snapshot, so that no query can hold up the page.
const scope = self as unknown as {
  onmessage: ((event: MessageEvent<EngineCall>) => void) | null;
  postMessage: (reply: EngineReply) => void;
};
let database: Database | null = null;
let hasIndex = false;

const methods: { [K in keyof EngineMethods]: (argument: never) => unknown } = {
  open: async ({ wasm, database: packed }: Parameters<EngineMethods['open']>[0]) => {
    const SQL = await initSqlJs({ wasmBinary: await inflate(wasm) });
    database = new SQL.Database(new Uint8Array(await inflate(packed)));
    // A slip of the pen in the SQL box should not change what the report shows.
    database.run('PRAGMA query_only = ON');
  },
  query: (query: Parameters<EngineMethods['query']>[0]) => {
    if (/\banswer_search\b/i.test(query.sql)) makeIndex(opened());
    return select(opened(), query);
  },
  search: (query: Parameters<EngineMethods['search']>[0]) => {
    makeIndex(opened());
    return search(opened(), query);
  },
};

scope.onmessage = ({ data: { id, method, argument } }) => {
  void Promise.resolve()
    .then(() => methods[method](argument as never))
    .then(
      (value) => scope.postMessage({ id, value }),
      (error: unknown) => scope.postMessage({ id, error: error instanceof Error ? error.message : String(error) }),
    );
};

function makeIndex(db: Database): void {
  if (hasIndex) return;
  db.run('PRAGMA query_only = OFF');
  db.run(`${snapshotSearch} INSERT INTO answer_search (answer_search) VALUES ('rebuild');`);
  db.run('PRAGMA query_only = ON');
  hasIndex = true;
}

function opened(): Database {
  if (!database) throw new Error('The database is not open.');
  return database;
}

async function inflate(packed: Blob): Promise<ArrayBuffer> {
  return new Response(packed.stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}
