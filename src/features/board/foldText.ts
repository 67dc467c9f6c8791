import type { FoldFacts } from '../../model/foldFacts';
import { number } from '../../ui/format';
import { inertText } from '../../ui/inertText';
import { fill } from '../../ui/strings';
import type { LeaderboardStrings } from './strings';

/** Flips that a title lists; the command line lists all. */
const mostFlips = 12;

/** `6 rows · mean 3,755 ± 120 · sd 98 · 4 of 20 prompts flipped`, as far as it is known. */
export function foldText(fold: FoldFacts, strings: LeaderboardStrings): string {
  const { rows, mean, interval, deviation, flips, repeatedPrompts } = fold;
  const width = interval ? interval[1] - interval[0] : 10;
  const points = (value: number): string => number(value, width < 10 ? 1 : 0);
  return [
    fill(strings.foldRows, number(rows)),
    mean === null
      ? ''
      : interval
        ? fill(strings.foldMean, points(mean), points((interval[1] - interval[0]) / 2))
        : fill(strings.foldMeanOnly, points(mean)),
    deviation === null ? '' : fill(strings.foldDeviation, points(deviation)),
    repeatedPrompts === 0 ? '' : fill(strings.foldFlips, number(flips.length), number(repeatedPrompts)),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

export function foldTitle({ scoredRows, flips }: FoldFacts, strings: LeaderboardStrings): string {
  const listed = flips
    .slice(0, mostFlips)
    .map(({ bot, category, prompt, points }) => {
      const each = points.map((value) => (value === null ? '–' : number(value, 1))).join(' / ');
      return `${inertText(bot)} ${inertText(category)}/${inertText(prompt)} (${each})`;
    })
    .concat(flips.length > mostFlips ? ['…'] : []);
  return [
    fill(strings.foldTitle, number(scoredRows)),
    ...(listed.length > 0 ? [fill(strings.foldFlipsTitle, listed.join('; '))] : []),
  ].join(' ');
}
