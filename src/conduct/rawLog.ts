import { createHash } from 'node:crypto';
import { appendFile } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { LogDigest } from '../model/provenance';

const gatherMs = 50;

/** Folders that exist, so that a run does not wait for the disk to say so again. */
const madeFolders = new Set<string>();

/** Writes down what went over the wire, byte for byte; secrets in request headers are masked. */
export class RawLog {
  private failed = false;
  private gathered: Uint8Array[] = [];
  private timer: NodeJS.Timeout | null = null;
  private written: Promise<void> = Promise.resolve();
  private readonly hash = createHash('sha256');
  private bytes = 0;

  private constructor(private readonly file: string) {}

  static async create(file: string): Promise<RawLog> {
    const folder = dirname(file);
    if (!madeFolders.has(folder)) {
      const made = await mkdir(folder, { recursive: true }).then(
        () => true,
        () => false,
      );
      if (made) madeFolders.add(folder);
    }
    return new RawLog(file);
  }

  readonly write = (direction: 'request' | 'response', data: string | Uint8Array): void => {
    if (this.failed) return;
    if (typeof data !== 'string') this.gathered.push(data);
    else this.gathered.push(Buffer.from(direction === 'request' ? maskSecrets(data) : data));
    this.timer ??= setTimeout(() => this.flush(), gatherMs);
  };

  /**
   * Resolves when all of it is in the file, with its length and checksum; with null where nothing was to be written or
   * not all of it could be.
   */
  async close(): Promise<LogDigest | null> {
    this.flush();
    await this.written;
    return this.failed || this.bytes === 0 ? null : { bytes: this.bytes, sha256: this.hash.digest('hex') };
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

export function maskSecrets(text: string): string {
  return text.replace(/^((?:proxy-)?authorization|x-api-key|x-admin-key)(\s*:\s*).*$/gim, '$1$2***');
}
