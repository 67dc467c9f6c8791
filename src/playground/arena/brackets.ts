import type { BotVote } from '../../model/arena';
import { countedVotes, toVote } from '../../rank/arena/botVotes';
import { knockOut, swiss, type Match, type Standing } from '../../rank/arena/bracket';
import { pointsOfFirst } from '../../rank/ratings/votes';
import type { BotRating } from './botRating';

export const bracketKinds = ['knock-out', 'swiss'] as const;
export type BracketKind = (typeof bracketKinds)[number];

export interface Bracket {
  /** By the bots' names. */
  rounds: Match<string>[][];
  /** Of a Swiss tournament; empty for a knock-out. */
  standings: Standing<string>[];
}

/** A bracket of the bots that have met, seeded by rating, its matches decided by the votes that there are: for fun. */
export function bracketOf(
  kind: BracketKind,
  ratings: readonly BotRating[],
  votes: readonly BotVote[],
  category: string | null,
): Bracket {
  const groups = [...Map.groupBy(ratings, ({ group }) => group).values()];
  // Bots of another group never met these.
  const largest = groups.sort((x, y) => y.length - x.length)[0] ?? [];
  const gained = new Map<string, number>();
  const add = (key: string, points: number): void => void gained.set(key, (gained.get(key) ?? 0) + points);
  for (const vote of countedVotes(votes, category).map(toVote)) {
    const points = pointsOfFirst(vote.winner);
    add(`${vote.a}/${vote.b}`, points);
    add(`${vote.b}/${vote.a}`, 1 - points);
  }
  const ids = largest.map(({ botId }) => botId);
  const names = new Map(largest.map(({ botId, model }) => [botId, model]));
  const nameOf = (id: number): string => names.get(id) ?? String(id);
  const of = (a: number, b: number): number => gained.get(`${a}/${b}`) ?? 0;
  const { rounds, standings } =
    kind === 'swiss' ? swiss(ids, of) : { rounds: knockOut(ids, of), standings: [] as Standing<number>[] };
  return {
    rounds: rounds.map((round) =>
      round.map(({ a, b, winner, ...match }) => ({
        ...match,
        a: nameOf(a),
        b: b === null ? null : nameOf(b),
        winner: winner === null ? null : nameOf(winner),
      })),
    ),
    standings: standings.map(({ id, points }) => ({ id: nameOf(id), points })),
  };
}
