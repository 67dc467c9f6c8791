import { normalCdf } from '../distributions';
import { type Fit, fitBradleyTerry } from '../ratings/bradleyTerry';
import { connectedGroups } from '../ratings/groups';
import type { Field, Pair } from '../ratings/votes';

/** Two players by their numbers, `first` < `second`, and how much their next vote is expected to tell. */
export interface Candidate {
  first: number;
  second: number;
  /** Bits, less where their order is decided; more where the vote connects players that were never compared. */
  information: number;
}

/** Votes so far between numbered players: points and number by pair. */
export interface Meetings {
  players: number;
  pairs: readonly Pair[];
}

/** Weight of the prior while pairs are chosen: before any vote two players are within 4 logits of each other at 95 %. */
const choosingPrior = 1;
/** By how much a pair whose order is decided counts for less: nothing up to so many votes of both, all from twice as many. */
const discount = 0.1;
const settledVotes = 40;

/**
 * All pairs, the most telling first. While some players are not connected by votes, those pairs that connect two groups
 * come first, so that everybody can be compared soon. Then by what one vote is expected to tell about the difference of
 * the two, in bits: ½·log₂(1 + v/4), where v is the variance that the votes so far leave to the difference and ¼ what a
 * vote between equals tells (D-optimal design; Lindley 1956; for paired comparisons Graßhoff and Schwabe 2008).
 *
 * v goes by who met whom, not by who won: pairs chosen by how they went before make the ratings lie (a bot that had
 * bad luck is not asked again), and with the criteria that are greedy for the order of two the 95 % intervals held in
 * 57 to 89 % of the simulations. So what is decided already only counts for less, by a tenth at most, and only when
 * both have votes enough that this does no harm: among 20 players with 10 votes each even a fortieth did, as many pairs
 * tell nearly as much, and the intervals held in 89 %.
 * @param allowed whether the two may meet now
 * @param random 0 to 1; decides between pairs that tell as much, or else the first of the list would always begin
 */
export function candidates(
  { players: n, pairs }: Meetings,
  allowed: (i: number, j: number) => boolean,
  random: () => number,
): Candidate[] {
  const votes = new Array<number>(n).fill(0);
  for (const pair of pairs) {
    for (const player of [pair.first, pair.second]) votes[player] = (votes[player] ?? 0) + pair.votes;
  }
  const players = votes.map((_, i) => String(i));
  const field: Field = { players, pairs: [...pairs], votes };
  const groups = connectedGroups(field);
  const isConnected = groups.every((group) => group === groups[0]);
  // All ties: then only who met whom is in it.
  const evenly = fitBradleyTerry({ ...field, pairs: pairs.map(even) }, choosingPrior);
  const fit = fitBradleyTerry(field, choosingPrior);
  const made: Candidate[] = [];
  for (let first = 0; first < n; first++) {
    for (let second = first + 1; second < n; second++) {
      if (!allowed(first, second)) continue;
      const known = Math.min(1, Math.max(0, Math.min(votes[first] ?? 0, votes[second] ?? 0) / settledVotes - 1));
      const certain = 1 - doubt(gapOf(fit, first, second), varianceOf(fit, n, first, second));
      let information = Math.log2(1 + varianceOf(evenly, n, first, second) / 4) / 2;
      information *= 1 - discount * known * certain;
      // Those who were shown least connect first, so that no group grows by itself.
      if (!isConnected && groups[first] !== groups[second])
        information += 2 + 1 / (1 + (votes[first] ?? 0) + (votes[second] ?? 0));
      made.push({ first, second, information: information + random() * 1e-9 });
    }
  }
  return made.sort((a, b) => b.information - a.information);
}

function even(pair: Pair): Pair {
  return { ...pair, points: pair.votes / 2 };
}

function gapOf({ strengths }: Fit, i: number, j: number): number {
  return (strengths[i] as number) - (strengths[j] as number);
}

function varianceOf({ inverse }: Fit, n: number, i: number, j: number): number {
  const at = (a: number, b: number) => inverse[a * n + b] as number;
  return at(i, i) + at(j, j) - 2 * at(i, j);
}

/** Entropy in bits of "the first is better". */
function doubt(gap: number, variance: number): number {
  const better = normalCdf(gap / Math.sqrt(variance));
  return entropy(better) + entropy(1 - better);
}

function entropy(p: number): number {
  return p <= 0 || p >= 1 ? 0 : -p * Math.log2(p);
}
