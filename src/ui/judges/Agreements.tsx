import type { VNode } from 'preact';
import type { JudgeAgreement } from '../../model/agreement';
import { Icon } from '../Icon';
import { Inert } from '../Inert';
import { agreementTexts } from './agreementTexts';
import type { JudgeStrings } from './strings';

/** How far each judge agrees with the person, in one line that opens into all figures. */
export function Agreements({ of, strings }: { of: readonly JudgeAgreement[]; strings: JudgeStrings }): VNode {
  return (
    <ul class="agreements">
      {of.map((agreement) => {
        const { checked, on, figures } = agreementTexts(agreement, strings);
        const [kappa, alpha, bias, ...others] = figures;
        return (
          <li key={agreement.judge}>
            <Icon name={checked ? 'verified' : 'warning'} />{' '}
            <strong>
              <Inert text={agreement.judge} />
            </strong>{' '}
            <span class={checked ? 'dim' : 'not-checked'}>{on}</span>
            <div class="dim">{[kappa, alpha, bias].join(' · ')}</div>
            <div class="dim">{others.join(' · ')}</div>
          </li>
        );
      })}
    </ul>
  );
}
