import type { VNode } from 'preact';
import type { CheckVerdict, Verdict } from '../../model/check';
import { number } from '../format';
import { Icon } from '../Icon';
import { inertText } from '../inertText';
import { fill } from '../strings';
import type { VerdictStrings } from './strings';

const icons: Record<Verdict, string> = { pass: 'pass', fail: 'error', unknown: 'question' };

/** What each check says of an answer, with what it rests on. The evidence quotes the answer, so it is shown as text. */
export function Verdicts({ verdicts, strings }: { verdicts: readonly CheckVerdict[]; strings: VerdictStrings }): VNode {
  const words: Record<Verdict, string> = {
    pass: strings.verdictPass,
    fail: strings.verdictFail,
    unknown: strings.verdictUnknown,
  };
  return (
    <ul class="verdicts" aria-label={strings.verdictsLabel}>
      {verdicts.map((one, index) => (
        <li key={index} class={one.verdict}>
          <Icon name={icons[one.verdict]} /> <strong>{words[one.verdict]}</strong>
          {one.verdict !== 'unknown' && (
            <span class="dim"> {fill(strings.verdictPoints, number(one.points, 2), number(one.max, 2))}</span>
          )}{' '}
          <code>{inertText(one.check)}</code>
          <div class="dim">
            {inertText(one.evidence)}
            {one.line !== null && ` ${fill(strings.verdictLine, number(one.line + 1))}.`}
          </div>
          {one.verdict === 'fail' && one.loose === 'pass' && <div class="dim">{strings.verdictLoose}</div>}
        </li>
      ))}
    </ul>
  );
}
