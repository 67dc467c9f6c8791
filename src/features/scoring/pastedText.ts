/** Longest answer that is taken from outside, in bytes of a file or characters of a text. */
export const longestPasted = 2_000_000;

/** Why something is not taken as an answer. */
export type PasteProblem = 'too-large' | 'not-text' | 'unreadable' | 'several';

/** A text from outside, or why there is none. */
export type PastedText = { text: string } | { problem: PasteProblem };

/** The text of a file: UTF-8, or UTF-16 that says so at its beginning. Anything else is no text. */
export function textOfFile(bytes: Uint8Array): PastedText {
  if (bytes.length > longestPasted) return { problem: 'too-large' };
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? { problem: 'not-text' } : { text };
  } catch {
    return { problem: 'not-text' };
  }
}

/** The same for a text that came without a file. */
export function textOfClip(text: string): PastedText {
  return text.length > longestPasted ? { problem: 'too-large' } : { text };
}
