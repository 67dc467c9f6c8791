import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface LockTimes {
  /** ms after which a lock that nobody renewed counts as left behind, whoever its owner was. */
  stale: number;
  /** ms to wait for a lock at most. */
  wait: number;
}

const usual: LockTimes = { stale: 10_000, wait: 30_000 };

/** Another process holds the file and does not let go. */
export class LockHeld extends Error {}

/**
 * Does something with a file that no other process of LLP does at the same time. A lock is a file beside it, made with
 * `wx` as that is the one thing that succeeds once only on every system and network drive; it names its owner, so that
 * one whose owner is gone is taken over at once, and one of another machine when it has not changed for a while (by this
 * machine's own count: clocks differ). Throws `LockHeld`.
 */
export async function withFileLock<T>(file: string, work: () => Promise<T>, times: LockTimes = usual): Promise<T> {
  await mkdir(dirname(file), { recursive: true });
  const lock = join(dirname(file), `.${basename(file)}.lock`);
  const mine = await take(lock, times);
  try {
    return await work();
  } finally {
    // Not if someone has taken it over in the meantime.
    if ((await ownerOf(lock)) === mine) await removed(lock);
  }
}

async function take(lock: string, times: LockTimes): Promise<string> {
  const mine = JSON.stringify({ pid: process.pid, host: hostname(), token: randomBytes(8).toString('hex') });
  const until = performance.now() + times.wait;
  let seen = '';
  let since = performance.now();
  for (;;) {
    if (await made(lock, mine)) return mine;
    const owner = await ownerOf(lock);
    if (owner === null || owner !== seen) since = performance.now();
    seen = owner ?? '';
    if (owner !== null && (isGone(owner) || performance.now() - since > times.stale)) {
      await takeAway(lock, owner, times);
      since = performance.now();
    } else if (performance.now() > until)
      throw new LockHeld(`${basename(lock).slice(1, -'.lock'.length)} is being written by another process.`);
    else await pause(2 + Math.random() * 20);
  }
}

/** False where it is there already. Windows says EPERM, EACCES or EBUSY while one is being deleted. */
async function made(lock: string, text: string): Promise<boolean> {
  try {
    const handle = await open(lock, 'wx');
    try {
      await handle.writeFile(text);
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'EEXIST') return false;
    if (process.platform === 'win32' && isPassing(error)) return false;
    throw error;
  }
}

/** What the lock says of its owner, empty while that is being written; null where there is no lock. */
async function ownerOf(lock: string): Promise<string | null> {
  try {
    return await readFile(lock, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || isPassing(error)) return null;
    throw error;
  }
}

/** True where the owner was a process of this machine that no longer runs. */
function isGone(owner: string): boolean {
  try {
    const { pid, host } = JSON.parse(owner) as { pid?: unknown; host?: unknown };
    if (typeof pid !== 'number' || host !== hostname()) return false;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/**
 * Removes a lock that was left behind. Of two that see it, the slower one must not remove the lock that the faster one
 * has made since: so only one at a time may look again and remove.
 */
async function takeAway(lock: string, owner: string, times: LockTimes): Promise<void> {
  const turn = `${lock}.turn`;
  if (!(await made(turn, ''))) {
    await pause(Math.min(200, times.stale / 4));
    // Who had the turn needs a moment only; one that died in it must not block for ever.
    if ((await ageOf(turn)) > times.stale) await removed(turn);
    return;
  }
  try {
    if ((await ownerOf(lock)) === owner) await removed(lock);
  } finally {
    await removed(turn);
  }
}

/** ms since a file was written; 0 where it is gone. */
async function ageOf(file: string): Promise<number> {
  const handle = await open(file, 'r').catch(() => null);
  if (!handle) return 0;
  try {
    return Date.now() - (await handle.stat()).mtimeMs;
  } finally {
    await handle.close();
  }
}

async function removed(file: string): Promise<void> {
  await patiently(() => rm(file, { force: true }));
}

/** On Windows a file that someone (a virus scanner, a reader) has open cannot be replaced or removed for a moment. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= 12 || !isPassing(error)) throw error;
      await pause(attempt * 10);
    }
  }
}

function isPassing(error: unknown): boolean {
  return ['EPERM', 'EACCES', 'EBUSY'].includes((error as NodeJS.ErrnoException).code ?? '');
}
