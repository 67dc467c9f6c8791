import type { Verdict } from '../model/verdict';
import { drawOf, type Draw } from './draw';
import { isSettled, type AnswerEvidence, type WeighedCategory } from './evidence';

/** A person's time is spent on the likeliest rivals: a score or two of each of forty bots would settle nothing. */
const mostRivals = 4;

/**
 * The answer to score next: of the bots that are still in the race and their categories the one where another score
 * narrows the verdict most for the time it takes, and in it an answer that is drawn. Null where nothing is open.
 */
export function nextQuestion(
  verdict: Pick<Verdict, 'keep' | 'equal' | 'worse'>,
  answers: readonly AnswerEvidence[],
  categories: readonly WeighedCategory[],
  random: () => number,
): Draw | null {
  const { keep, equal, worse } = verdict;
  if (!keep) return null;
  const inRace = new Map([[keep.botId, 1]]);
  const doubtful = [...equal, ...worse].filter(({ chance }) => chance === null || chance > 0.005);
  doubtful.sort((a, b) => (a.likelyBehind ?? Infinity) - (b.likelyBehind ?? Infinity));
  for (const { botId, chance } of doubtful.slice(0, mostRivals)) inRace.set(botId, Math.max(0.1, chance ?? 0.5));
  const total = categories.reduce((sum, { points }) => sum + points, 0) || 1;
  const share = new Map(categories.map(({ id, points }) => [id, points / total]));
  let best: { gain: number; open: AnswerEvidence[] } | null = null;
  for (const own of Map.groupBy(answers, ({ botId, category }) => `${botId}/${category}`).values()) {
    const [{ botId, category }] = own as [AnswerEvidence];
    const open = own.filter((answer) => !isSettled(answer));
    const doubt = inRace.get(botId) ?? 0;
    if (open.length === 0 || doubt === 0) continue;
    const labels = own.length - open.length;
    const items = open.reduce((sum, { openItems }) => sum + Math.max(1, openItems), 0) / open.length;
    const gain = (doubt * (share.get(category) ?? 0) ** 2) / ((labels + 0.3) * (labels + 1) * items);
    if (!best || gain > best.gain) best = { gain, open };
  }
  return best && drawOf(best.open, random);
}
