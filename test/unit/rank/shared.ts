import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What other people's programs answer; a clone does not have it, and tests of it are left out there. */
export const reference = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'reference');
export const hasReference = existsSync(reference);

export function referenceJson<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(reference, ...path), 'utf8')) as T;
}

export function referenceLines<T>(...path: string[]): T[] {
  return readFileSync(join(reference, ...path), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);
}

export function referenceFiles(...path: string[]): string[] {
  return hasReference ? readdirSync(join(reference, ...path)).sort() : [];
}
