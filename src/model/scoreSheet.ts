import type { RubricItem } from './prompt';

/** Points that a remark gives or takes: for a rubric item, or with `item` null for the answer as a whole. */
export interface Mark {
  points: number;
  item: string | null;
  note: string;
}

/** What a score that did not come from remarks had given, less the marks that stood then. */
export interface SheetBase {
  items: Record<string, number>;
  unassigned: number;
}

export interface SheetItem {
  id: string;
  title: string;
  max: number;
  /** 0 to `max`. */
  points: number;
  /** All marks as they were given, which may lie outside those bounds. */
  sum: number;
  /** True when anything was given for it, be it 0. */
  judged: boolean;
}

/** The points of one answer so far, added up from remarks. */
export interface ScoreSheet {
  items: SheetItem[];
  /** Points for the answer as a whole; may be negative. */
  unassigned: number;
  /** 0 to `max`. */
  points: number;
  max: number;
}

/**
 * Adds marks up. An item's points are its sum, at least 0 and at most the item's maximum; the sheet's points are the
 * items' and the unassigned ones, at least 0 and at most `max`. Marks for items the rubric does not have are left out.
 */
export function scoreSheet(
  rubric: RubricItem[],
  max: number,
  marks: Mark[],
  base: SheetBase | null = null,
): ScoreSheet {
  const sums = sumMarks(marks);
  const items = rubric.map((item): SheetItem => {
    const given = base?.items[item.id];
    const marked = sums.items[item.id];
    return {
      id: item.id,
      title: item.title,
      max: item.points,
      points: clamp((given ?? 0) + (marked ?? 0), item.points),
      sum: tidy((given ?? 0) + (marked ?? 0)),
      judged: given !== undefined || marked !== undefined,
    };
  });
  const unassigned = tidy((base?.unassigned ?? 0) + sums.unassigned);
  const points = items.reduce((sum, item) => sum + item.points, unassigned);
  return { items, unassigned, points: clamp(points, max), max };
}

/** The base on which `marks` add up to exactly the points of a score that was given in another way. */
export function baseOf(score: { points: number; rubric: Record<string, number> }, marks: Mark[]): SheetBase {
  const sums = sumMarks(marks);
  const ids = new Set([...Object.keys(score.rubric), ...Object.keys(sums.items)]);
  const items: Record<string, number> = {};
  for (const id of ids) items[id] = tidy((score.rubric[id] ?? 0) - (sums.items[id] ?? 0));
  const byItem = Object.values(score.rubric).reduce((sum, points) => sum + points, 0);
  return { items, unassigned: tidy(score.points - byItem - sums.unassigned) };
}

/** Points by rubric item id as the ledger keeps them: of the items that were judged. */
export function rubricPoints(sheet: ScoreSheet): Record<string, number> {
  return Object.fromEntries(sheet.items.filter((item) => item.judged).map((item) => [item.id, item.points]));
}

function sumMarks(marks: Mark[]): SheetBase {
  const items: Record<string, number> = {};
  let unassigned = 0;
  for (const { item, points } of marks) {
    if (item === null) unassigned += points;
    else items[item] = (items[item] ?? 0) + points;
  }
  return { items, unassigned };
}

function clamp(points: number, max: number): number {
  return tidy(Math.max(0, Math.min(max, points)));
}

/** Without the dust of binary fractions. */
function tidy(points: number): number {
  // The sum avoids -0, which would be shown and stored as such.
  return Math.round(points * 1000) / 1000 + 0;
}
