import { copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Database, setAside, StoreError } from './database';

const keep = 5;
const everyMs = 24 * 60 * 60 * 1000;

/** Backups of a database, newest first, in `backups/` beside it. */
export async function listBackups(file: string): Promise<string[]> {
  const folder = backupFolder(file);
  const prefix = `${basename(file, '.db')}-`;
  try {
    const names = (await readdir(folder)).filter((name) => name.startsWith(prefix) && name.endsWith('.db'));
    return names
      .sort()
      .reverse()
      .map((name) => join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Writes a backup when the newest is a day old, and keeps the latest five. Returns its path, or null when none was due. */
export async function backupIfDue(database: Database, now = new Date()): Promise<string | null> {
  const [newest] = await listBackups(database.file);
  if (newest && now.getTime() - (await stat(newest)).mtimeMs < everyMs) return null;
  return backup(database, now);
}

/** Copies the open database, page by page and without blocking it, into a backup that appears only when it is whole. */
export async function backup(database: Database, now = new Date()): Promise<string> {
  const { backup: copyPages } = await import('node:sqlite');
  const folder = backupFolder(database.file);
  await mkdir(folder, { recursive: true });
  const target = join(folder, `${basename(database.file, '.db')}-${now.toISOString().replace(/[:.]/g, '-')}.db`);
  const unfinished = `${target}.part`;
  await rm(unfinished, { force: true });
  await copyPages(database.handle, unfinished);
  await rename(unfinished, target);
  for (const old of (await listBackups(database.file)).slice(keep)) await rm(old, { force: true });
  return target;
}

/**
 * Puts the newest sound backup in place of a damaged database, which is kept beside it under another name.
 * Throws `StoreError` where there is no sound backup; then nothing has been moved.
 */
export async function restoreLatestBackup(
  file: string,
  now = new Date(),
): Promise<{ restored: string; damaged: string }> {
  for (const candidate of await listBackups(file)) {
    const trial = `${file}.restoring`;
    await rm(trial, { force: true });
    await copyFile(candidate, trial);
    if (!(await isSound(trial))) continue;
    const aside = await setAside(file, now);
    await rename(trial, file);
    return { restored: candidate, damaged: aside };
  }
  throw new StoreError(
    'damaged',
    `There is no sound backup of ${file}; move the file away to start with an empty database.`,
  );
}

async function isSound(file: string): Promise<boolean> {
  try {
    const database = await Database.open(file);
    database.close();
    return true;
  } catch {
    await rm(file, { force: true });
    return false;
  }
}

function backupFolder(file: string): string {
  return join(dirname(file), 'backups');
}
