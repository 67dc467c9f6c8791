import { parseCheck } from '../../../evaluate/checks/line';
import { CheckMistake } from '../../../evaluate/checks/mistake';

/**
 * A check without its points, e.g. `words ..99`; null where it does not read back as that kind with those arguments for
 * the whole answer, e.g. as a pattern needs what RE2 does not have. A reader then judges.
 */
export function checkLine(kind: string, source = ''): string | null {
  const line = `${kind} ${source}`.trim();
  try {
    const read = parseCheck(`1 ${line}`);
    return read.scope === null && read.kind === kind && read.arguments === source.trim() ? line : null;
  } catch (error) {
    if (error instanceof CheckMistake) return null;
    throw error;
  }
}

/** A text as an argument: in quotation marks, on one line, whatever stands in it. */
export function quoted(text: string): string {
  const inner = text
    .replace(/["\\]/g, '\\$&')
    .replace(/[^\S ]|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|\p{Cs}| (?= )|^ | $/gu, codeOf);
  return `"${inner}"`;
}

function codeOf(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** A text as a piece of a pattern that finds just it. */
export function escaped(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, (character) =>
    /[\s\p{C}]/u.test(character) ? `\\x{${(character.codePointAt(0) ?? 0).toString(16)}}` : `\\${character}`,
  );
}
