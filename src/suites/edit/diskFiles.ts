import { said } from '../../l10n/said';
import { randomBytes } from 'node:crypto';
import { chmod, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { EditRefused } from './places';
import type { FileChange, SuiteFiles } from './suiteEditor';

/** The text of a file with its byte order mark; null where it does not exist. Refuses what is not UTF-8. */
export async function readText(file: string): Promise<string | null> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new EditRefused(said`${basename(file)} is not UTF-8 text, so it is left alone; save it as UTF-8 first.`);
  }
}

/** Suite files on the disk. */
export class DiskFiles implements SuiteFiles {
  read(file: string): Promise<string | null> {
    return readText(file);
  }

  async write(changes: FileChange[]): Promise<void> {
    for (const change of changes) expectUnchanged(change, await readText(change.file));
    const written: FileChange[] = [];
    try {
      for (const change of changes) {
        written.push(change);
        await put(change.file, change.after);
      }
    } catch (error) {
      for (const { file, before } of written) await put(file, before);
      throw error;
    }
  }
}

export function expectUnchanged({ file, before }: FileChange, now: string | null): void {
  if (now !== before)
    throw new EditRefused(said`${basename(file)} was changed meanwhile, so nothing was written; look at it and try again.`);
}

/**
 * Whole at every moment: the suites are read again at each change in their folder, and a category whose file is half
 * written would be gone from all views. Through links, and with the rights that the file has.
 */
async function put(file: string, text: string | null): Promise<void> {
  if (text === null) return rm(file, { force: true });
  const target = await realpath(file).catch(() => file);
  const rights = await stat(target).catch(() => null);
  const unfinished = `${target}.${randomBytes(4).toString('hex')}.part`;
  try {
    await writeFile(unfinished, text);
    if (rights) await chmod(unfinished, rights.mode);
    await rename(unfinished, target);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
