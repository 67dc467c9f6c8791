import { said } from '../l10n/said';
import { accessSync, constants, rmSync, statSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Sqlite from 'node:sqlite';
import type { DatabaseSync } from 'node:sqlite';
import { isEmptied } from './emptied';
import { checkHealth, type Health } from './health';
import { schemaVersion } from './schemaVersion';
import { asFileError, asStoreError } from './sqliteErrors';
import { StoreError } from './storeError';

/** How long a statement waits for another program, in ms. */
export const patienceMs = 5_000;

/** A checked connection. */
export interface Connection {
  handle: DatabaseSync;
  health: Health;
  /** Clears up behind a connection that was closed. */
  clear: () => void;
}

/** Opens or creates the file for writing. Throws `StoreError`; a file that is there is not changed. */
export async function connectForWriting(file: string): Promise<Connection> {
  const sqlite = await loadSqlite();
  try {
    await mkdir(dirname(file), { recursive: true });
    if (await isEmptied(file))
      throw new StoreError(
        'emptied',
        said`The database ${file} is empty, though results had been stored in it. Restore the latest backup, or delete the file to start anew.`,
      );
    // SQLite itself opens what it may not write without a word, and fails at the first change.
    accessSync(dirname(file), constants.W_OK);
    if (statSync(file, { throwIfNoEntry: false })) accessSync(file, constants.W_OK);
  } catch (error) {
    throw asFileError(error, file);
  }
  const write = (): DatabaseSync => new sqlite.DatabaseSync(file, { timeout: patienceMs });
  if (!statSync(file, { throwIfNoEntry: false })) return connect(file, write);
  // Looked at through a connection that only reads: one that writes moves the log into the file when it is closed,
  // and a damaged file must stay as it was found.
  const looking = await connect(file, () => new sqlite.DatabaseSync(file, { readOnly: true, timeout: patienceMs }));
  try {
    return { handle: open(file, write), health: looking.health, clear: () => undefined };
  } finally {
    close(looking);
  }
}

/**
 * Opens the file so that it can be read, whatever else cannot be done with it: beside another program that writes, in
 * a folder or on a drive that is read-only, as another user's file, on a full disk. Throws `StoreError`.
 */
export async function connectForReading(file: string): Promise<Connection> {
  const sqlite = await loadSqlite();
  const options = { readOnly: true, timeout: patienceMs };
  const opened = await connect(file, () => new sqlite.DatabaseSync(file, options)).catch((error: unknown) => {
    if (!isAboutSurroundings(error)) throw error;
    // Reading a write-ahead log takes a file of shared memory beside it. Where none can be made, nobody else writes:
    // without a log the file can be read as one that does not change, and with one as a copy.
    return null;
  });
  if (opened && opened.health.version === schemaVersion) return opened;
  const isThere = statSync(file, { throwIfNoEntry: false }) !== undefined;
  const changes = (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
  if (!opened && isThere && !changes) {
    const still = await connectToStill(file);
    if (still.health.version === schemaVersion) return still;
    close(still);
  }
  return connectToCopy(sqlite, file, opened);
}

/** Opens a file that nobody changes, such as a backup, without leaving anything beside it. Throws `StoreError`. */
export async function connectToStill(file: string): Promise<Connection> {
  const sqlite = await loadSqlite();
  const url = pathToFileURL(file);
  url.searchParams.set('immutable', '1');
  return connect(file, () => new sqlite.DatabaseSync(url, { readOnly: true }));
}

/** A copy in the system's temporary folder, which may be brought up to date without touching the original. */
async function connectToCopy(sqlite: typeof Sqlite, file: string, original: Connection | null): Promise<Connection> {
  const folder = await mkdtemp(join(tmpdir(), 'llp-reading-'));
  const copy = join(folder, basename(file));
  const clear = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    if (original) {
      await sqlite.backup(original.handle, copy);
      close(original);
    } else if (statSync(file, { throwIfNoEntry: false })) {
      await copyFile(file, copy);
      await copyFile(`${file}-wal`, `${copy}-wal`).catch(() => undefined);
    }
    const connection = await connect(file, () => new sqlite.DatabaseSync(copy, { timeout: patienceMs }));
    return { ...connection, clear };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw asFileError(error, file);
  }
}

async function connect(file: string, opener: () => DatabaseSync): Promise<Connection> {
  const handle = open(file, opener);
  try {
    return { handle, health: checkHealth(handle, file), clear: () => undefined };
  } catch (error) {
    handle.close();
    throw asStoreError(error, file);
  }
}

function open(file: string, opener: () => DatabaseSync): DatabaseSync {
  try {
    return opener();
  } catch (error) {
    throw asFileError(error, file);
  }
}

function close({ handle, clear }: Connection): void {
  handle.close();
  clear();
}

/** Whether it is not the file that is at fault, but where it lies and who opens it. */
export function isAboutSurroundings(error: unknown): boolean {
  const codes = ['readonly', 'permission', 'cannot-open', 'full', 'file-limit', 'io', 'no-locks'];
  return error instanceof StoreError && codes.includes(error.code);
}

async function loadSqlite(): Promise<typeof Sqlite> {
  try {
    // Lazily: a top-level require has crashed extension hosts.
    return await import('node:sqlite');
  } catch (error) {
    throw new StoreError(
      'no-sqlite',
      said`This editor is too old for LLP: it has no built-in SQLite. Update VS Code to 1.103 or later (Node 22.16 or later on the command line).`,
      { cause: error },
    );
  }
}
