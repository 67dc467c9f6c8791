import { said } from '../../l10n/said';
import type { Check } from '../../model/check';
import { CheckMistake } from './mistake';
import { kindNamed, nearestKind } from './kinds';
import { isScope } from './scope';

const head = /^(\S+)\s+(\S+)(?:\s+((?!\s)[\s\S]*))?$/;
const number = /^\d{1,6}(?:\.\d{1,3})?$/;

/**
 * Reads what stands behind `check:`. Throws a `CheckMistake` where it is not what docs/checks.md says, be it the form,
 * the kind, its arguments or its scope.
 */
export function parseCheck(source: string): Check {
  const text = source.trim();
  const match = head.exec(text);
  if (!match)
    throw new CheckMistake(
      said`A check reads \`- check: POINTS KIND [ARGUMENTS] [in SCOPE]\`, e.g. \`- check: 3 words 0..300\`.`,
    );
  const [, points = '', kind = '', rest = ''] = match;
  if (!number.test(points) || Number(points) === 0)
    throw new CheckMistake(said`A check begins with its points, a number above 0, not with “${points}”.`, points);
  const known = kindNamed(kind);
  if (!known) {
    const near = nearestKind(kind);
    const advice = near === null ? said`docs/checks.md lists them` : said`perhaps “${near}” is meant`;
    throw new CheckMistake(said`There is no check “${kind}”; ${advice}.`, kind, near);
  }
  const { before, scope } = splitScope(rest.trim());
  const check = { points: Number(points), kind, arguments: before, scope, text };
  known.prepare(before);
  return check;
}

/** Cuts ` in SCOPE` off the end: the longest tail that is a scope and begins outside of quotes, patterns and braces. */
function splitScope(rest: string): { before: string; scope: string | null } {
  for (const at of placesOfIn(rest)) {
    const tail = rest.slice(at).replace(/^\s*in\s+/, '');
    if (isScope(tail)) return { before: rest.slice(0, at).trim(), scope: tail };
  }
  return { before: rest, scope: null };
}

/** Offsets of ` in ` that are not held by a quotation, a /pattern/ or braces. */
function placesOfIn(rest: string): number[] {
  const places: number[] = [];
  let depth = 0;
  let held: string | null = null;
  for (let index = 0; index < rest.length; index++) {
    const character = rest[index] ?? '';
    if (character === '\\') index++;
    else if (held !== null) {
      if (character === held) held = null;
    } else if (character === '"') held = '"';
    else if (character === '“') held = '”';
    else if (character === '/' && (index === 0 || /\s/.test(rest[index - 1] ?? ''))) held = '/';
    else if (character === '{') depth++;
    else if (character === '}') depth--;
    else if (
      depth <= 0 &&
      /^in\s+\S/.test(rest.slice(index, index + 12)) &&
      (index === 0 || /\s/.test(rest[index - 1] ?? ''))
    )
      places.push(index);
  }
  return places;
}
