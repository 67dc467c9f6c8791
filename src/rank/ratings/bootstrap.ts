import { quantileOf } from '../moments';
import { randomIndex, seededRandom } from '../random';
import { fitBradleyTerry, middleRating, pointsPerLogit } from './bradleyTerry';
import { connectedGroups, stronglyConnectedGroups } from './groups';
import { type Rating, weakPrior } from './rate';
import { type Field, tally, type Vote } from './votes';

export interface BootstrapOptions {
  resamples?: number;
  seed?: number;
  level?: number;
}

/**
 * The same ratings with percentile intervals from drawing prompts with replacement (Efron 1979; whole clusters, as
 * votes on one prompt resemble each other: Cameron, Gelbach and Miller 2008). Votes without a prompt are drawn one by
 * one. Where the votes set no bound to a rating (`low` or `high` null), drawing again sets none either. A draw in which
 * the group hangs together no more is held by the weak prior.
 */
export function bootstrapByPrompt(
  votes: readonly Vote[],
  rated: readonly Rating[],
  { resamples = 400, seed = 20261128, level = 0.95 }: BootstrapOptions = {},
): Rating[] {
  const random = seededRandom(seed);
  const groups = Map.groupBy(rated, ({ group }) => group);
  return [...groups.values()].flatMap((ratings) => {
    const members = new Set(ratings.map(({ model }) => model));
    const own = votes.filter(({ a, b }) => a !== b && members.has(a) && members.has(b));
    const clusters = [...Map.groupBy(own, ({ prompt }) => prompt ?? Symbol('alone')).values()];
    const drawn = new Map(ratings.map(({ model }) => [model, [] as number[]]));
    for (let draw = 0; draw < resamples; draw++) {
      const sample = clusters.flatMap(() => clusters[randomIndex(random, clusters.length)] as Vote[]);
      const field = withAll(tally(sample), [...members].sort());
      const isWhole = same(connectedGroups(field)) && same(stronglyConnectedGroups(field));
      const { strengths } = fitBradleyTerry(field, isWhole ? 0 : weakPrior);
      field.players.forEach((player, i) =>
        drawn.get(player)?.push(middleRating + (strengths[i] as number) * pointsPerLogit),
      );
    }
    return ratings.map((rating) => {
      const sorted = Float64Array.from(drawn.get(rating.model) ?? []).sort();
      const at = (q: number) => quantileOf([...sorted], q);
      const [low, high] = [at((1 - level) / 2), at((1 + level) / 2)];
      return { ...rating, low: rating.low === null ? null : low, high: rating.high === null ? null : high };
    });
  });
}

function same(groups: number[]): boolean {
  return groups.every((group) => group === groups[0]);
}

/** The field with those too who have no vote in this draw. */
function withAll(field: Field, players: string[]): Field {
  const place = new Map(players.map((player, i) => [player, i]));
  const to = field.players.map((player) => place.get(player) as number);
  const votes = players.map(() => 0);
  field.votes.forEach((count, i) => (votes[to[i] as number] = count));
  const pairs = field.pairs.map((pair) => ({
    ...pair,
    first: to[pair.first] as number,
    second: to[pair.second] as number,
  }));
  return { players, pairs, votes };
}
