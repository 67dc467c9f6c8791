import { existsSync } from 'node:fs';
import { integrityFaults, isAboutSurroundings, isUnexpectedlyEmpty, Store, StoreError } from '../store';

/** What a look at a database has found. */
export interface DatabaseHealth {
  /** Of SQLite. */
  version: string;
  /** True where the search index was broken and has been made anew. */
  mended: boolean;
  /** The first fault that SQLite names; null where it finds the file sound. */
  damage: string | null;
  /** True where results had been stored in it and none are there any more. */
  isEmptied: boolean;
  /** Why nothing can be written, e.g. a file that only others may change. */
  whyReadOnly: StoreError | null;
  runs: number;
}

/** Looks at a database without a playground around it, as that would not open where much is wrong. Throws `StoreError`. */
export function examineDatabase(file: string): Promise<DatabaseHealth> {
  return withStore(file, async (store) => {
    const { database } = store;
    if (!database.whyReadOnly) store.search.complete();
    return {
      version: database.get<{ version: string }>('SELECT sqlite_version() AS version')?.version ?? 'unknown',
      mended: database.repairedIndexes > 0,
      damage: integrityFaults(database.handle)[0] ?? null,
      isEmptied: await isUnexpectedlyEmpty(database),
      whyReadOnly: database.whyReadOnly,
      runs: store.holdings()?.runs ?? 0,
    };
  });
}

/**
 * How many raw logs there are, and the first run at which the chain of their checksums is broken, or null; null where there
 * is no database yet. Throws `StoreError`.
 */
export async function examineChain(file: string): Promise<{ logs: number; brokenAt: number | null } | null> {
  if (!existsSync(file)) return null;
  return withStore(file, async (store) => ({
    logs: store.logs.all().length,
    brokenAt: store.trust.brokenLink(),
  }));
}

/** Opens what can be read, whatever keeps it from being written. */
async function withStore<T>(file: string, look: (store: Store) => Promise<T>): Promise<T> {
  const store = await Store.open(file).catch(async (error: unknown) => {
    if (error instanceof StoreError && isAboutSurroundings(error)) return Store.openForReading(file, error);
    throw error;
  });
  try {
    return await look(store);
  } finally {
    store.close();
  }
}
