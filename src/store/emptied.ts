import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * True for a file of no length where results had been: SQLite would take it for a new database without a word. What
 * another process is creating right now is given a moment.
 */
export async function isEmptied(file: string): Promise<boolean> {
  if ((await sizeOf(file)) !== 0 || !(await hadResults(file))) return false;
  for (let look = 0; look < 10; look++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    if ((await sizeOf(file)) !== 0) return false;
  }
  return true;
}

/** Whether raw logs or backups beside a database tell that runs had been stored in it. */
export async function hadResults(file: string): Promise<boolean> {
  const folder = dirname(file);
  const backup = `${basename(file, '.db')}-`;
  const [logs, backups] = await Promise.all([namesIn(join(folder, 'logs')), namesIn(join(folder, 'backups'))]);
  return (
    logs.some((name) => /^run-\d+\.log(?:\.gz)?$/.test(name)) ||
    backups.some((name) => name.startsWith(backup) && name.endsWith('.db'))
  );
}

/** Null where there is no such file. */
async function sizeOf(file: string): Promise<number | null> {
  return stat(file).then(
    ({ size }) => size,
    () => null,
  );
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
