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

/** `8 by hand · 12 by a program · 13 points open`; empty where a person gave all of it. */
export function giversText(
  score: Pick<CountingScore, 'given' | 'proven' | 'accepted' | 'max' | 'settled'>,
  strings: GiverStrings,
): string {
  const open = score.max - score.settled;
  const byOthers = score.proven !== 0 || score.accepted !== 0;
  if (!byOthers && open <= 0) return '';
  const parts = [
    ...(score.given === 0 ? [] : [givenText(score.given, 'hand', strings)]),
    ...(score.proven === 0 ? [] : [givenText(score.proven, 'automatic', strings)]),
    ...(score.accepted === 0 ? [] : [givenText(score.accepted, 'accepted', strings)]),
    ...(open <= 0 ? [] : [fill(strings.givenOpen, number(open, 2))]),
  ];
  return parts.join(' · ');
}
