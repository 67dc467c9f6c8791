import { readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';

/** Larger files are no schemas and no test of one answer. Bytes. */
const mostBytes = 1_000_000;

/** Reads files below a suites folder for checks; null for what is not there, is no file, is too large or leads out of it. */
export function checkFileReader(folder: string): (path: string) => string | null {
  return (path) => {
    try {
      const root = realpathSync(folder);
      const file = realpathSync(join(root, path));
      const inside = relative(root, file);
      const stats = statSync(file);
      if (inside.startsWith('..') || isAbsolute(inside) || !stats.isFile() || stats.size > mostBytes) return null;
      return readFileSync(file, 'utf8');
    } catch {
      return null;
    }
  };
}
