import { parameterRules, parseParameter, type BotParameters } from '../../model/bot';
import { slugPattern } from '../../suites/heading';
import { name, number, ShapeError, text, type Check } from './shape';

/*
 * What a document may hold, by the rules that LLP goes by when it writes such things itself: it never comes to hold
 * what it could not have made, and what later steps take for granted is true of imported results too.
 */

/** Numbers of runs go on from the highest, so one near the limit of integers would end all recording. */
export const highestRun = 999_999_999;
const mostCount = 1e9;
const dayMs = 24 * 60 * 60 * 1000;
const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;

/** A moment; returned in the one form in which moments are compared, as texts: UTC with milliseconds. */
export const time: Check<string> = (value, path) => {
  const checked = text(40)(value, path);
  const at = iso.test(checked) ? Date.parse(checked) : NaN;
  if (Number.isNaN(at) || at < 0)
    throw new ShapeError(path, 'must be a time such as 2026-01-31T12:00:00.000Z, with its zone');
  // Results are latest by their time: one of the next century would stay so for ever.
  if (at > Date.now() + dayMs) throw new ShapeError(path, 'must not lie in the future');
  return new Date(at).toISOString();
};

/** Id of a category or a prompt, as the suites have them: it becomes part of paths and keys. */
export const slug: Check<string> = (value, path) => {
  const checked = text(200)(value, path);
  if (!slugPattern.test(checked))
    throw new ShapeError(path, 'must be lower-case letters, digits and hyphens, starting with a letter');
  return checked;
};

/** Hash of a version of a prompt. */
export const promptHash: Check<string> = (value, path) => {
  const checked = text(64)(value, path);
  if (!/^[0-9a-z]+$/.test(checked)) throw new ShapeError(path, 'must be letters and digits');
  return checked;
};

/** A bot's name: trimmed, and as long as one may be. */
export const botName: Check<string> = (value, path) => [...name(value, path).trim()].slice(0, 200).join('');

/** What a person could have set for a bot; keys that are not known stay. */
export const botParameters: Check<BotParameters> = (value, path) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ShapeError(path, 'must be an object');
  const found = value as Record<string, unknown>;
  for (const rule of parameterRules) {
    const set = found[rule.key];
    if (set === undefined) continue;
    const at = `${path}.${rule.key}`;
    if (rule.key === 'systemPrompt') text()(set, at);
    else if (!isAccepted(rule, set)) throw new ShapeError(at, `must be: ${rule.description}`);
  }
  return found;
};

function isAccepted(rule: (typeof parameterRules)[number], value: unknown): boolean {
  if (typeof value !== 'number' && typeof value !== 'string') return false;
  try {
    return parseParameter(rule, String(value)) === value;
  } catch {
    return false;
  }
}

/** A count that a server stated or that was measured: what cannot be one is unknown, and costs no answer. */
export const count: Check<number | null> = (value, path) => {
  if (value === null) return null;
  const stated = number()(value, path);
  return Number.isInteger(stated) && stated >= 0 && stated <= mostCount ? stated : null;
};

/** A speed or a time, likewise. */
export const amount: Check<number | null> = (value, path) => {
  if (value === null) return null;
  const stated = number()(value, path);
  return stated >= 0 && stated <= mostCount ? stated : null;
};
