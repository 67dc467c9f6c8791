import { fewestAnswers, type JudgeAgreement, type Measure } from '../../model/agreement';
import { number } from '../format';
import { fill } from '../strings';
import type { JudgeStrings } from './strings';

/** What is said wherever a judge's points are shown: on how many answers it was checked, and each figure with its 95 % interval. */
export function agreementTexts(
  agreement: JudgeAgreement,
  strings: JudgeStrings,
): { checked: boolean; on: string; figures: string[] } {
  const { answers, checked } = agreement;
  const percent: [string, Measure | null][] = [
    [strings.judgeBias, agreement.bias],
    [strings.judgeLengthBias, agreement.lengthBias],
    [strings.judgeFamilyBias, agreement.familyBias],
    [strings.judgePositionBias, agreement.positionBias],
  ];
  return {
    checked,
    on: checked
      ? fill(strings.judgeChecked, number(answers))
      : fill(strings.judgeNotChecked, number(fewestAnswers), number(answers)),
    figures: [
      fill(strings.judgeKappa, measureText(agreement.kappa, 2, strings)),
      fill(strings.judgeAlpha, measureText(agreement.alpha, 2, strings)),
      ...percent.map(([text, measure]) => fill(text, measureText(measure, 1, strings))),
    ],
  };
}

function measureText(measure: Measure | null, decimals: number, strings: JudgeStrings): string {
  if (!measure) return strings.judgeUnknown;
  const figure = (value: number): string => number(value, decimals, true);
  const { estimate, low, high } = measure;
  if (low === null || high === null) return figure(estimate);
  return fill(strings.judgeInterval, figure(estimate), figure(low), figure(high));
}
