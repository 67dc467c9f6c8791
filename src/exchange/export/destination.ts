import { open, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';

/** Writes the text to a file that appears only when it is whole; an earlier file stays until then. Returns the bytes. */
export async function writeToFile(file: string, text: AsyncIterable<string>): Promise<number> {
  const unfinished = `${file}.part`;
  const handle = await open(unfinished, 'w');
  let bytes = 0;
  try {
    for await (const piece of text) bytes += (await handle.write(piece)).bytesWritten;
    await handle.sync();
    await handle.close();
    await rename(unfinished, file);
    return bytes;
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Refuses, with a sentence, to put an export in the place of the database it comes from. */
export function checkDestination(file: string, databaseFile: string): void {
  const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
  const target = resolve(file);
  if (['', '-wal', '-shm'].some((suffix) => same(target, resolve(databaseFile) + suffix)))
    throw new Error('That is LLP’s own database; choose another file to export to.');
}

/** The whole text, for the clipboard. Throws a sentence beyond `most` characters. */
export async function collectText(text: AsyncIterable<string>, most = 64 * 1024 * 1024): Promise<string> {
  const pieces: string[] = [];
  let length = 0;
  for await (const piece of text) {
    length += piece.length;
    if (length > most)
      throw new Error('This export is too large for the clipboard; save it to a file, or show fewer bots first.');
    pieces.push(piece);
  }
  return pieces.join('');
}
