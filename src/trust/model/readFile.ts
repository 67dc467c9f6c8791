import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { ModelFile } from '../../model/record';
import { readGguf } from './gguf';

const pieceBytes = 8 * 2 ** 20;
/** Facts stand first; the lists of tokens that follow take some megabytes. */
const headerBytes = 32 * 2 ** 20;

/** Length, SHA-256 and, of a GGUF file, the header. `onProgress` is told the bytes that were read. */
export async function readModelFile(path: string, onProgress: (done: number) => void): Promise<ModelFile> {
  const file = await open(path);
  try {
    const hash = createHash('sha256');
    const beginning: Buffer[] = [];
    let bytes = 0;
    const piece = Buffer.alloc(pieceBytes);
    for (;;) {
      const { bytesRead } = await file.read(piece, 0, pieceBytes, bytes);
      if (bytesRead === 0) break;
      const read = piece.subarray(0, bytesRead);
      hash.update(read);
      if (bytes < headerBytes) beginning.push(Buffer.from(read));
      bytes += bytesRead;
      onProgress(bytes);
    }
    const header = readGguf(Buffer.concat(beginning));
    return { bytes, sha256: hash.digest('hex'), ...(header ? { header } : {}) };
  } finally {
    await file.close();
  }
}
