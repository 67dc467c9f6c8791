import { said, known } from '../../l10n/said';
import * as v from 'valibot';
import { parameterRules, parseParameter, type BotParameters } from '../../model/bot';
import { slugPattern } from '../../suites/heading';
import { expected, atLeast, name, number, orNull, pattern, published, text, type Shape } from './shape';

/*
 * What a document may hold, by the rules that LLP goes by when it writes such things itself: it never comes to hold
 * what it could not have made, and what later steps take for granted is true of imported results too.
 */

/** Numbers of runs go on from the highest, so one near the limit of integers would end all recording. */
export const highestRun = 999_999_999;
const mostCount = 1e9;
const dayMs = 24 * 60 * 60 * 1000;
const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;

function momentOf(value: string): number {
  const at = iso.test(value) ? Date.parse(value) : NaN;
  return at < 0 ? NaN : at;
}

/** A moment; returned in the one form in which moments are compared, as texts: UTC with milliseconds. */
export const time: Shape<string> = v.pipe(
  text(40),
  v.check(
    (value) => !Number.isNaN(momentOf(value)),
    expected(said`must be a time such as 2026-01-31T12:00:00.000Z, with its zone`),
  ),
  // Results are latest by their time: one of the next century would stay so for ever.
  v.check((value) => momentOf(value) <= Date.now() + dayMs, expected(said`must not lie in the future`)),
  v.transform((value) => new Date(momentOf(value)).toISOString()),
);

/** Id of a category or a prompt, as the suites have them: it becomes part of paths and keys. */
export const slug: Shape<string> = pattern(
  slugPattern,
  expected(said`must be lower-case letters, digits and hyphens, starting with a letter`),
  200,
);

/** Hash of a version of a prompt. */
export const promptHash: Shape<string> = pattern(/^[0-9a-z]+$/, expected(said`must be letters and digits`), 64);

/** A bot's name: trimmed, and as long as one may be. */
export const botName: Shape<string> = v.pipe(
  name,
  v.transform((value) => [...value.trim()].slice(0, 200).join('')),
);

/** What a person could have set for a bot; keys that are not known stay. */
export const botParameters: Shape<BotParameters> = published(
  atLeast<BotParameters>(
    Object.fromEntries(
      parameterRules.map((rule) => [
        rule.key,
        rule.key === 'systemPrompt'
          ? text()
          : v.custom<unknown>((value) => isAccepted(rule, value), expected(said`must be: ${known(rule.description)}`)),
      ]),
    ),
  ),
  {
    type: 'object',
    properties: { temperature: { type: 'number', minimum: 0 }, systemPrompt: { type: 'string' } },
  },
);

function isAccepted(rule: (typeof parameterRules)[number], value: unknown): boolean {
  if (typeof value !== 'number' && typeof value !== 'string') return false;
  try {
    return parseParameter(rule, String(value)) === value;
  } catch {
    return false;
  }
}

/** A count that a server stated or that was measured, or null. */
export const count = published(orNull(number()), { type: ['integer', 'null'], minimum: 0 });

/** A speed or a time, likewise. */
export const amount = published(orNull(number()), { type: ['number', 'null'], minimum: 0 });

/** Whether a figure can be one: what cannot is unknown, and costs no answer. */
export function isFigure(value: number, kind: 'count' | 'amount'): boolean {
  return value >= 0 && value <= mostCount && (kind === 'amount' || Number.isInteger(value));
}
