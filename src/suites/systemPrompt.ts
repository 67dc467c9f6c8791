import { said, type Said } from '../l10n/said';
import type { BodyText } from './bodyText';

/** Shared system prompts by name. */
export type SharedPrompts = ReadonlyMap<string, string>;

/** A text that is nothing but `@name`. */
export const referencePattern = /^@([a-z][a-z0-9-]*)$/;

/** `@name` becomes the shared text and `@none` nothing; null where no system prompt is sent. */
export function resolveSystem(
  own: BodyText,
  shared: SharedPrompts,
  report: (sentence: Said) => void,
): string | null {
  if (own.verbatim) return own.text === '' ? null : own.text;
  if (own.text === '' || own.text === '@none') return null;
  const reference = referencePattern.exec(own.text);
  if (!reference) return own.text;
  const text = shared.get(reference[1] ?? '');
  if (text !== undefined) return text;
  const known = [...shared.keys()].map((name) => `@${name}`).join(', ');
  report(
    known === ''
      ? said`There is no shared system prompt ${own.text}; system-prompts.md has: none yet.`
      : said`There is no shared system prompt ${own.text}; system-prompts.md has: ${known}.`,
  );
  return null;
}
