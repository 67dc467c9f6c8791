// Remembers which lock file a folder was installed from, so that an install runs once, and again when the lock changes.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param {string} dir */
const stampFile = (dir) => join(dir, 'node_modules', '.installed-from');
/** @param {string} dir */
const lockHash = (dir) =>
  createHash('sha256')
    .update(readFileSync(join(dir, 'package-lock.json'), 'utf8').replaceAll('\r\n', '\n'))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');

/** Whether `dir` was last installed from its present lock file. @param {string} dir */
export function installedAsLocked(dir) {
  return existsSync(stampFile(dir)) && readFileSync(stampFile(dir), 'utf8') === lockHash(dir);
}

/** To be called after a complete install of `dir`. @param {string} dir */
export function recordInstall(dir) {
  writeFileSync(stampFile(dir), lockHash(dir));
}
