import { TextDecoder } from 'node:util';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/**
 * How a text file is written, by its first four bytes: by the mark; else by the zero bytes that every second place has in
 * UTF-16 of most languages, as Excel and the redirection of PowerShell write it.
 */
export function encodingOf(bytes: Uint8Array, isWhole = true): Encoding {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (bytes.length >= 4 && (!isWhole || bytes.length % 2 === 0)) {
    if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return 'utf-16le';
    if (first === 0 && second !== 0 && third === 0 && fourth !== 0) return 'utf-16be';
  }
  return 'utf-8';
}

/** The text of a file that comes in pieces, without its mark. Throws TypeError where the bytes are not of its encoding. */
export async function* decoded(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk, false), { fatal: true });
    yield decoder.decode(chunk, { stream: true });
  }
  if (decoder) yield decoder.decode();
}

/** The text of a small file, without its mark; what cannot be read of it becomes U+FFFD. */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}
