import { said, SaidError } from '../../l10n/said';
import { randomBytes } from 'node:crypto';
import { open, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Writes a file that appears only when it is whole; an earlier file stays until then. A link is followed,
 * and what is no regular file, e.g. a device or a pipe, is written straight to: neither is ever replaced. Returns the
 * bytes.
 */
export async function writeToFile(file: string, pieces: AsyncIterable<string | Uint8Array>): Promise<number> {
  const target = await behindLinks(file);
  const there = await stat(target).catch(() => null);
  if (there && !there.isFile()) return writeStraight(target, pieces);
  // A name of its own: two exports to one file at once do not write into each other.
  const unfinished = `${target}.${randomBytes(6).toString('hex')}.part`;
  const handle = await open(unfinished, 'wx', there?.mode);
  let bytes = 0;
  try {
    for await (const piece of pieces) bytes += (await handle.write(Buffer.from(piece))).bytesWritten;
    await handle.sync();
    await handle.close();
    await rename(unfinished, target);
    return bytes;
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function writeStraight(target: string, pieces: AsyncIterable<string | Uint8Array>): Promise<number> {
  const handle = await open(target, 'w');
  let bytes = 0;
  try {
    for await (const piece of pieces) {
      // A pipe may take less than all at once.
      const data = Buffer.from(piece);
      for (let at = 0; at < data.length;) at += (await handle.write(data, at)).bytesWritten;
      bytes += data.length;
    }
    return bytes;
  } finally {
    await handle.close();
  }
}

/** Where a path leads in the end, also where the last link leads to a file that is not there yet. */
async function behindLinks(file: string, hops = 0): Promise<string> {
  const whole = await realpath(file).catch(() => null);
  if (whole !== null) return whole;
  const next = await readlink(file).catch(() => null);
  if (next === null || hops > 40) return file;
  return behindLinks(resolve(dirname(file), next), hops + 1);
}

/** Refuses, with a sentence, to put an export in the place of the database it comes from. */
export function checkDestination(file: string, databaseFile: string): void {
  const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
  const target = resolve(file);
  if (['', '-wal', '-shm'].some((suffix) => same(target, resolve(databaseFile) + suffix)))
    throw new SaidError(said`That is LLP’s own database; choose another file to export to.`);
}

/** The whole text, for the clipboard. Throws a sentence beyond `most` characters. */
export async function collectText(text: AsyncIterable<string>, most = 64 * 1024 * 1024): Promise<string> {
  const pieces: string[] = [];
  let length = 0;
  for await (const piece of text) {
    length += piece.length;
    if (length > most)
      throw new SaidError(
        said`This export is too large for the clipboard; save it to a file, or show fewer bots first.`,
      );
    pieces.push(piece);
  }
  return pieces.join('');
}
