import { dirname, join } from 'node:path';
import type { LogDigest } from '../model/provenance';
import type { Store } from '../store';
import type { StoredLog } from '../store/logs';
import type { Notify } from './changes';
import { digestOf, findLog } from './logFiles';
import type { LogReport, TidyReport } from './logsAtRest';
import { defaultLimits } from './options';
import { writeIfPossible } from './openStore';

/** A file that was written later than this after its run ended is read again: somebody may have changed it. */
const settledMs = 5_000;
const atOnce = 16;

/** Looks whether the raw logs of the answers that count are there as they were when their runs ended. */
export class Logs {
  private checking: Promise<number> | null = null;

  constructor(
    private readonly store: Store,
    private readonly notify: Notify,
    /** Where the database cannot be written, what was found is not written down. */
    private readonly wishes: { reading?: boolean } = {},
  ) {}

  /**
   * Looks once, and writes down what has changed; views are told. By length and by when a file was last written, so that
   * thousands are looked at in a fraction of a second; `deep` reads and compares them all. Logs of versions that did not
   * store a checksum get theirs now. Returns of how many answers it is another thing than before.
   */
  check(deep = false): Promise<number> {
    this.checking ??= this.look(deep).finally(() => (this.checking = null));
    return this.checking;
  }

  /** Reads all logs there are, and the chain of their checksums. Changes nothing. */
  async audit(signal?: AbortSignal): Promise<LogReport> {
    const { auditLogs } = await import('./logsAtRest');
    return auditLogs(this.store, signal);
  }

  /**
   * Packs the logs of runs that have ended, and deletes the oldest while all together are larger than `mostBytes`: never
   * one that a score, an answer on the board or a verification rests on. Returns what it did.
   */
  async tidy(mostBytes: number, signal?: AbortSignal): Promise<TidyReport> {
    const { tidyLogs } = await import('./logsAtRest');
    const done = await tidyLogs(this.store, mostBytes, signal);
    if (done.deleted > 0) this.notify('runs');
    return done;
  }

  /** The same where it may be written at all, within what the settings say. */
  async keepSmall(mostBytes = defaultLimits.allLogBytes, signal?: AbortSignal): Promise<void> {
    if (!this.wishes.reading && !this.store.database.whyReadOnly) await this.tidy(mostBytes, signal);
  }

  private get folder(): string {
    return dirname(this.store.database.file);
  }

  private async look(deep: boolean): Promise<number> {
    const folder = this.folder;
    const logs = this.store.logs.counting();
    const found: { log: StoredLog; digest: LogDigest | null; kept: boolean }[] = [];
    for (let from = 0; from < logs.length; from += atOnce)
      found.push(
        ...(await Promise.all(
          logs.slice(from, from + atOnce).map(async (log) => ({ log, ...(await inspect(folder, log, deep)) })),
        )),
      );
    const changed = found.filter(
      ({ log, digest, kept }) => kept !== log.kept || (digest !== null && log.digest === null),
    );
    if (changed.length === 0) return 0;
    writeIfPossible(this.store, this.wishes, () =>
      this.store.logs.record(changed.map(({ log, digest, kept }) => ({ runId: log.runId, digest, kept }))),
    );
    this.notify('runs');
    return changed.length;
  }
}

async function inspect(
  folder: string,
  { file, digest, finishedAt }: StoredLog,
  deep: boolean,
): Promise<{ digest: LogDigest | null; kept: boolean }> {
  const path = join(folder, file);
  const found = await findLog(path);
  if (!found) return { digest, kept: false };
  if (!digest) {
    const now = await digestOf(path);
    return { digest: now, kept: now !== null };
  }
  if (!found.packed && found.bytes !== digest.bytes) return { digest, kept: false };
  const wasWrittenLater = finishedAt === null || found.modifiedMs > Date.parse(finishedAt) + settledMs;
  if (!deep && !wasWrittenLater) return { digest, kept: true };
  return { digest, kept: (await digestOf(path))?.sha256 === digest.sha256 };
}
