import { minutesLeft } from '../model/pace';
import type { Verdict } from '../model/verdict';
import { studentQuantile } from '../rank/distributions';
import { isSettled, type AnswerEvidence } from './evidence';
import type { Field } from './field';

interface Effort {
  field: Field;
  answers: readonly AnswerEvidence[];
  tolerance: number;
  secondsAnItem: number;
}

/**
 * How long a person would have to score until it is decided: an interval shrinks with the root of the answers that were
 * scored. Null where there is nothing left to score and it is not decided.
 */
export function minutesUntil(
  { keep, equal, worse, decided }: Pick<Verdict, 'keep' | 'equal' | 'worse' | 'decided'>,
  { field, answers, tolerance, secondsAnItem }: Effort,
): Pick<Verdict, 'minutesLeft' | 'openAnswers'> {
  const racing = keep ? [keep, ...[...equal, ...worse].filter(({ chance }) => chance === null || chance > 0.01)] : [];
  const ids = new Set(racing.map(({ botId }) => botId));
  const open = answers.filter((answer) => ids.has(answer.botId) && !isSettled(answer));
  if (decided) return { minutesLeft: 0, openAnswers: open.length };
  if (!keep || open.length === 0) return { minutesLeft: null, openAnswers: open.length };
  const wanted = racing.slice(1).map(({ botId }) => {
    const figure = field.difference(keep.botId, botId);
    if (!figure || figure.standardError === null) return 3;
    const margin = Math.max(0.5, figure.estimate + tolerance);
    const half = studentQuantile(1 - 0.05 / Math.max(1, racing.length - 1), figure.degrees) * figure.standardError;
    return Math.max(0, Math.max(2, figure.labels) * ((half / margin) ** 2 - 1));
  });
  const most = Math.max(1, ...wanted);
  const items = open.reduce((sum, { openItems }) => sum + openItems, 0);
  const needed = Math.min(1, (most + wanted.reduce((sum, own) => sum + own, 0)) / open.length) * items;
  return { minutesLeft: minutesLeft(Math.ceil(needed), { secondsAnItem, measuredOn: null }), openAnswers: open.length };
}
