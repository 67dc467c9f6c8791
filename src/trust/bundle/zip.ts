import { said, SaidError } from '../../l10n/said';
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** What an archive may hold at most, so that a hostile one fills neither memory nor disk. */
export const zipLimits = { files: 20_000, fileBytes: 256 * 2 ** 20, totalBytes: 1024 * 2 ** 20 };

const localHeader = 0x04034b50;
const centralHeader = 0x02014b50;
const endHeader = 0x06054b50;
/** 1980-01-01: the same content gives the same archive. */
const date = 0x21;
const utf8Names = 0x800;

export class BundleError extends SaidError {
  override readonly name = 'BundleError';
}

/** Packs files under their paths. */
export function zip(files: ReadonlyMap<string, Uint8Array>): Buffer {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [path, content] of files) {
    const name = Buffer.from(path);
    const packed = deflateRawSync(content);
    const sizes = [crc32(content), packed.length, content.length] as const;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(localHeader, 0);
    writeCommon(local, 4, sizes, name.length);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(centralHeader, 0);
    entry.writeUInt16LE(20, 4);
    writeCommon(entry, 6, sizes, name.length);
    entry.writeUInt32LE(offset, 42);
    parts.push(local, name, packed);
    central.push(entry, name);
    offset += local.length + name.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(endHeader, 0);
  end.writeUInt16LE(files.size, 8);
  end.writeUInt16LE(files.size, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directory, end]);
}

function writeCommon(
  header: Buffer,
  at: number,
  [crc, packed, size]: readonly [number, number, number],
  nameLength: number,
): void {
  header.writeUInt16LE(20, at);
  header.writeUInt16LE(utf8Names, at + 2);
  header.writeUInt16LE(8, at + 4);
  header.writeUInt16LE(0, at + 6);
  header.writeUInt16LE(date, at + 8);
  header.writeUInt32LE(crc, at + 10);
  header.writeUInt32LE(packed, at + 14);
  header.writeUInt32LE(size, at + 18);
  header.writeUInt16LE(nameLength, at + 22);
}

/**
 * The files of an archive. Strict, as an archive may come from anybody: throws `BundleError` for what is no plain ZIP,
 * too large or packed to burst, names a path outside, a link, a folder or a name twice, or whose directory and files
 * contradict each other.
 */
export function unzip(archive: Buffer, limits = zipLimits): Map<string, Buffer> {
  const end = archive.length - 22;
  if (end < 0 || archive.readUInt32LE(end) !== endHeader) throw new BundleError(said`The file is not a bundle of LLP.`);
  const count = archive.readUInt16LE(end + 10);
  const directory = archive.readUInt32LE(end + 16);
  const isSane =
    archive.readUInt16LE(end + 4) === 0 &&
    archive.readUInt16LE(end + 8) === count &&
    archive.readUInt16LE(end + 20) === 0 &&
    directory + archive.readUInt32LE(end + 12) === end;
  if (!isSane) throw new BundleError(said`The bundle is damaged: its directory is not where it should be.`);
  if (count > limits.files) throw new BundleError(said`The bundle has more than ${limits.files} files.`);
  const files = new Map<string, Buffer>();
  const names = new Set<string>();
  let total = 0;
  let at = directory;
  let expected = 0;
  for (let index = 0; index < count; index++) {
    const entry = readEntry(archive, at, end);
    const { path } = entry;
    const plain = path.normalize('NFC').toLowerCase();
    if (names.has(plain)) throw new BundleError(said`The bundle has “${shown(path)}” twice.`);
    names.add(plain);
    total += entry.size;
    if (entry.size > limits.fileBytes || total > limits.totalBytes)
      throw new BundleError(said`The bundle unpacks to more than LLP takes.`);
    // One after the other without a gap: nothing is hidden between them, and none is used twice.
    if (entry.offset !== expected) throw new BundleError(said`The bundle is damaged at “${shown(path)}”.`);
    const { content, next } = readContent(archive, entry, directory);
    files.set(path, content);
    expected = next;
    at = entry.next;
  }
  if (at !== end || expected !== directory)
    throw new BundleError(said`The bundle is damaged: something stands between its files.`);
  return files;
}

interface Entry {
  path: string;
  method: number;
  crc: number;
  packed: number;
  size: number;
  offset: number;
  next: number;
}

function readEntry(archive: Buffer, at: number, end: number): Entry {
  if (at + 46 > end || archive.readUInt32LE(at) !== centralHeader)
    throw new BundleError(said`The bundle is damaged: its directory is cut.`);
  const nameLength = archive.readUInt16LE(at + 28);
  const next = at + 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  const bytes = archive.subarray(at + 46, at + 46 + nameLength);
  const path = bytes.toString('utf8');
  if (next > end || !Buffer.from(path).equals(bytes))
    throw new BundleError(said`The bundle is damaged: a name is cut.`);
  const flags = archive.readUInt16LE(at + 8);
  const mode = archive.readUInt32LE(at + 38) >>> 16;
  const kind = mode & 0o170000;
  if (kind !== 0 && kind !== 0o100000) throw new BundleError(said`“${shown(path)}” in the bundle is no plain file.`);
  if (!isInnerPath(path))
    throw new BundleError(said`The bundle names a path that LLP does not write: “${shown(path)}”.`);
  if ((flags & ~utf8Names) !== 0)
    throw new BundleError(said`“${shown(path)}” in the bundle is encrypted, or packed otherwise.`);
  return {
    path,
    method: archive.readUInt16LE(at + 10),
    crc: archive.readUInt32LE(at + 16),
    packed: archive.readUInt32LE(at + 20),
    size: archive.readUInt32LE(at + 24),
    offset: archive.readUInt32LE(at + 42),
    next,
  };
}

function readContent(archive: Buffer, entry: Entry, directory: number): { content: Buffer; next: number } {
  const damaged = (): BundleError => new BundleError(said`The bundle is damaged at “${shown(entry.path)}”.`);
  const { offset, packed, size } = entry;
  if (offset + 30 > directory || archive.readUInt32LE(offset) !== localHeader) throw damaged();
  const name = archive.subarray(offset + 30, offset + 30 + archive.readUInt16LE(offset + 26));
  const begin = offset + 30 + name.length + archive.readUInt16LE(offset + 28);
  if (name.toString('utf8') !== entry.path || begin + packed > directory) throw damaged();
  const bytes = archive.subarray(begin, begin + packed);
  if (entry.method !== 0 && entry.method !== 8) throw damaged();
  let content: Buffer;
  try {
    content = entry.method === 0 ? bytes : inflateRawSync(bytes, { maxOutputLength: size + 1 });
  } catch {
    throw damaged();
  }
  if (content.length !== size || crc32(content) !== entry.crc) throw damaged();
  return { content, next: begin + packed };
}

/** Plain ASCII names, one or two folders deep: what bundles are written with. */
function isInnerPath(path: string): boolean {
  return (
    path.length <= 200 &&
    /^(?:[A-Za-z0-9][A-Za-z0-9._-]*\/){0,2}[A-Za-z0-9][A-Za-z0-9._-]*$/.test(path) &&
    !path.includes('..') &&
    !/(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\/|$)|\.(?:\/|$)/i.test(path)
  );
}

function shown(path: string): string {
  return path.replace(/[\x00-\x1f\x7f-\x9f]/g, '?').slice(0, 80);
}
