import { said, SaidError } from '../l10n/said';
import { dirname, join } from 'node:path';
import type { Store } from '../store';
import { digestOf, findLog, packLog, removeLog } from './logFiles';

/** What became of all logs. */
export interface LogReport {
  /** Runs that have, or had, a log. */
  logs: number;
  sound: number;
  /** Runs whose log is gone. */
  gone: number[];
  /** Runs whose log is not what it was when the run ended. */
  changed: number[];
  /** Runs whose log never got a checksum, as it was not written whole. */
  unproven: number[];
  /** The first run at which the chain of checksums is broken; null where it holds. */
  brokenAt: number | null;
  /** On the disk. */
  bytes: number;
}

/** What tidying did; sizes in bytes on the disk. */
export interface TidyReport {
  packed: number;
  deleted: number;
  freed: number;
  /** What is left. */
  bytes: number;
}

/** See `Logs.audit`. */
export async function auditLogs(store: Store, signal?: AbortSignal): Promise<LogReport> {
  const folder = dirname(store.database.file);
  const logs = store.logs.all();
  const report: LogReport = {
    logs: logs.length,
    sound: 0,
    gone: [],
    changed: [],
    unproven: [],
    brokenAt: store.trust.brokenLink(),
    bytes: 0,
  };
  for (const { runId, file, digest } of logs) {
    if (signal?.aborted) throw new SaidError(said`The check was cancelled.`);
    const path = join(folder, file);
    const found = await findLog(path);
    report.bytes += found?.bytes ?? 0;
    const now = found ? await digestOf(path) : null;
    if (!found) report.gone.push(runId);
    else if (!digest) report.unproven.push(runId);
    else if (now?.bytes !== digest.bytes || now.sha256 !== digest.sha256) report.changed.push(runId);
    else report.sound++;
  }
  return report;
}

/** See `Logs.tidy`. */
export async function tidyLogs(store: Store, mostBytes: number, signal?: AbortSignal): Promise<TidyReport> {
  const folder = dirname(store.database.file);
  const done = { packed: 0, deleted: 0, freed: 0, bytes: 0 };
  const sizes = new Map<number, number>();
  for (const { runId, file, digest } of store.logs.all()) {
    if (signal?.aborted) return done;
    const path = join(folder, file);
    const freed = digest ? await packLog(path, digest) : 0;
    if (freed !== 0) done.packed++;
    done.freed += freed;
    const size = (await findLog(path))?.bytes ?? 0;
    sizes.set(runId, size);
    done.bytes += size;
  }
  for (const { runId, file } of store.logs.unneeded()) {
    if (done.bytes <= mostBytes || signal?.aborted) break;
    const size = sizes.get(runId) ?? 0;
    if (size === 0) continue;
    // First in the database: a file that stays behind proves nothing wrong.
    store.logs.forget(runId);
    await removeLog(join(folder, file));
    done.deleted++;
    done.freed += size;
    done.bytes -= size;
  }
  return done;
}
