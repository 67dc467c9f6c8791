import { said } from '../../l10n/said';
import { RE2JS, RE2JSException } from 're2js';
import { CheckMistake } from './mistake';

/** A regular expression without backtracking: its time grows with the text alone (RE2's syntax). */
export interface Pattern {
  test(text: string): boolean;
  /** Where it is found first, or null. */
  find(text: string): { start: number; end: number } | null;
  count(text: string): number;
}

const slashed = /^\/((?:[^\\/]|\\.|\/(?=.*\/))*)\/([a-z]*)$/s;
const flagBits: Record<string, number> = { i: RE2JS.CASE_INSENSITIVE, m: RE2JS.MULTILINE, s: RE2JS.DOTALL, u: 0, g: 0 };
/** A repetition such as `a{1000}{1000}` would make a program that no text needs. */
const longest = 2_000;

/** Reads `/pattern/flags` (i, m, s) or a bare pattern. Throws a `CheckMistake`. */
export function compilePattern(source: string): Pattern {
  const [, body = source, letters = ''] = slashed.exec(source) ?? [];
  const wrong = [...letters].find((letter) => !(letter in flagBits));
  if (wrong !== undefined) throw new CheckMistake(said`The flag “${wrong}” is not known; i, m and s are.`, source);
  if (body.length > longest) throw new CheckMistake(said`A pattern has at most ${longest} letters.`, source);
  const flags = [...letters].reduce((bits, letter) => bits | (flagBits[letter] ?? 0), 0);
  const compiled = compile(body.replaceAll('\\/', '/'), flags, source);
  const find = (text: string): { start: number; end: number } | null => {
    const matcher = compiled.matcher(text);
    return matcher.find() ? { start: matcher.start(), end: matcher.end() } : null;
  };
  return {
    test: (text) => find(text) !== null,
    find,
    count: (text) => {
      const matcher = compiled.matcher(text);
      let count = 0;
      while (matcher.find()) count++;
      return count;
    },
  };
}

function compile(body: string, flags: number, source: string): RE2JS {
  try {
    return RE2JS.compile(body, flags);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    const looks = /\(\?<?[=!]/.test(body)
      ? ' (RE2 has no lookaround)'
      : /\\[1-9]/.test(body)
        ? ' (RE2 has no backreferences)'
        : '';
    throw new CheckMistake(said`“${source}” is no pattern that can be used here${looks}: ${error.message}.`, source);
  }
}
