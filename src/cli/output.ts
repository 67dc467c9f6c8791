import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Playground } from '../playground';
import { writeToFile } from '../exchange/export/destination';
import { checkExportTo } from '../playground/exchange';
import { CommandFailed } from './failure';

type Content = string | Uint8Array | AsyncIterable<string>;

/**
 * Writes a file that a person has named, whole or not at all, and never in the place of the database. Throws a sentence.
 * Returns where it is, and its bytes.
 */
export async function writeOutput(
  playground: Playground,
  path: string,
  content: Content,
  { makeFolder = false } = {},
): Promise<{ file: string; bytes: number }> {
  const file = resolve(path);
  checkExportTo(playground, file);
  try {
    if (makeFolder) await mkdir(dirname(file), { recursive: true });
    return { file, bytes: await writeToFile(file, inPieces(content)) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || !/^E[A-Z]+$/.test(code)) throw error;
    const why = code === 'ENOENT' ? 'its folder does not exist' : code === 'ENOSPC' ? 'the disk is full' : code;
    throw new CommandFailed(`The file ${file} cannot be written: ${why}.`);
  }
}

async function* inPieces(content: Content): AsyncGenerator<string | Uint8Array> {
  if (typeof content === 'string' || content instanceof Uint8Array) yield await Promise.resolve(content);
  else yield* content;
}
