import { madeOfText } from '../../l10n/madeOf';
import type { Pace } from '../../model/pace';
import type { CountingScore, ScoreSource } from '../../model/score';
import { number } from '../format';
import { fill } from '../strings';
import type { GiverStrings } from './strings';

/** `12 by a program`, for points that somebody gave. */
export function givenText(points: number, source: ScoreSource, strings: GiverStrings): string {
  const text =
    source === 'hand' ? strings.givenByHand : source === 'automatic' ? strings.givenByProgram : strings.givenByProposal;
  return fill(text, number(points, 2));
}

/** `5 of 7 points by a program · 3 points open: …`, for an item of which a program could settle a part. */
export function partText(
  { points, settled, max }: { points: number; settled: number; max: number },
  strings: GiverStrings,
): string {
  return fill(strings.givenPart, number(points, 2), number(settled, 2), number(max - settled, 2));
}

/** `8 by hand · 12 by a program · 13 points open`; empty where a person gave all of it. */
export function giversText(
  score: Pick<CountingScore, 'given' | 'proven' | 'accepted' | 'max' | 'settled'>,
  strings: GiverStrings,
): string {
  const open = score.max - score.settled;
  const byOthers = score.proven !== 0 || score.accepted !== 0;
  if (!byOthers && open <= 0) return '';
  return madeOfText({ ...score, open }, strings, (points) => number(points, 2));
}

/** What the time left is reckoned with. */
export function paceText({ secondsAnItem, measuredOn }: Pace, strings: GiverStrings): string {
  const seconds = number(secondsAnItem, 0);
  return measuredOn === null ? fill(strings.timeLeftUsual, seconds) : fill(strings.timeLeftOwn, seconds, measuredOn);
}
