import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip, gunzip, gzip } from 'node:zlib';
import { promisify } from 'node:util';
import type { LogDigest } from '../model/provenance';
import { logTimesPath } from '../model/runFiles';

/*
 * A raw log lies in its file as it was written, or packed beside it (`run-000001.log.gz`) once its run has ended. Its
 * length and checksum are always those of what was written.
 */

/** A log that unpacks to more is none of ours. */
const mostBytes = 1024 * 2 ** 20;

export interface LogFile {
  path: string;
  packed: boolean;
  /** On the disk. */
  bytes: number;
  modifiedMs: number;
}

/** Where a log lies; null where it is gone. */
export async function findLog(path: string): Promise<LogFile | null> {
  for (const [file, packed] of [
    [path, false],
    [packedPath(path), true],
  ] as const) {
    const facts = await stat(file).catch(() => null);
    if (facts?.isFile()) return { path: file, packed, bytes: facts.size, modifiedMs: facts.mtimeMs };
  }
  return null;
}

/** The log as it was written. Throws where it is gone or damaged. */
export async function readLog(path: string): Promise<Buffer> {
  const found = await findLog(path);
  const bytes = await readFile(found?.path ?? path);
  return found?.packed ? promisify(gunzip)(bytes, { maxOutputLength: mostBytes }) : bytes;
}

/** Length and checksum of a log as it is now; null where it is gone or damaged. */
export async function digestOf(path: string): Promise<LogDigest | null> {
  const found = await findLog(path);
  if (!found) return null;
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    const file = createReadStream(found.path);
    const gunzip = createGunzip();
    const stream: Readable = found.packed ? file.on('error', (error) => gunzip.destroy(error)).pipe(gunzip) : file;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
      if (bytes > mostBytes) return null;
    }
    return { bytes, sha256: hash.digest('hex') };
  } catch {
    return null;
  }
}

/**
 * Packs a log, if it still is what it was, and says how many bytes that freed. Until the packed one lies there whole the
 * other stays. It keeps its time, by which is seen whether somebody has changed it.
 */
export async function packLog(path: string, digest: LogDigest): Promise<number> {
  const found = await findLog(path);
  if (!found || found.packed) return 0;
  const bytes = await readFile(path);
  if (bytes.length !== digest.bytes || createHash('sha256').update(bytes).digest('hex') !== digest.sha256) return 0;
  const packed = await promisify(gzip)(bytes);
  const target = packedPath(path);
  await writeFile(`${target}.tmp`, packed);
  await utimes(`${target}.tmp`, found.modifiedMs / 1000, found.modifiedMs / 1000);
  await rename(`${target}.tmp`, target);
  await rm(path);
  return found.bytes - packed.length;
}

/** Deletes a log with what lies beside it. */
export async function removeLog(path: string): Promise<void> {
  for (const file of [path, packedPath(path), logTimesPath(path)]) await rm(file, { force: true });
}

function packedPath(path: string): string {
  return `${path}.gz`;
}
