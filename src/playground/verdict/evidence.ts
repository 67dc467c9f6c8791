import type { RubricItem } from '../../model/prompt';
import type { ScoreSource } from '../../model/score';
import type { StoredEvidence, StoredProposal } from '../../store/verdict';
import type { AnswerEvidence } from '../../verdict/evidence';

/** With `settled` where a program has settled a part of the item only: the points that could be had for that part. */
type Items = Record<string, [points: number, source: ScoreSource, settled?: number]>;

/** What is stored of an answer, as the verdict sees it. */
export function evidenceOf(row: StoredEvidence, proposals: readonly StoredProposal[]): AnswerEvidence {
  const { runId, botId, categoryId, promptId, max, drawId, chance } = row;
  const rubric = JSON.parse(row.rubric) as RubricItem[];
  const items = row.items === null ? {} : (JSON.parse(row.items) as Items);
  const proven = new Map(
    Object.entries(items).flatMap(([id, [points, by, part]]): [string, Proven][] =>
      by === 'automatic' ? [[id, { points, part }]] : [],
    ),
  );
  const shares = proposals.flatMap((one) => shareOf(one, rubric, proven, max));
  const settled = row.settled ?? 0;
  const isWhole = settled >= max;
  return {
    ...{ runId, botId, category: categoryId, prompt: promptId, max, settled, points: row.points ?? 0 },
    ...{ proven: row.proven ?? 0, given: row.given ?? 0, accepted: row.accepted ?? 0 },
    certain:
      isWhole && rubric.length > 0 && rubric.every(({ id }) => proven.has(id) && proven.get(id)?.part === undefined),
    judged: shares.length === 0 ? null : median(shares),
    spread: shares.length < 2 ? 0 : Math.max(...shares) - Math.min(...shares),
    drawn: drawId === null || chance === null ? null : { order: drawId, chance },
    openItems: isWhole
      ? 0
      : Math.max(1, rubric.filter(({ id }) => !Object.hasOwn(items, id) || items[id]?.[2] !== undefined).length),
  };
}

interface Proven {
  points: number;
  /** What could be had, where only a part of the item is settled. */
  part: number | undefined;
}

/** The share of one judge for the whole answer; what programs have proven is taken from them. */
function shareOf(
  proposal: StoredProposal,
  rubric: readonly RubricItem[],
  proven: ReadonlyMap<string, Proven>,
  max: number,
): number[] {
  if (max <= 0) return [];
  if (proposal.whole === 1) return [proposal.points / max];
  const given = JSON.parse(proposal.rubric) as Record<string, number>;
  let points = 0;
  for (const { id, points: of } of rubric) {
    const proposed = Object.hasOwn(given, id) ? given[id] : undefined;
    const known = proven.get(id);
    const own = !known
      ? proposed
      : known.part === undefined
        ? known.points
        : within(proposed, known.points, of - known.part);
    if (own === undefined) return [];
    points += own;
  }
  return rubric.length === 0 ? [] : [points / max];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return ((sorted[sorted.length % 2 === 0 ? middle - 1 : middle] as number) + (sorted[middle] as number)) / 2;
}

/** What a judge proposes for an item of which `least` points are proven and `open` more can be had. */
function within(proposed: number | undefined, least: number, open: number): number | undefined {
  return proposed === undefined ? undefined : Math.max(least, Math.min(proposed, least + open));
}
