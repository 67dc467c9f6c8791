import type { RubricItem } from './prompt';

/**
 * Who gave points: a person by hand, a program that checked the answer (`automatic`), or a judge whose proposal a person
 * has accepted. A proposal that nobody has accepted (`proposed`) is kept and shown, and never counts.
 */
export const scoreSources = ['hand', 'automatic', 'accepted', 'proposed'] as const;
export type ScoreSource = (typeof scoreSources)[number];

/** One entry of the score ledger. An undone entry stays in the ledger with `voidedAt` set. */
export interface Score {
  id: number;
  runId: number;
  /** 0 to the prompt's points: the entry's own sum. */
  points: number;
  /** The prompt's points when the score was given. */
  max: number;
  /** Points by rubric item id, of the items that the entry gives; empty where the score was given as one figure. */
  rubric: Record<string, number>;
  /** True where the entry is about the whole prompt, be it as one figure; false where it gives its items and no others. */
  whole: boolean;
  /**
   * Of items that the entry settles in part, by rubric item id: the points that could be had for that part, less than
   * the item has. A program's checks may be worth 7 of an item's 10 points; the other 3 stay open.
   */
  parts: Record<string, number>;
  /** Points for the answer as a whole that come on top of the items; may be negative. Of entries that are not `whole`. */
  extra: number;
  note: string;
  source: ScoreSource;
  /** Which program or judge gave it, e.g. `checks 1`; empty for a person. */
  by: string;
  /** What the verdicts rest on, by rubric item id; JSON of the program's or judge's own. */
  evidence: Record<string, unknown>;
  /** ISO 8601, UTC. */
  createdAt: string;
  voidedAt: string | null;
}

/** What of an entry decides whether and how it counts. */
export type LedgerEntry = Pick<
  Score,
  'id' | 'points' | 'max' | 'rubric' | 'parts' | 'whole' | 'extra' | 'source' | 'createdAt' | 'voidedAt'
>;

/** The points of one answer that count, and who gave them. `given` + `proven` + `accepted` = `points`. */
export interface CountingScore {
  /** The strongest entry: the one that a person takes back first. */
  scoreId: number;
  source: Exclude<ScoreSource, 'proposed'>;
  points: number;
  max: number;
  /** Sum of the points that could be had for what is settled: `max` where nothing is open. */
  settled: number;
  /** By a person. */
  given: number;
  /** By a program, with evidence. */
  proven: number;
  accepted: number;
  /** By rubric item id, of those that are settled one by one. */
  items: Record<string, CountingItem>;
}

export interface CountingItem {
  points: number;
  source: ScoreSource;
  /** Of an item that is settled in part: the points that could be had for that part. The rest is open. */
  settled?: number;
}

/** Lower is stronger: a person's score counts before a program's, that before an accepted proposal. */
export const strength: Record<ScoreSource, number> = { hand: 0, automatic: 1, accepted: 2, proposed: 3 };

/**
 * What counts of the ledger of one answer. Of each kind the latest entry, never the best; for each rubric item the
 * strongest kind that gives all of it, so that neighbours may come from different ones; where none does, the strongest
 * that gives a part. A strongest entry about the whole prompt leaves nothing to the others. Whoever gives an item of
 * which a program has proven a part, and does not contradict it, has given the rest: the proven points stay proven.
 * Null where nobody has given anything. The view `counting_score` in store/partSchema.ts says the same in SQL; a
 * property test keeps the two together.
 */
export function countingScore(entries: readonly LedgerEntry[], rubric: readonly RubricItem[]): CountingScore | null {
  const latest = latestOfEachKind(entries);
  const [top] = latest;
  if (!top) return null;
  const source = top.source as CountingScore['source'];
  const head = { scoreId: top.id, source, max: top.max };
  if (top.whole || rubric.length === 0) {
    const items = Object.fromEntries(Object.entries(top.rubric).map(([id, points]) => [id, { points, source }]));
    const shared = rubric.reduce((sum, item) => {
      const given = givenOf(latest, item);
      return given[0]?.source === source ? sum + (sharedOf(given) ?? 0) : sum;
    }, 0);
    return { ...head, points: top.points, settled: top.max, ...madeOf(source, top.points, tidy(shared)), items };
  }
  const items: CountingScore['items'] = {};
  const by = { hand: 0, automatic: 0, accepted: 0, proposed: 0 };
  let settled = 0;
  for (const item of rubric) {
    const given = givenOf(latest, item);
    const [first] = given;
    if (!first) continue;
    const isPart = first.settled < item.points;
    items[item.id] = { points: first.points, source: first.source, ...(isPart ? { settled: first.settled } : {}) };
    const shared = sharedOf(given) ?? 0;
    by[first.source] += first.points - shared;
    by.automatic += shared;
    settled += first.settled;
  }
  const [proven, accepted] = [tidy(by.automatic), tidy(by.accepted)];
  const points = tidy(Math.max(0, Math.min(top.max, by.hand + proven + accepted + top.extra)));
  settled = tidy(Math.min(top.max, settled));
  // What a person takes off, or adds, for the answer as a whole is the person's.
  return { ...head, points, settled, given: tidy(points - proven - accepted), proven, accepted, items };
}

