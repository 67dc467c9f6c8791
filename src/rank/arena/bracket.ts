/** A match of a bracket. Entrants are named by their ids; null is a place that stays empty. */
export interface Match<Id> {
  a: Id;
  b: Id | null;
  /** Points of a and of b in the votes between the two. */
  points: [a: number, b: number];
  /** Null only for a draw in a Swiss tournament. */
  winner: Id | null;
  /** `rating` where the votes between the two are even, or there are none; `bye` where there was no opponent. */
  by: 'votes' | 'rating' | 'bye';
}

/** Points that the first has won against the second, a tie as half a one. */
export type Gained<Id> = (first: Id, second: Id) => number;

/**
 * A knock-out between all entrants, the best of the seeds first: the first and the second can only meet in the final, and
 * the best have a bye where their number is no power of two. Rounds, the final last.
 * @param entrants the best first
 */
export function knockOut<Id>(entrants: readonly Id[], gained: Gained<Id>): Match<Id>[][] {
  if (entrants.length < 2) return [];
  const seed = new Map(entrants.map((id, place) => [id, place]));
  const places = 2 ** Math.ceil(Math.log2(entrants.length));
  let left: (Id | null)[] = seedOrder(places).map((place) => entrants[place] ?? null);
  const rounds: Match<Id>[][] = [];
  while (left.length > 1) {
    const round: Match<Id>[] = [];
    for (let i = 0; i < left.length; i += 2) {
      // Of two places at least one is taken: more than half of all are.
      const [one, two] = [left[i] ?? null, left[i + 1] ?? null];
      const [a, b] = one === null ? [two as Id, null] : [one, two];
      round.push(played(a, b, gained, (seed.get(a) ?? 0) < (b === null ? Infinity : (seed.get(b) ?? 0))));
    }
    rounds.push(round);
    left = round.map(({ winner }) => winner);
  }
  return rounds;
}

/** 0, 3, 2, 1 for four: pairs in which the best meets the last, and so on, so that the best two are in different halves. */
function seedOrder(places: number): number[] {
  let order = [0];
  while (order.length < places) {
    const count = order.length * 2;
    order = order.flatMap((place, i) => (i % 2 === 0 ? [place, count - 1 - place] : [count - 1 - place, place]));
  }
  return order;
}

export interface Standing<Id> {
  id: Id;
  /** 1 for a match won or without an opponent, ½ for a draw. */
  points: number;
}

/**
 * A Swiss tournament: in each round those meet who stand level and have not met; nobody has two byes. As many rounds as a
 * knock-out would have. A match without votes, or with even ones, is a draw.
 * @param entrants the best first
 */
export function swiss<Id>(
  entrants: readonly Id[],
  gained: Gained<Id>,
): { rounds: Match<Id>[][]; standings: Standing<Id>[] } {
  const table = entrants.map((id, seed) => ({ id, seed, points: 0, met: new Set<Id>(), rested: false }));
  const rounds: Match<Id>[][] = [];
  const count = entrants.length < 2 ? 0 : Math.ceil(Math.log2(entrants.length));
  const byPoints = () => [...table].sort((x, y) => y.points - x.points || x.seed - y.seed);
  for (let number = 0; number < count; number++) {
    const waiting = byPoints();
    const round: Match<Id>[] = [];
    if (waiting.length % 2 === 1) {
      const from = waiting.findLastIndex(({ rested }) => !rested);
      const [resting] = waiting.splice(from === -1 ? waiting.length - 1 : from, 1);
      if (resting) {
        resting.rested = true;
        resting.points++;
        round.push(played(resting.id, null, gained, true));
      }
    }
    while (waiting.length > 1) {
      const one = waiting.shift();
      if (!one) break;
      // Where all others were met already, the nearest is met again.
      const fresh = waiting.findIndex(({ id }) => !one.met.has(id));
      const [other] = waiting.splice(Math.max(0, fresh), 1);
      if (!other) break;
      one.met.add(other.id);
      other.met.add(one.id);
      const match = played(one.id, other.id, gained, null);
      one.points += match.winner === null ? 0.5 : Number(match.winner === one.id);
      other.points += match.winner === null ? 0.5 : Number(match.winner === other.id);
      round.push(match);
    }
    rounds.push(round);
  }
  return { rounds, standings: byPoints().map(({ id, points }) => ({ id, points })) };
}

/** @param firstIsBetter who goes on where the votes do not say; null for nobody */
function played<Id>(a: Id, b: Id | null, gained: Gained<Id>, firstIsBetter: boolean | null): Match<Id> {
  if (b === null) return { a, b, points: [0, 0], winner: a, by: 'bye' };
  const points: [number, number] = [gained(a, b), gained(b, a)];
  if (points[0] !== points[1]) return { a, b, points, winner: points[0] > points[1] ? a : b, by: 'votes' };
  const winner = firstIsBetter === null ? null : firstIsBetter ? a : b;
  return { a, b, points, winner, by: winner === null ? 'votes' : 'rating' };
}
