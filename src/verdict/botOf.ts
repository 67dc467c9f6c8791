import type { Interval } from '../model/certainty';
import type { EvidenceKind, VerdictAnswer, VerdictBot } from '../model/verdict';
import type { Contender } from './contenders';
import { isSettled, type AnswerEvidence } from './evidence';
import { intervalOf, type Field, type Figure } from './field';

interface Behind {
  field: Field;
  /** Those of the bot. */
  answers: readonly AnswerEvidence[];
  keep: Contender;
  behind: Figure | null;
  chance: number | null;
}

/** A bot with its points, its costs and every answer behind them. */
export function botOf(one: Contender, { field, answers, keep, behind, chance }: Behind): VerdictBot {
  const figure = field.total(one.botId);
  const range = figure && intervalOf(figure);
  const { context: _, ...facts } = one;
  const [own, other] = [one.tokensPerSecond, keep.tokensPerSecond];
  return {
    ...facts,
    settled: settledShare(answers),
    points: figure ? tenths(Math.max(0, Math.min(100, figure.estimate))) : null,
    interval: range && [tenths(Math.max(0, range[0])), tenths(Math.min(100, range[1]))],
    behind: behind && tenths(behind.estimate),
    likelyBehind: one === keep ? null : field.likely(keep.botId, one.botId),
    behindInterval: behind && tidy(intervalOf(behind)),
    chance,
    faster: own !== null && other !== null && other > 0 && one !== keep ? own / other : null,
    answers: answers.flatMap(answerOf),
  };
}

function answerOf(answer: AnswerEvidence): VerdictAnswer[] {
  const { runId, category, prompt, points, settled, judged } = answer;
  const kind = kindOf(answer);
  if (kind === null) return [];
  const share = isSettled(answer) || judged === null ? points / settled : judged;
  return [{ runId, category, prompt, kind, share: tenths(share * 100) }];
}

function settledShare(answers: readonly AnswerEvidence[]): number {
  const all = answers.reduce((sum, { max }) => sum + max, 0);
  const known = answers.reduce((sum, { judged, settled, max }) => sum + (judged === null ? settled : max), 0);
  return all > 0 ? tenths((100 * known) / all) : 0;
}

/** Who has settled an answer in the main; null where nobody has said anything of it. */
export function kindOf(answer: AnswerEvidence): EvidenceKind | null {
  const { certain, given, accepted, judged, settled } = answer;
  if (isSettled(answer)) return certain ? 'program' : accepted > given ? 'accepted' : 'person';
  if (judged !== null) return 'judge';
  return settled > 0 ? 'partly' : null;
}

function tidy(range: Interval | null): Interval | null {
  return range && [tenths(range[0]), tenths(range[1])];
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10 + 0;
}
