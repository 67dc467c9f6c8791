import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

const gatherMs = 50;

/** Folders that exist, so that a run does not wait for the disk to say so again. */
const madeFolders = new Set<string>();

/** Writes down what went over the wire, byte for byte; secrets in request headers are masked. */
export class RawLog {
  private failed = false;

  private constructor(private readonly stream: WriteStream) {
    // A full disk must not take the answer down with it; the run then simply has an incomplete log.
    stream.on('error', () => (this.failed = true));
  }

  static async create(file: string): Promise<RawLog> {
    const folder = dirname(file);
    if (!madeFolders.has(folder)) {
      const made = await mkdir(folder, { recursive: true }).then(
        () => true,
        () => false,
      );
      if (made) madeFolders.add(folder);
    }
    return new RawLog(createWriteStream(file, { flags: 'a' }));
  }

  readonly write = (direction: 'request' | 'response', data: string | Uint8Array): void => {
    if (this.failed) return;
    this.gather();
    this.stream.write(direction === 'request' && typeof data === 'string' ? maskSecrets(data) : data);
  };

  /** What comes within some milliseconds is written in one go. */
  private gather(): void {
    if (this.stream.writableCorked > 0) return;
    this.stream.cork();
    setTimeout(() => this.stream.uncork(), gatherMs);
  }

  async close(): Promise<void> {
    if (this.failed) return;
    await new Promise<void>((resolve) => this.stream.end(resolve));
  }
}

export function maskSecrets(text: string): string {
  return text.replace(/^((?:proxy-)?authorization|x-api-key|x-admin-key)(\s*:\s*).*$/gim, '$1$2***');
}
