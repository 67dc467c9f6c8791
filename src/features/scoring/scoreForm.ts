import type { RubricItem } from '../../model/prompt';
import type { CountingScore, Score } from '../../model/score';
import type { Draft } from './protocol';

export type FieldProblem = 'missing' | 'not-a-number' | 'out-of-range';

/** A draft read as points: either something that can be stored, or what is wrong with which field. */
export interface ReadForm {
  points: number | null;
  rubric: Record<string, number>;
  /** By rubric item id; `free` for the one figure. */
  problems: Record<string, FieldProblem>;
}

/** Whether something that was kept outside is a draft. */
export function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null) return false;
  const { items, free, mode, note } = value as Record<string, unknown>;
  const isItems =
    typeof items === 'object' && items !== null && Object.values(items).every((text) => typeof text === 'string');
  return isItems && typeof free === 'string' && typeof note === 'string' && (mode === 'rubric' || mode === 'free');
}

/**
 * A form to begin with: as it was scored before, or with what programs have given. An item that they have settled in
 * part is left empty, as a person gives the points of all of it.
 */
export function startDraft(rubric: RubricItem[], score: Score | null, counting: CountingScore['items'] = {}): Draft {
  const given = Object.entries(counting).filter(([, { source }]) => score !== null || source === 'automatic');
  const items = Object.fromEntries(
    [...Object.entries(score?.rubric ?? {}), ...given.map(([id, { points }]) => [id, points] as const)]
      .filter(([id]) => counting[id]?.settled === undefined)
      .map(([id, points]) => [id, String(points)]),
  );
  const byRubric =
    rubric.length > 0 && (score === null || Object.keys(score.rubric).length > 0 || Object.keys(items).length > 0);
  return {
    mode: byRubric ? 'rubric' : 'free',
    items,
    free:
      score === null || Object.values(counting).some(({ settled }) => settled !== undefined)
        ? ''
        : String(score.points),
    note: score?.note ?? '',
  };
}

/** Reads the points as typed; a decimal comma is taken as well. */
export function readForm(draft: Draft, rubric: RubricItem[], max: number): ReadForm {
  const problems: Record<string, FieldProblem> = {};
  const take = (key: string, text: string, limit: number): number | null => {
    const value = parsePoints(text);
    if (value === null) problems[key] = text.trim() === '' ? 'missing' : 'not-a-number';
    else if (value < 0 || value > limit) problems[key] = 'out-of-range';
    else return value;
    return null;
  };
  if (draft.mode === 'free' || rubric.length === 0) {
    return { points: take('free', draft.free, max), rubric: {}, problems };
  }
  const given: Record<string, number> = {};
  for (const item of rubric) {
    const value = take(item.id, draft.items[item.id] ?? '', item.points);
    if (value !== null) given[item.id] = value;
  }
  const complete = Object.keys(problems).length === 0;
  return { points: complete ? sum(Object.values(given)) : null, rubric: given, problems };
}

/** What has been given so far, whatever is still missing; the part that programs have proven of an empty item, too. */
export function pointsSoFar(
  draft: Draft,
  rubric: RubricItem[],
  max: number,
  counting: CountingScore['items'] = {},
): number {
  const read = readForm(draft, rubric, max);
  const proven = rubric.map(({ id }) =>
    read.problems[id] === 'missing' && counting[id]?.settled !== undefined ? counting[id].points : 0,
  );
  return read.points ?? sum([...Object.values(read.rubric), ...proven]);
}

/** What a key makes of the points in a field; null where the key is left to the field itself. */
export function pointsForKey(key: string, text: string, max: number): string | null {
  const value = parsePoints(text) ?? 0;
  const clamp = (points: number): string => String(Math.round(Math.max(0, Math.min(max, points)) * 100) / 100);
  switch (key) {
    case 'ArrowUp':
      return clamp(value + 1);
    case 'ArrowDown':
      return clamp(value - 1);
    case 'PageUp':
      return clamp(value + 5);
    case 'PageDown':
      return clamp(value - 5);
    case 'f':
    case 'F':
      return clamp(max);
    case 'h':
    case 'H':
      return clamp(max / 2);
    case 'n':
    case 'N':
      return '0';
    default:
      return null;
  }
}

/** A figure as typed, or null. */
export function parsePoints(text: string): number | null {
  const trimmed = text.trim().replace(',', '.');
  return /^-?(?:\d*\.)?\d+$|^-?\d+\.$/.test(trimmed) ? Number(trimmed) : null;
}

/** Adds without the dust of binary fractions. */
function sum(values: number[]): number {
  return Math.round(values.reduce((total, value) => total + value, 0) * 1000) / 1000;
}
