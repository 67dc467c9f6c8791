import { randomIndex } from '../random';
import type { Pair } from '../ratings/votes';
import { candidates } from './nextPair';

/** An answer that can be shown. `prompt` names what it answers. */
export interface Showable {
  run: number;
  player: number;
  prompt: string;
}

/** A pair of answers that was shown; `points` of the left one, null where it was skipped. */
export interface Shown {
  left: Showable;
  right: Showable;
  points: number | null;
}

export interface Dealt {
  left: Showable;
  right: Showable;
}

/**
 * The next two answers to be compared: the pair of players whose vote is expected to tell most, the prompt that they and
 * all others were compared on least, the side on which each stood less. Two answers are never shown again, and the two
 * players of the last pair do not meet twice in a row where others can. Null where everything was compared.
 * @param random 0 to 1, for what is equal otherwise
 */
export function deal(answers: readonly Showable[], shown: readonly Shown[], random: () => number): Dealt | null {
  const players = [...new Set(answers.map(({ player }) => player))].sort((a, b) => a - b);
  const place = new Map(players.map((player, i) => [player, i]));
  const n = players.length;
  if (n < 2) return null;
  const byPrompt = players.map(() => new Map<string, Showable>());
  for (const answer of answers) byPrompt[place.get(answer.player) as number]?.set(answer.prompt, answer);
  const past = pastOf(shown);
  const open = (i: number, j: number): [Showable, Showable][] => {
    const [mine, theirs] = [byPrompt[i] as Map<string, Showable>, byPrompt[j] as Map<string, Showable>];
    return [...mine].flatMap(([prompt, a]): [Showable, Showable][] => {
      const b = theirs.get(prompt);
      return b && !past.runs.has(keyOf(a.run, b.run)) ? [[a, b]] : [];
    });
  };
  const last = shown.at(-1);
  const isLast = (i: number, j: number): boolean =>
    last !== undefined &&
    keyOf(players[i] as number, players[j] as number) === keyOf(last.left.player, last.right.player);
  const meetings = { players: n, pairs: pairsOf(shown, place, n) };
  const ordered = candidates(meetings, (i, j) => !isLast(i, j), random);
  // The two of the last pair are the last resort.
  if (last) {
    const [i, j] = [place.get(last.left.player), place.get(last.right.player)];
    if (i !== undefined && j !== undefined && i !== j)
      ordered.push({ first: Math.min(i, j), second: Math.max(i, j), information: 0 });
  }
  for (const { first, second } of ordered) {
    const choices = open(first, second);
    if (choices.length === 0) continue;
    const least = Math.min(...choices.map(([{ prompt }]) => past.prompts.get(prompt) ?? 0));
    const fewest = choices.filter(([{ prompt }]) => (past.prompts.get(prompt) ?? 0) === least);
    const [a, b] = fewest[randomIndex(random, fewest.length)] as [Showable, Showable];
    const surplus = (past.sides.get(a.player) ?? 0) - (past.sides.get(b.player) ?? 0);
    return surplus < 0 || (surplus === 0 && random() < 0.5) ? { left: a, right: b } : { left: b, right: a };
  }
  return null;
}

interface Past {
  /** Pairs of runs that were shown. */
  runs: Set<string>;
  /** How often each prompt was shown. */
  prompts: Map<string, number>;
  /** How much more often each player stood left than right. */
  sides: Map<number, number>;
}

function pastOf(shown: readonly Shown[]): Past {
  const past: Past = { runs: new Set(), prompts: new Map(), sides: new Map() };
  for (const { left, right } of shown) {
    past.runs.add(keyOf(left.run, right.run));
    past.prompts.set(left.prompt, (past.prompts.get(left.prompt) ?? 0) + 1);
    past.sides.set(left.player, (past.sides.get(left.player) ?? 0) + 1);
    past.sides.set(right.player, (past.sides.get(right.player) ?? 0) - 1);
  }
  return past;
}

function keyOf(a: number, b: number): string {
  return a < b ? `${a}/${b}` : `${b}/${a}`;
}

function pairsOf(shown: readonly Shown[], place: Map<number, number>, n: number): Pair[] {
  const pairs = new Map<number, Pair>();
  for (const { left, right, points } of shown) {
    const [i, j] = [place.get(left.player), place.get(right.player)];
    if (points === null || i === undefined || j === undefined || i === j) continue;
    const [first, second, gained] = i < j ? [i, j, points] : [j, i, 1 - points];
    const key = first * n + second;
    const pair = pairs.get(key) ?? { first, second, points: 0, squares: 0, votes: 0 };
    pair.points += gained;
    pair.squares += gained * gained;
    pair.votes++;
    pairs.set(key, pair);
  }
  return [...pairs.values()];
}
