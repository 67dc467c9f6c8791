import { said } from '../../l10n/said';
import { sentence } from '../../l10n/sentence';
import { CheckMistake } from './mistake';

/** Whole numbers from `low` to `high`, both included. */
export interface Range {
  low: number;
  high: number;
}

const form = /^(?:(\d{1,9})|(\d{0,9})\.\.(\d{0,9}))$/;
const dashed = /^(\d{1,9})\s*[-–—…]\s*(\d{1,9})$/;

/** `5`, `3..5`, `..5` or `3..`; null where it is something else. */
export function readRange(text: string): Range | null {
  const [, single, low = '', high = ''] = form.exec(text) ?? [];
  if (single !== undefined) return { low: Number(single), high: Number(single) };
  if (!form.test(text) || (low === '' && high === '')) return null;
  const range = { low: low === '' ? 0 : Number(low), high: high === '' ? Infinity : Number(high) };
  if (range.low > range.high)
    throw new CheckMistake(
      said`The range “${text}” is empty: its first number must not be the greater one.`,
      text,
      `${high}..${low}`,
    );
  return range;
}

/** Throws a `CheckMistake` where it is no range. */
export function requireRange(text: string): Range {
  const range = readRange(text);
  if (range) return range;
  const [, low, high] = dashed.exec(text) ?? [];
  const message = said`“${text}” is no range; a range reads 5, 3..5, ..5 or 3.. (whole numbers).`;
  throw new CheckMistake(message, text, low === undefined ? null : `${low}..${high}`);
}

export function within(count: number, range: Range): boolean {
  return count >= range.low && count <= range.high;
}

/** As people would say it: `5`, `3–5`, `at most 5`, `at least 3`. */
export function rangeText({ low, high }: Range): string {
  if (low === high) return String(low);
  if (high === Infinity) return sentence(`at least ${low}`);
  return low === 0 ? sentence(`at most ${high}`) : `${low}–${high}`;
}
