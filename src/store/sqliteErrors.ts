import { said } from '../l10n/said';
import { closeSync, openSync, rmSync, statSync, writeSync, accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import { StoreError } from './storeError';

/** SQLite's result codes (https://sqlite.org/rescode.html); the low byte of an extended code is its kind. */
const kind = {
  perm: 3,
  busy: 5,
  locked: 6,
  memory: 7,
  readonly: 8,
  io: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  protocol: 15,
  auth: 23,
  notADatabase: 26,
};
const corruptVirtualTable = 267;
const moved = new Set([1032, 6922]);
const ioMemory = 3082;
/** The file system refuses locks: SQLITE_IOERR_UNLOCK, RDLOCK, BLOCKED, CHECKRESERVEDLOCK, LOCK and SHMLOCK. */
const ioLocks = new Set([2058, 2314, 2826, 3594, 3850, 5130]);

/**
 * Turns what SQLite or the file system threw into a `StoreError`, and leaves all else as it is. This is the one place
 * that knows what a code means for a person: only CORRUPT and NOTADB speak of the data, all others of its surroundings.
 */
export function asStoreError(error: unknown, file?: string): unknown {
  const number = resultCode(error);
  if (number === null) return error;
  const of = file ?? 'of this workspace';
  if (moved.has(number)) return gone(of, error);
  if (number === corruptVirtualTable) return brokenIndex(of, error);
  switch (number & 0xff) {
    case kind.corrupt:
    case kind.notADatabase:
      return damaged(of, error);
    case kind.busy:
    case kind.locked:
      return locked(of, error);
    case kind.protocol:
      return withoutLocks(of, error);
    case kind.memory:
      return outOfMemory(of, error);
    case kind.full:
      return full(of, error);
    case kind.perm:
    case kind.auth:
    case kind.readonly:
      return fileError(file === undefined ? undefined : whyNotWritable(file), of, error) ?? readOnly(of, error);
    case kind.cannotOpen:
      return fileError(file === undefined ? undefined : whyNotOpen(file), of, error) ?? unopened(of, error);
    case kind.io:
      if (number === ioMemory) return outOfMemory(of, error);
      // The code alone does not tell a failing disk from a quota, a limit on file sizes or a full one: the system does.
      return (
        fileError(file === undefined ? undefined : whyNotGrowing(file), of, error) ??
        (ioLocks.has(number) ? withoutLocks(of, error) : failingDisk(of, error))
      );
    default:
      return new StoreError(
        'failed',
        said`The database ${of} refused this step (SQLite’s error ${number}), so nothing was stored; try again, and report it if it happens once more.`,
        { cause: error },
      );
  }
}

/** The same for what the file system said when a file or folder of the database was opened, made or copied. */
export function asFileError(error: unknown, file: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  return fileError(code, file, error) ?? asStoreError(error, file);
}

/** SQLite's extended result code; null for what SQLite did not throw. */
export function resultCode(error: unknown): number | null {
  if (!(error instanceof Error) || error instanceof StoreError) return null;
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  return code === 'ERR_SQLITE_ERROR' && typeof errcode === 'number' ? errcode : null;
}

function fileError(code: string | undefined, file: string, cause: unknown): StoreError | undefined {
  switch (code) {
    case 'ENOSPC':
      return full(file, cause);
    case 'EDQUOT':
      return new StoreError(
        'full',
        said`Your quota on the disk that holds the database ${file} is used up, so nothing more was stored; free some space and try again.`,
        { cause },
      );
    case 'EFBIG':
      return new StoreError(
        'file-limit',
        said`The system does not let this program write files as large as the database ${file} (see ulimit -f), so nothing more was stored; raise the limit and try again.`,
        { cause },
      );
    case 'EMFILE':
    case 'ENFILE':
      return new StoreError(
        'too-many-files',
        said`Too many files are open for the database ${file}; close other programs or raise the limit (see ulimit -n), and try again.`,
        { cause },
      );
    case 'EROFS':
      return readOnly(file, cause);
    case 'EACCES':
    case 'EPERM':
      return new StoreError(
        'permission',
        said`You may not write the database ${file} or its folder, so nothing was stored; it may belong to another user: change its permissions and try again.`,
        { cause },
      );
    case 'EEXIST':
    case 'EISDIR':
    case 'ENOTDIR':
    case 'ENOENT':
    case 'ELOOP':
    case 'ENAMETOOLONG':
      return unopened(file, cause);
    case 'EIO':
      return failingDisk(file, cause);
    default:
      return undefined;
  }
}

export function damaged(file: string, cause: unknown): StoreError {
  return new StoreError(
    'damaged',
    said`The database ${file} is damaged; nothing was changed in it. Restore the latest backup to go on.`,
    { cause },
  );
}

export function brokenIndex(file: string, cause: unknown): StoreError {
  return new StoreError(
    'index',
    said`The search index in the database ${file} is broken; no answer is lost. It is made anew when the database is opened for writing.`,
    { cause },
  );
}

export function gone(file: string, cause?: unknown): StoreError {
  return new StoreError(
    'gone',
    said`The database ${file} was removed or replaced while LLP had it open, so what was just saved is not in it; open it again and repeat that.`,
    { cause },
  );
}

export function readOnly(file: string, cause?: unknown): StoreError {
  return new StoreError(
    'readonly',
    said`The database ${file} can only be read, as its file, folder or drive is read-only; nothing was stored. Allow writing there and try again.`,
    { cause },
  );
}

function locked(file: string, cause: unknown): StoreError {
  return new StoreError(
    'locked',
    said`The database ${file} is in use by another program that does not let go; close it and try again.`,
    { cause },
  );
}

function withoutLocks(file: string, cause: unknown): StoreError {
  return new StoreError(
    'no-locks',
    said`The drive that holds the database ${file} cannot lock files, as network and WSL drives often cannot; move the folder to a local drive, or name one in the setting llp.database.path.`,
    { cause },
  );
}

function full(file: string, cause: unknown): StoreError {
  return new StoreError(
    'full',
    said`The disk that holds the database ${file} is full, so nothing more was stored; free some space and try again.`,
    { cause },
  );
}

function failingDisk(file: string, cause: unknown): StoreError {
  return new StoreError(
    'io',
    said`The disk or network drive that holds the database ${file} does not read or write as it should; check it and try again.`,
    { cause },
  );
}

function unopened(file: string, cause: unknown): StoreError {
  return new StoreError(
    'cannot-open',
    said`The database ${file} cannot be opened; check that its folder is there and that it is a file you may read.`,
    { cause },
  );
}

function outOfMemory(file: string, cause: unknown): StoreError {
  return new StoreError(
    'memory',
    said`There is not enough memory for the database ${file}; close other programs and try again.`,
    { cause },
  );
}

type Why = string | undefined;

function whyNotOpen(file: string): Why {
  return attempt(() => closeSync(openSync(file, 'r'))) ?? whyNotWritable(file);
}

function whyNotWritable(file: string): Why {
  return (
    attempt(() => accessSync(file, constants.W_OK)) ??
    attempt(() => accessSync(dirname(file), constants.W_OK | constants.X_OK))
  );
}

/** Writes a little beside the database, at the place in a file that its log has reached. */
function whyNotGrowing(file: string): Why {
  const probe = `${file}.probe-${process.pid}`;
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) return 'EISDIR';
  try {
    const sizes = [file, `${file}-wal`].map((one) => statSync(one, { throwIfNoEntry: false })?.size ?? 0);
    const descriptor = openSync(probe, 'wx');
    try {
      writeSync(descriptor, Buffer.alloc(0x10000), 0, 0x10000, Math.max(...sizes));
    } finally {
      closeSync(descriptor);
    }
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  } finally {
    rmSync(probe, { force: true });
  }
}

function attempt(work: () => void): Why {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
}
