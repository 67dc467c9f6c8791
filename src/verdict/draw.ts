import type { AnswerEvidence } from './evidence';

export interface Draw {
  runId: number;
  /** How much likelier than by an even chance it was, at least one half: it is kept, as estimates rest on it. */
  chance: number;
}

/** What part of the chances is even, so that no answer is out of reach and none weighs too much. */
const evenPart = 0.5;

/**
 * Draws the answer to score next among open ones of a bot and category: where judges are less sure, likelier (active
 * statistical inference, Zrnic and Candès 2024). There has to be one.
 */
export function drawOf(open: readonly AnswerEvidence[], random: () => number): Draw {
  const doubts = open.map(doubtOf);
  const total = doubts.reduce((sum, doubt) => sum + doubt, 0);
  const chances = doubts.map((doubt) => evenPart + (1 - evenPart) * (total > 0 ? (doubt / total) * open.length : 1));
  let left = random() * open.length;
  let place = 0;
  while (place < open.length - 1 && left >= (chances[place] as number)) left -= chances[place++] as number;
  return { runId: (open[place] as AnswerEvidence).runId, chance: chances[place] as number };
}

/** Judges that are apart, or that give half, are likelier to be wrong than those that agree on all or nothing. */
function doubtOf({ judged, spread }: AnswerEvidence): number {
  if (judged === null) return 0.25;
  const share = Math.min(1, Math.max(0, judged));
  return 0.1 + share * (1 - share) + Math.min(1, Math.max(0, spread));
}
