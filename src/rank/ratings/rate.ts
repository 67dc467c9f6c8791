import { normalQuantile } from '../distributions';
import { normalTwoSided, type RankInterval, rankIntervals } from '../ranks';
import { fitBradleyTerry, middleRating, pointsPerLogit } from './bradleyTerry';
import { errorOf, promptClustered, sandwich, smallSample } from './errors';
import { connectedGroups, stronglyConnectedGroups } from './groups';
import { type Field, tally, type Vote } from './votes';

export interface Rating {
  model: string;
  /** 1000 is the middle of the group; 400 points are odds of 10 to 1. */
  rating: number;
  /** The 95 % interval; null on the side, or on both, where the votes set no bound. */
  low: number | null;
  high: number | null;
  /** Rank within the group. */
  rank: RankInterval;
  votes: number;
  /** Models of two groups never met, not even through others: their ratings cannot be compared. From 0. */
  group: number;
  /** False where the votes alone would put the rating at infinity, and only the weak prior holds it. */
  finite: boolean;
  /** What the number does not say, in one sentence; null where there is nothing to add. */
  note: string | null;
}

export interface RateOptions {
  /** Take all votes on one prompt as one observation, as answers to one prompt resemble each other. */
  clusterByPrompt?: boolean;
  /** Intervals that hold with few votes, too; else those of the plain sandwich estimator, as other programs give them. */
  fewVotes?: boolean;
  level?: number;
}

/** Weight of the prior where the votes alone give no finite rating; for other groups there is none. */
export const weakPrior = 0.1;

/** Ratings from votes, group by group, the best first; groups in the order of their first model's name. */
export function rateVotes(votes: readonly Vote[], options: RateOptions = {}): Rating[] {
  const field = tally(votes);
  const groups = connectedGroups(field);
  const strong = stronglyConnectedGroups(field);
  const count = groups.reduce((most, group) => Math.max(most, group + 1), 0);
  return Array.from({ length: count }, (_, group) => {
    const members = field.players.flatMap((_, i) => (groups[i] === group ? [i] : []));
    const part = partOf(field, members);
    const chains = members.map((i) => strong[i] as number);
    return rateGroup(part, chains, group, count, options, votes).sort(
      (a, b) => b.rating - a.rating || (a.model < b.model ? -1 : 1),
    );
  }).flat();
}

function rateGroup(
  field: Field,
  chains: number[],
  group: number,
  groups: number,
  { clusterByPrompt = false, fewVotes = false, level = 0.95 }: RateOptions,
  votes: readonly Vote[],
): Rating[] {
  const n = field.players.length;
  const finite = new Set(chains).size === 1;
  const fit = fitBradleyTerry(field, finite ? 0 : weakPrior);
  const covariances = clusterByPrompt
    ? [promptClustered(field, fit, votes)]
    : fewVotes
      ? smallSample(field, fit)
      : [sandwich(field, fit)];
  const error = (i: number, j?: number) => Math.min(...covariances.map((matrix) => errorOf(matrix, n, i, j)));
  const z = normalQuantile(0.5 + level / 2);
  const gap = (i: number, j: number) => (fit.strengths[i] as number) - (fit.strengths[j] as number);
  const met = new Map(field.pairs.map((pair) => [pair.first * n + pair.second, pair.votes]));
  const ranks = rankIntervals(n, (i, j) => {
    // Between two chains one side has every point, so no spread can be estimated: then the chance of a coin's doing it.
    const votesOfPair = met.get(Math.min(i, j) * n + Math.max(i, j)) ?? 0;
    const p = chains[i] === chains[j] ? normalTwoSided(gap(i, j), error(i, j)) : 2 * 0.5 ** votesOfPair;
    return { estimate: gap(i, j), p: Math.min(1, p) };
  });
  // Such as ties only: no residual is left to judge by.
  const leavesNone = finite && field.players.every((_, i) => error(i) < 1e-9);
  return field.players.map((model, i): Rating => {
    const rating = middleRating + (fit.strengths[i] as number) * pointsPerLogit;
    const half = z * error(i) * pointsPerLogit;
    return {
      model,
      rating,
      low: finite ? rating - half : null,
      high: finite ? rating + half : null,
      rank: ranks[i] as RankInterval,
      votes: field.votes[i] ?? 0,
      group,
      finite,
      note: noteOf(finite, leavesNone, groups),
    };
  });
}

function noteOf(finite: boolean, leavesNone: boolean, groups: number): string | null {
  const unbounded =
    'Some models of this group won or lost every vote against the others, so the votes set no bound to the ratings; more votes between them do.';
  const apart =
    'There are models that never met this group, not even through others, so their ratings cannot be compared with these.';
  const exact =
    'These ratings fit every vote exactly, as with nothing but ties, so this kind of interval sees no error; that is no certainty.';
  const said = [...(finite ? [] : [unbounded]), ...(leavesNone ? [exact] : []), ...(groups > 1 ? [apart] : [])];
  return said.length === 0 ? null : said.join(' ');
}

function partOf(field: Field, members: number[]): Field {
  const place = new Map(members.map((player, i) => [player, i]));
  return {
    players: members.map((i) => field.players[i] as string),
    votes: members.map((i) => field.votes[i] ?? 0),
    pairs: field.pairs.flatMap((pair) => {
      const [first, second] = [place.get(pair.first), place.get(pair.second)];
      return first === undefined || second === undefined ? [] : [{ ...pair, first, second }];
    }),
  };
}
