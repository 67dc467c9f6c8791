/** How a comparison of two answers ended, in the words of the Arena's published votes. */
export const winners = ['model_a', 'model_b', 'tie', 'both_bad'] as const;
export type Winner = (typeof winners)[number];

export interface Vote {
  a: string;
  b: string;
  winner: Winner;
  /** The prompt that both answered; votes on one prompt are not independent. */
  prompt?: string;
}

/** All votes about one pair, with `first` < `second` by their place in `players`. */
export interface Pair {
  first: number;
  second: number;
  /** Points that `first` has: 1 for a win, 0.5 for a tie, both bad included. */
  points: number;
  /** The squares of the points, added up: what the spread of single votes needs. */
  squares: number;
  votes: number;
}

export interface Field {
  /** In alphabetical order, so that the order of votes changes nothing. */
  players: string[];
  pairs: Pair[];
  /** Votes of each player. */
  votes: number[];
}

export function pointsOfFirst(winner: Winner): number {
  if (winner === 'model_a') return 1;
  return winner === 'model_b' ? 0 : 0.5;
}

/** Adds votes up by pair: a million votes are as few numbers as there are pairs. Votes of a player against itself are left out. */
export function tally(votes: Iterable<Vote>): Field {
  const list = [...votes].filter((vote) => vote.a !== vote.b);
  const names = new Set<string>();
  for (const { a, b } of list) names.add(a).add(b);
  const players = [...names].sort();
  const place = new Map(players.map((player, i) => [player, i]));
  const pairs = new Map<number, Pair>();
  const counts = players.map(() => 0);
  for (const { a, b, winner } of list) {
    const [i, j] = [place.get(a) as number, place.get(b) as number];
    counts[i] = (counts[i] as number) + 1;
    counts[j] = (counts[j] as number) + 1;
    const [first, second] = i < j ? [i, j] : [j, i];
    const points = i < j ? pointsOfFirst(winner) : 1 - pointsOfFirst(winner);
    const key = first * players.length + second;
    let pair = pairs.get(key);
    if (!pair) pairs.set(key, (pair = { first, second, points: 0, squares: 0, votes: 0 }));
    pair.points += points;
    pair.squares += points * points;
    pair.votes++;
  }
  return { players, pairs: [...pairs.values()], votes: counts };
}
