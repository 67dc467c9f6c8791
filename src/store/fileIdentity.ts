import { statSync } from 'node:fs';

/**
 * Which file of the system a connection writes to. A file that is removed or replaced while it is open goes on taking
 * writes that nobody will ever find; its device and number tell, as they are not given to another file meanwhile.
 */
export class FileIdentity {
  private readonly known: Map<string, string>;

  /** Takes down the database and its write-ahead log as they are now. */
  constructor(file: string) {
    this.known = new Map(
      [file, `${file}-wal`].flatMap((one) => {
        const name = identityOf(one);
        return name === null ? [] : [[one, name]];
      }),
    );
  }

  /** False where one of them is no longer the file it was. Windows does not let go of open files. */
  get holds(): boolean {
    if (process.platform === 'win32') return true;
    for (const [one, name] of this.known) if (identityOf(one) !== name) return false;
    return true;
  }
}

function identityOf(file: string): string | null {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found ? `${found.dev}:${found.ino}` : null;
}
