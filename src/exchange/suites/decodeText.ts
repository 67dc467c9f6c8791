import { ImportRefused } from './imported';

/**
 * The text of a file, without its mark: UTF-8, or UTF-16 as Excel and PowerShell write it. Older code pages are refused
 * with a way out, as a guess would change letters silently.
 */
export function decodeText(bytes: Uint8Array, name: string): string {
  const encoding = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new ImportRefused(
      name,
      null,
      encoding === 'utf-8'
        ? 'the file is not UTF-8 text. Save it as UTF-8 (in Excel: Save as, “CSV UTF-8”) and import it again.'
        : 'the file is damaged: it begins as UTF-16 text and goes on as something else.',
    );
  }
}

/** By the mark; else by the zero bytes that every second place has in UTF-16 of most languages. */
function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (bytes.length % 2 === 0 && bytes.length >= 4) {
    if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return 'utf-16le';
    if (first === 0 && second !== 0 && third === 0 && fourth !== 0) return 'utf-16be';
  }
  return 'utf-8';
}
