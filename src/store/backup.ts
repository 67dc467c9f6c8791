import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { connectToStill } from './connect';
import type { Database } from './database';
import { holdingsOf, holdsResults, type Holdings } from './holdings';
import { asFileError } from './sqliteErrors';
import { StoreError } from './storeError';

const keep = 5;
const everyMs = 24 * 60 * 60 * 1000;

/** A backup as it stands in the folder. */
export interface Backup {
  file: string;
  /** When it was made, by its name; ms since the epoch. */
  at: number;
}

/** Backups of a database, newest first, in `backups/` beside it. Those dated after `now` come last: a clock was wrong. */
export async function listBackups(file: string, now = new Date()): Promise<Backup[]> {
  const prefix = `${basename(file, '.db')}-`;
  const found: Backup[] = [];
  for (const name of await namesIn(backupFolder(file))) {
    const at = name.startsWith(prefix) && name.endsWith('.db') ? dateIn(name.slice(prefix.length, -3)) : null;
    if (at !== null) found.push({ file: join(backupFolder(file), name), at });
  }
  const isAhead = ({ at }: Backup): number => Number(at > now.getTime());
  return found.sort((a, b) => isAhead(a) - isAhead(b) || b.at - a.at);
}

/** Writes a backup when the newest is a day old, and keeps the latest five. Returns its path, or null when none was due. */
export async function backupIfDue(database: Database, now = new Date()): Promise<string | null> {
  // A backup is also the trace by which an emptied database is known: of a new one there is nothing to keep.
  if (database.whyReadOnly || !holdsResults(database.handle)) return null;
  const [newest] = (await listBackups(database.file, now)).filter(({ at }) => at <= now.getTime());
  if (newest && now.getTime() - newest.at < everyMs) return null;
  return backup(database, now);
}

/**
 * Copies the open database, page by page and without blocking it, into a backup that appears only when it is whole.
 * Throws `StoreError`; then nothing is left behind.
 */
export async function backup(database: Database, now = new Date()): Promise<string> {
  const { file } = database;
  const { backup: copyPages } = await import('node:sqlite');
  const folder = backupFolder(file);
  const target = join(folder, `${basename(file, '.db')}-${now.toISOString().replace(/[:.]/g, '-')}.db`);
  const unfinished = `${target}.${process.pid}.part`;
  try {
    await mkdir(folder, { recursive: true });
    await sweep(file);
    await copyPages(database.handle, unfinished);
    await rename(unfinished, target);
  } catch (error) {
    await discard(unfinished).catch(() => undefined);
    throw asFileError(error, file);
  }
  for (const old of await superfluous(file, now)) await discard(old);
  return target;
}

/** What a backup holds; null where that cannot be read. */
export async function readHoldings(file: string): Promise<Holdings | null> {
  try {
    const { handle } = await connectToStill(file);
    const holds = holdingsOf(handle);
    handle.close();
    return holds;
  } catch (error) {
    if (error instanceof StoreError) return null;
    throw error;
  }
}

/** Copies a file beside another under a name that says it is not finished. Throws `StoreError`. */
export async function copyBeside(source: string, file: string): Promise<string> {
  const unfinished = `${file}.${process.pid}.part`;
  try {
    await copyFile(source, unfinished);
    return unfinished;
  } catch (error) {
    await discard(unfinished).catch(() => undefined);
    throw asFileError(error, file);
  }
}

/** Removes a database file with what SQLite keeps beside it. */
export async function discard(file: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm', '-journal']) await rm(file + suffix, { force: true });
}

/** Removes what processes have left behind that were ended while they made or restored a backup. */
export async function sweep(file: string): Promise<void> {
  const prefix = basename(file, '.db');
  for (const folder of [backupFolder(file), dirname(file)])
    for (const name of await namesIn(folder)) {
      const [, owner] = /\.db(?:\.(\d+))?\.part$/.exec(name) ?? [];
      const isPart = /\.db(?:\.\d+)?\.part$/.test(name) && name.startsWith(prefix);
      if (isPart && !isAlive(Number(owner))) await discard(join(folder, name));
      else if (name === `${basename(file)}.restoring`) await discard(join(folder, name));
    }
}

/**
 * Backups beyond the latest five and the last of each of the latest five days. Among those that stay is always one with
 * the most runs: a database that lost its content must not push out, day by day, all that still have it.
 */
async function superfluous(file: string, now: Date): Promise<string[]> {
  const all = (await listBackups(file, now)).filter(({ at }) => at <= now.getTime());
  const dayOf = ({ at }: Backup): number => Math.floor(at / everyMs);
  const days = [...new Set(all.map(dayOf))].slice(0, keep);
  const daily = new Set(days.map((day) => all.find((one) => dayOf(one) === day)));
  const old = all.slice(keep).filter((one) => !daily.has(one));
  if (old.length === 0) return [];
  const runs = new Map<Backup, number>();
  for (const one of all) runs.set(one, (await readHoldings(one.file))?.runs ?? -1);
  const most = Math.max(...runs.values());
  const isKept = all.some((one) => runs.get(one) === most && !old.includes(one));
  const fullest = isKept ? undefined : old.find((one) => runs.get(one) === most);
  return old.filter((one) => one !== fullest).map((one) => one.file);
}

/** The date in a backup's name, `2026-01-31T12-00-00-000Z`. */
function dateIn(text: string): number | null {
  const [, day, hour, minute, second, ms] = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z$/.exec(text) ?? [];
  const at = Date.parse(`${day}T${hour}:${minute}:${second}.${ms}Z`);
  return Number.isNaN(at) ? null : at;
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw asFileError(error, folder);
  });
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function backupFolder(file: string): string {
  return join(dirname(file), 'backups');
}
