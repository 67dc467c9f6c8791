import type { SheetPair } from '../../../../model/sheet';
import { number } from '../../../../ui/format';
import { fill } from '../../../../ui/strings';
import type { LeaderboardStrings } from '../../strings';

/** "Does LiveBench agree with my own scores?", in a sentence. */
export function agreementText(
  { agreement: { rho, interval, pairs } }: Pick<SheetPair, 'agreement'>,
  strings: Pick<LeaderboardStrings, 'agreement' | 'agreementShort' | 'agreementNone'>,
): string {
  if (rho === null) return fill(strings.agreementNone, number(pairs));
  const two = (value: number): string => number(value, 2);
  return interval
    ? fill(strings.agreement, two(rho), two(interval[0]), two(interval[1]), number(pairs))
    : fill(strings.agreementShort, two(rho), number(pairs));
}
