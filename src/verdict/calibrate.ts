import { covariance, mean, variance } from '../rank/moments';
import { isSettled, type AnswerEvidence } from './evidence';

/** What is expected of an answer before a person has seen it. */
export type Expectation = (answer: AnswerEvidence) => number;

interface Label {
  bot: number;
  prompt: string;
  judged: number;
  share: number;
}

/** So many labels weigh as much as taking a judge at its word. */
const shrinkage = 2;
/** The same of what a bot's labels say of how the judge treats it, where too few bots are labelled to tell. */
const usualPull = 20;

/**
 * Expectations from the judge's points, corrected by what persons gave for answers that both have scored: a line for all
 * bots, with a slope of 0 to 1 (PPI++ calls it lambda), and an offset for each bot. What is expected at a prompt never
 * rests on a person's points at that prompt (cross-fitting), so that it biases no estimate, however bad the judge is.
 */
export function calibrate(answers: readonly AnswerEvidence[]): { expected: Expectation; offsetVariance: Offset } {
  const labels = answers.flatMap((answer): Label[] =>
    answer.judged === null || answer.certain || !isSettled(answer)
      ? []
      : [{ bot: answer.botId, prompt: keyOf(answer), judged: answer.judged, share: answer.points / answer.max }],
  );
  const settled = answers.filter(isSettled);
  const levels = settled.map(({ points, max }) => points / max);
  const level = levels.length > 0 ? mean(levels) : 0.5;
  const lines = new Map<string, Line>();
  const expected: Expectation = (answer) => {
    const key = keyOf(answer);
    const line = lines.get(key) ?? lineOf(labels.filter(({ prompt }) => prompt !== key));
    lines.set(key, line);
    return answer.judged === null ? level : line.at(answer.judged) + (line.offsets.get(answer.botId) ?? 0);
  };
  return { expected, offsetVariance: offsetVariance(labels) };
}

interface Line {
  at: (judged: number) => number;
  offsets: Map<number, number>;
}

function lineOf(labels: readonly Label[]): Line {
  const at = fit(labels);
  const offsets = new Map<number, number>();
  const rests = [...Map.groupBy(labels, (label) => label.bot)].map(
    ([bot, own]) => [bot, own.map(({ judged, share }) => share - at(judged))] as const,
  );
  const pull = pullOf(rests.map(([, own]) => own));
  for (const [bot, own] of rests) offsets.set(bot, (mean(own) * own.length) / (own.length + pull));
  return { at, offsets };
}

/** How far offsets are pulled towards none: the spread within bots over that between them (empirical Bayes). */
function pullOf(rests: readonly (readonly number[])[]): number {
  const several = rests.filter((own) => own.length > 1);
  if (several.length < 3) return usualPull;
  const degrees = several.reduce((sum, own) => sum + own.length - 1, 0);
  const within = several.reduce((sum, own) => sum + variance(own) * (own.length - 1), 0) / degrees;
  const between = variance(several.map((own) => mean(own))) - mean(several.map((own) => within / own.length));
  return between > 0 ? Math.min(200, Math.max(1, within / between)) : 200;
}

/** With fewer than four labels the judge is taken at its word but for its level. */
function fit(labels: readonly Label[]): (judged: number) => number {
  const [judged, shares] = [labels.map((label) => label.judged), labels.map(({ share }) => share)];
  const n = labels.length;
  if (n < 4) {
    const level = n === 0 ? 0 : ((mean(shares) - mean(judged)) * n) / (n + shrinkage);
    return (value) => value + level;
  }
  const spread = variance(judged);
  const slope = spread > 1e-12 ? Math.min(1, Math.max(0, covariance(shares, judged) / spread)) : 0;
  const [x, y] = [mean(judged), mean(shares)];
  return (value) => y + slope * (value - x);
}

/** How differently a judge treats bots; null with too few of them labelled to say. */
export type Offset = { variance: number; degrees: number } | null;

const fewestBots = 5;

/** By the method of moments over the bots' mean residuals, and never below a tenth of what these show. */
function offsetVariance(labels: readonly Label[]): Offset {
  const at = fit(labels);
  const rests = [...Map.groupBy(labels, ({ bot }) => bot).values()].map((own) =>
    own.map(({ judged, share }) => share - at(judged)),
  );
  if (rests.length < fewestBots) return null;
  const between = variance(rests.map((own) => mean(own)));
  const several = rests.filter((own) => own.length > 1);
  const degrees = several.reduce((sum, own) => sum + own.length - 1, 0);
  const within = several.reduce((sum, own) => sum + variance(own) * (own.length - 1), 0) / Math.max(1, degrees);
  const noise = degrees === 0 ? 0 : mean(rests.map((own) => within / own.length));
  return { variance: Math.max(between - noise, between / 10), degrees: rests.length - 1 };
}

function keyOf({ category, prompt }: AnswerEvidence): string {
  return `${category}/${prompt}`;
}
