import { createHash } from 'node:crypto';
import { appendFile } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { LogDigest } from '../model/provenance';
import type { RunRecord } from '../model/record';
import { redact, secretsOf } from '../model/redact';
import { logTimesPath } from '../model/runFiles';

const gatherMs = 50;

/** Folders that exist, so that a run does not wait for the disk to say so again. */
const madeFolders = new Set<string>();

/**
 * Writes down what went over the wire, byte for byte, and beside it when each piece came. Secrets in what is sent are
 * masked; those in what comes, a server's connection masks.
 */
export class RawLog {
  private failed = false;
  private gathered: Uint8Array[] = [];
  private timer: NodeJS.Timeout | null = null;
  private written: Promise<void> = Promise.resolve();
  private readonly hash = createHash('sha256');
  private bytes = 0;

  private full = false;
  private taken = 0;
  /** Of each piece: ms since the beginning, bytes, and 1 where it was sent. */
  private readonly times: [ms: number, bytes: number, sent: 0 | 1][] = [];
  private readonly begun = performance.now();
  private readonly secrets = secretsOf(process.env);
  /** Where the last request stands, in bytes. */
  sent: RunRecord['sent'] = null;

  private constructor(
    private readonly file: string,
    private readonly mostBytes: number,
  ) {}

  /** @param mostBytes after which the log ends with a line that says so; it then does not count as a whole one */
  static async create(file: string, mostBytes = Infinity): Promise<RawLog> {
    const folder = dirname(file);
    if (!madeFolders.has(folder)) {
      const made = await mkdir(folder, { recursive: true }).then(
        () => true,
        () => false,
      );
      if (made) madeFolders.add(folder);
    }
    return new RawLog(file, mostBytes);
  }

  readonly write = (direction: 'request' | 'response', data: string | Uint8Array): void => {
    if (this.failed || this.full) return;
    const bytes =
      typeof data !== 'string' ? data : Buffer.from(direction === 'request' ? redact(data, this.secrets) : data);
    const length = bytes.length;
    if (direction === 'request') this.sent = { offset: this.taken, length };
    this.times.push([Math.round(performance.now() - this.begun), length, direction === 'request' ? 1 : 0]);
    this.taken += bytes.length;
    this.full = this.taken > this.mostBytes;
    this.gathered.push(this.full ? Buffer.from('\n[LLP: the log has reached its limit and ends here]\n') : bytes);
    this.timer ??= setTimeout(() => this.flush(), gatherMs);
  };

  /**
   * Resolves when all of it is in the file, with its length and checksum; with null where nothing was to be written or
   * not all of it could be.
   */
  async close(): Promise<LogDigest | null> {
    this.flush();
    await this.written;
    if (this.bytes > 0) await this.writeTimes();
    return this.failed || this.full || this.bytes === 0 ? null : { bytes: this.bytes, sha256: this.hash.digest('hex') };
  }

  /** What has come within some milliseconds goes into the file in one go. */
  private flush(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    if (this.gathered.length === 0) return;
    const bytes = Buffer.concat(this.gathered.splice(0));
    this.bytes += bytes.length;
    this.hash.update(bytes);
    this.written = this.written.then(() => this.append(bytes));
  }

  private async writeTimes(): Promise<void> {
    const packed = await promisify(gzip)(JSON.stringify(this.times));
    // Only a help for those who look closely: the log is whole without it.
    await writeFile(logTimesPath(this.file), packed).catch(() => undefined);
  }

  private append(bytes: Buffer): Promise<void> {
    return new Promise((resolve) => {
      appendFile(this.file, bytes, (error) => {
        // A full disk must not take the answer down with it; the run then simply has an incomplete log.
        if (error) this.failed = true;
        resolve();
      });
    });
  }
}