interface Given {
  points: number;
  source: ScoreSource;
  /** The item's points, or those of the part that is settled. */
  settled: number;
  max: number;
}

/** Who gives an item: those that give all of it before those that give a part, of each the strongest first. */
function givenOf(latest: readonly LedgerEntry[], { id, points: max }: RubricItem): Given[] {
  const given = latest.flatMap(({ rubric, parts, source }): Given[] => {
    const points = Object.hasOwn(rubric, id) ? rubric[id] : undefined;
    const part = Object.hasOwn(parts, id) ? (parts[id] ?? max) : max;
    return points === undefined ? [] : [{ points, source, settled: Math.min(part, max), max }];
  });
  return given.sort((a, b) => Number(a.settled < max) - Number(b.settled < max));
}

/**
 * The points of an item that a program has proven and that the one who gives all of it has not contradicted: at least
 * those, and no more than what was open on top. Null where there are none, or where the program itself gives the item.
 */
function sharedOf([first, ...others]: readonly Given[]): number | null {
  const part = others.find(({ source, settled, max }) => source === 'automatic' && settled < max);
  if (!first || !part || first.settled < first.max || first.source === 'automatic') return null;
  const most = part.points + part.max - part.settled;
  return first.points >= part.points - dust && first.points <= most + dust ? part.points : null;
}

/** Less is no difference between two numbers of points. */
const dust = 0.0005;

function madeOf(
  source: ScoreSource,
  points: number,
  shared: number,
): Pick<CountingScore, 'given' | 'proven' | 'accepted'> {
  const proven = source === 'automatic' ? points : Math.min(points, shared);
  const rest = tidy(points - proven);
  return { given: source === 'hand' ? rest : 0, proven, accepted: source === 'accepted' ? rest : 0 };
}

/** The entries that count, the strongest first. */
function latestOfEachKind<T extends LedgerEntry>(entries: readonly T[]): T[] {
  const standing = entries.filter(({ voidedAt, source }) => voidedAt === null && source !== 'proposed');
  const latest = new Map<ScoreSource, T>();
  for (const entry of standing) if ((latest.get(entry.source)?.id ?? -1) < entry.id) latest.set(entry.source, entry);
  return [...latest.values()].sort((a, b) => strength[a.source] - strength[b.source]);
}

/** A scored answer among others of the same bot to the same prompt. */
export interface ScoredRun {
  runId: number;
  /** ISO 8601, UTC: when the run was made. */
  startedAt: string;
  /** Whether the answer is to the prompt's current version. */
  current: boolean;
  source: ScoreSource;
}

/**
 * Which of a bot's scored answers to a prompt counts: one to the current version before one to an older; then one that
 * a person has scored before one that only programs have, and that before one with accepted proposals only, so that no
 * program's score silently takes the place of a person's; then the one made last, whatever points it has and whenever
 * it was scored or imported. A sheet is always of one answer: points of several are never mixed.
 */
export function compareScoredRuns(a: ScoredRun, b: ScoredRun): number {
  return (
    Number(b.current) - Number(a.current) ||
    strength[a.source] - strength[b.source] ||
    (a.startedAt === b.startedAt ? b.runId - a.runId : a.startedAt < b.startedAt ? 1 : -1)
  );
}

/** Without the dust of binary fractions, and without -0. */
export function tidy(points: number): number {
  return Math.round(points * 1000) / 1000 + 0;
}

/** Points at which a bot has all five stars: the sum of the six bundled suites. */
export const fiveStarPoints = 5000;

/** Stars of 5 for a raw total, at 5 per `fiveStarPoints`, to one decimal. */
export function starsFor(points: number): number {
  return Math.round((Math.max(0, Math.min(points, fiveStarPoints)) / fiveStarPoints) * 50) / 10;
}
