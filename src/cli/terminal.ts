import { inertJson } from '../exchange/inert';

/**
 * What acts on a terminal instead of being read: controls and escapes of both sets (OSC, CSI), and what reorders text.
 * Line ends and tabs stay; so do joiners, without which emoji and some scripts cannot be read.
 */
const acting = /(?![\n\t])[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** The text as a terminal may see it: whatever would act on it is a visible sign. */
export function inert(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(acting, '\ufffd');
}

/** Writes to standard output: as it is into a file or pipe, inert on a terminal. */
export function write(text: string): void {
  process.stdout.write(process.stdout.isTTY ? inert(text) : text);
}

export function print(text: string): void {
  write(`${text}\n`);
}

/** One line of JSON that reads back the same; nothing in it acts on a terminal, wherever it is shown later. */
export function printJson(value: unknown): void {
  process.stdout.write(`${inertJson(value)}\n`);
}

/** One sentence on stderr. It may quote a server or a folder, so nothing in it acts. */
export function complain(sentence: string): void {
  process.stderr.write(`${inert(sentence)}\n`);
}
