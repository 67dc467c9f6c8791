import { said, SaidError } from '../../l10n/said';
import { isRecord } from './proposal';
import { jsonIn } from './jsonIn';

/** Which of two answers a judge prefers, as they were shown to it. */
export type Preference = 'first' | 'second' | 'tie';

export const comparisonSchema: Record<string, unknown> = {
  type: 'object',
  properties: { reason: { type: 'string' }, better: { type: 'string', enum: ['first', 'second', 'tie'] } },
  required: ['reason', 'better'],
  additionalProperties: false,
};

/** Throws a sentence where the text does not say it in the form asked for. */
export function readComparison(text: string): { better: Preference; reason: string } {
  const value = jsonIn(text);
  if (isRecord(value) && typeof value['reason'] === 'string') {
    const better = value['better'];
    if (better === 'first' || better === 'second' || better === 'tie') return { better, reason: value['reason'] };
  }
  throw new SaidError(said`The judge did not answer in the form asked for, so nothing is taken of it.`);
}

/** What both orders say together; null where the judge prefers a place, not an answer. `a` was first in the first order. */
export function together(inOrder: Preference, swapped: Preference): 'a' | 'b' | 'tie' | null {
  const a = inOrder === 'first' ? 1 : inOrder === 'second' ? -1 : 0;
  const b = swapped === 'second' ? 1 : swapped === 'first' ? -1 : 0;
  if (a !== b) return null;
  return a === 1 ? 'a' : a === -1 ? 'b' : 'tie';
}
