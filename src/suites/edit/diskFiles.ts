import { basename } from 'node:path';
import { readFile, rm, writeFile } from 'node:fs/promises';
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
    throw new EditRefused(`${basename(file)} is not UTF-8 text, so it is left alone; save it as UTF-8 first.`);
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
    throw new EditRefused(`${basename(file)} was changed meanwhile, so nothing was written; look at it and try again.`);
}

async function put(file: string, text: string | null): Promise<void> {
  if (text === null) await rm(file, { force: true });
  else await writeFile(file, text);
}
