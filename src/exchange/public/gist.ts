import { holdsSecret, redactForOthers } from '../../model/redact';
import { said, SaidError } from '../../l10n/said';

/** GitHub cuts files of a gist in its answers beyond this; larger logs go in parts. */
export const mostFileBytes = 1_000_000;
/** More files are not shown. */
export const mostFiles = 300;

export interface GistFile {
  name: string;
  text: string;
}

/** What will stand in a gist, exactly. */
export interface Gist {
  description: string;
  files: GistFile[];
}

interface Log {
  run: number;
  prompt: string;
  bytes: Buffer;
}

/**
 * A gist of the raw logs of one evaluation: byte for byte, in parts where one is too large, with the commands that repeat
 * them. Throws a sentence where a log holds what looks like a key, is no text, or where there are too many.
 */
export function gistOf(title: string, about: string, logs: readonly Log[], secrets: readonly string[] = []): Gist {
  const files: GistFile[] = [{ name: '0-about.md', text: redactForOthers(about, secrets) }];
  for (const { run, prompt, bytes } of logs) {
    const text = bytes.toString('utf8');
    if (!Buffer.from(text).equals(bytes))
      throw new SaidError(said`The log of run ${run} is not all text, so it cannot be published as it is.`);
    if (holdsSecret(text, secrets))
      throw new SaidError(
        said`The log of run ${run} holds what looks like a key, a token or a password, so nothing was published.`,
      );
    const parts = partsOf(text);
    const name = `run-${run}-${prompt.replace(/[^A-Za-z0-9.-]+/g, '_').slice(0, 80)}`;
    parts.forEach((part, index) =>
      files.push({ name: `${name}${parts.length > 1 ? `.part${index + 1}` : ''}.log`, text: part }),
    );
  }
  if (files.length > mostFiles)
    throw new SaidError(
      said`These are ${files.length} files, and a gist shows ${mostFiles} at most; publish fewer at once.`,
    );
  return { description: title, files };
}

/** Pieces of at most `most` bytes that give the text again when put together; no character is cut. */
export function partsOf(text: string, most = mostFileBytes): string[] {
  const bytes = Buffer.from(text);
  const parts: string[] = [];
  for (let from = 0; from < bytes.length;) {
    let to = Math.min(from + most, bytes.length);
    // Back to the first byte of a character.
    while (to < bytes.length && ((bytes[to] ?? 0) & 0b1100_0000) === 0b1000_0000) to--;
    parts.push(bytes.subarray(from, to).toString('utf8'));
    from = to;
  }
  return parts;
}

/** All of it as one text, for a person to read before it goes out. */
export function previewOf({ description, files }: Gist): string {
  return [description, ...files.map(({ name, text }) => `──── ${name} ────\n${text}`)].join('\n\n');
}
