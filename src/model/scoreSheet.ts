import type { RubricItem } from './prompt';
import { tidy, type CountingScore, type ScoreSource } from './score';

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
  /** False where only some items were given; absent in what older versions have stored, which is about the whole answer. */
  whole?: boolean;
  /** Items that programs or accepted proposals have given: a person's they become with the first mark. */
  lent?: string[];
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
  /** Who gave it; null where nobody has. */
  source: ScoreSource | null;
  /** Where only a part of it is settled, the points that could be had for that. */
  settled?: number;
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
      source: given !== undefined || marked !== undefined ? 'hand' : null,
    };
  });
  const unassigned = tidy((base?.unassigned ?? 0) + sums.unassigned);
  const points = items.reduce((sum, item) => sum + item.points, unassigned);
  return { items, unassigned, points: clamp(points, max), max };
}

/** The base on which `marks` add up to exactly the points of a score that a person has given in another way. */
export function baseOf(
  score: { points: number; rubric: Record<string, number>; whole?: boolean; extra?: number },
  marks: Mark[],
): SheetBase {
  const sums = sumMarks(marks);
  const ids = new Set([...Object.keys(score.rubric), ...Object.keys(sums.items)]);
  const items: Record<string, number> = {};
  for (const id of ids) items[id] = tidy((score.rubric[id] ?? 0) - (sums.items[id] ?? 0));
  const byItem = Object.values(score.rubric).reduce((sum, points) => sum + points, 0);
  const whole = score.whole ?? true;
  const outside = whole ? score.points - byItem : (score.extra ?? 0);
  return { items, unassigned: tidy(outside - sums.unassigned), ...(whole ? {} : { whole }) };
}

/**
 * The base with the items lent that programs and accepted proposals have given and the person has not: as they are now,
 * where no mark stands on them yet.
 */
export function withLent(base: SheetBase | null, others: CountingScore['items'], marks: Mark[]): SheetBase | null {
  const marked = new Set(marks.map(({ item }) => item));
  const own = Object.entries(base?.items ?? {}).filter(([id]) => marked.has(id) || !base?.lent?.includes(id));
  const kept = new Set([...own.map(([id]) => id), ...marked]);
  const lent = Object.entries(others).filter(([id]) => !kept.has(id));
  if (!base && lent.length === 0) return null;
  const items = Object.fromEntries([...lent.map(([id, { points }]) => [id, points] as const), ...own]);
  const stillLent = [...lent.map(([id]) => id), ...(base?.lent ?? []).filter((id) => marked.has(id))];
  const { unassigned = 0, whole = false } = base ?? {};
  return { items, unassigned, whole, ...(stillLent.length > 0 ? { lent: stillLent } : {}) };
}

/**
 * What a person has given with marks on a base, as the ledger keeps it: the items that were judged, without those that
 * are only lent. It is about the whole answer where the base is, or where points were given for the answer alone.
 */
export function givenBy(
  sheet: ScoreSheet,
  marks: Mark[],
  base: SheetBase | null,
): { points: number; rubric: Record<string, number>; whole: boolean; extra: number } {
  const marked = new Set(marks.map(({ item }) => item));
  const own = sheet.items.filter(({ id, judged }) => judged && (marked.has(id) || !base?.lent?.includes(id)));
  const rubric = rubricPoints({ ...sheet, items: own });
  const whole = base ? (base.whole ?? true) : own.length === 0;
  if (whole) return { points: sheet.points, rubric, whole, extra: 0 };
  const extra = sheet.unassigned;
  return {
    points: clamp(
      own.reduce((sum, { points }) => sum + points, extra),
      sheet.max,
    ),
    rubric,
    whole,
    extra,
  };
}

/** Points by rubric item id as the ledger keeps them: of the items that were judged. */
export function rubricPoints(sheet: ScoreSheet): Record<string, number> {
  return Object.fromEntries(sheet.items.filter((item) => item.judged).map((item) => [item.id, item.points]));
}

/** The sheet with the items that others have given put where the person has given nothing. */
export function withOthers(sheet: ScoreSheet, others: CountingScore['items']): ScoreSheet {
  const items = sheet.items.map((item) => {
    const other = others[item.id];
    return item.judged || !other ? item : { ...item, ...other, sum: other.points, judged: true };
  });
  const points = items.reduce((sum, item) => sum + item.points, sheet.unassigned);
  return { ...sheet, items, points: clamp(points, sheet.max) };
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
