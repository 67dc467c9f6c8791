import { said } from '../l10n/said';
import { rename, stat } from 'node:fs/promises';
import { copyBeside, discard, listBackups, readHoldings } from './backup';
import { connectForReading, connectToStill, isAboutSurroundings, type Connection } from './connect';
import { Database } from './database';
import { hadResults } from './emptied';
import { integrityFaults } from './health';
import { holdingsOf, holdsResults, type Holdings } from './holdings';
import { damaged } from './sqliteErrors';
import { StoreError } from './storeError';

/** The file in use, as it was found before anything is restored over it. */
export interface CurrentFile {
  state: 'missing' | 'empty' | 'damaged' | 'sound';
  /** Null where that cannot be read. */
  holds: Holdings | null;
}

/** What would be restored over what. */
export interface RestorePlan {
  file: string;
  current: CurrentFile;
  /** The newest sound backup, or the one that was named. */
  backup: { file: string; holds: Holdings };
}

export interface Restored extends RestorePlan {
  /** Where the file that was replaced is now, with its write-ahead log beside it; null where there was none. */
  kept: string | null;
}

/**
 * Looks at both sides without changing anything. Throws `StoreError`: with the reason where the current file cannot be
 * judged, as it is in use, unreadable and so on; and where there is no sound backup.
 */
export async function planRestore(file: string, chosen?: string): Promise<RestorePlan> {
  const current = await inspect(file);
  const candidates = chosen === undefined ? (await listBackups(file)).map((one) => one.file) : [chosen];
  for (const candidate of candidates) {
    const holds = await soundHoldings(candidate);
    if (holds) return { file, current, backup: { file: candidate, holds } };
  }
  if (chosen !== undefined)
    throw new StoreError('damaged', said`The file ${chosen} is not a sound backup of LLP; nothing was changed.`);
  if (current.state === 'sound' && !isVoid(current.holds))
    throw new StoreError('failed', said`The database ${file} is sound and has no backup yet; nothing was changed.`);
  throw new StoreError(
    'damaged',
    said`There is no sound backup of ${file}; move the file away to start with an empty database.`,
  );
}

/**
 * Puts a backup in place of the database, which is kept beside it under another name. Refuses over a sound database
 * that holds something, unless `replaceSound`. Throws `StoreError`; then nothing has been moved.
 */
export async function restore(
  plan: RestorePlan,
  { replaceSound = false, now = new Date() }: { replaceSound?: boolean; now?: Date } = {},
): Promise<Restored> {
  const { file, current, backup } = plan;
  if (current.state === 'sound' && !isVoid(current.holds) && !replaceSound)
    throw new StoreError(
      'failed',
      said`The database ${file} is sound, so no backup was restored over it; nothing was changed.`,
    );
  const trial = await copyBeside(backup.file, file);
  let kept: string | null = null;
  try {
    // What was copied is what counts: a disk may fail while it copies.
    if (!(await soundHoldings(trial))) throw damaged(trial, undefined);
    kept = current.state === 'missing' ? null : await setAside(file, now);
    await rename(trial, file);
  } catch (error) {
    await discard(trial);
    if (kept !== null) await move(kept, file);
    throw error;
  }
  return { ...plan, kept };
}

/** Whether a database is empty though logs or backups beside it tell that runs had been stored in it. */
export async function isUnexpectedlyEmpty({ file, handle }: Database): Promise<boolean> {
  return !holdsResults(handle) && (await hadResults(file));
}

async function inspect(file: string): Promise<CurrentFile> {
  const size = await stat(file).then(
    (found) => found.size,
    () => null,
  );
  const nothing = { runs: 0, scores: 0, newest: null };
  if (size === null) return { state: 'missing', holds: nothing };
  if (size === 0) return { state: 'empty', holds: nothing };
  try {
    // Opened as it always is: a broken full-text index is made anew by that, which is no reason to restore.
    const database = await Database.open(file).catch((error: unknown) => {
      if (isAboutSurroundings(error)) return null;
      throw error;
    });
    if (!database) {
      const { handle, clear } = await connectForReading(file);
      return judge({ handle, clear: () => (handle.close(), clear()) });
    }
    return judge({ handle: database.handle, clear: () => database.close() });
  } catch (error) {
    // Only what is damaged is restored over; whoever cannot even look must not decide.
    if (!(error instanceof StoreError)) throw error;
    if (error.code === 'emptied') return { state: 'empty', holds: nothing };
    if (error.code === 'damaged') return { state: 'damaged', holds: await readHoldings(file) };
    throw error;
  }
}

function judge({ handle, clear }: Pick<Connection, 'handle' | 'clear'>): CurrentFile {
  try {
    return { state: integrityFaults(handle).length === 0 ? 'sound' : 'damaged', holds: holdingsOf(handle) };
  } finally {
    clear();
  }
}

async function soundHoldings(file: string): Promise<Holdings | null> {
  try {
    const connection = await connectToStill(file);
    const { state, holds } = judge({ ...connection, clear: () => connection.handle.close() });
    return state === 'sound' ? holds : null;
  } catch (error) {
    if (error instanceof StoreError) return null;
    throw error;
  }
}

function isVoid(holds: Holdings | null): boolean {
  return holds !== null && holds.runs === 0 && holds.scores === 0;
}

/** Moves a database and its side files out of the way; returns the name it now has. */
async function setAside(file: string, now: Date): Promise<string> {
  const aside = `${file}.replaced-${now.toISOString().replace(/[:.]/g, '-')}`;
  await move(file, aside);
  return aside;
}

async function move(file: string, target: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm'])
    await rename(file + suffix, target + suffix).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT' || suffix === '') throw error;
    });
}
