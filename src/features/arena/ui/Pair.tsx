import type { VNode } from 'preact';
import { Markdown, PlainText } from '../../../ui/Markdown';
import { Inert } from '../../../ui/Inert';
import { counted } from '../../../ui/counted';
import type { BlindPair } from '../protocol';
import type { ArenaStrings } from '../strings';

interface PairProps {
  pair: BlindPair;
  /** The pair after the one on screen is made ready out of sight. */
  hidden: boolean;
  strings: ArenaStrings;
  onLink: (url: string) => void;
}

/** Two answers beside each other, or one above the other where there is little room. */
export function Pair({ pair, hidden, strings, onLink }: PairProps): VNode {
  return (
    <div class="pair" hidden={hidden} data-token={pair.token}>
      {(['left', 'right'] as const).map((side) => (
        <section key={side} class={`answer ${side}`} aria-label={strings[side]}>
          <h2>{strings[side]}</h2>
          <div class="text" tabIndex={hidden ? -1 : 0} role="region" aria-label={strings[side]}>
            {pair[side].trim() === '' ? (
              <p class="dim">{strings.emptyAnswer}</p>
            ) : (
              <Markdown text={pair[side]} strings={strings} onLink={onLink} />
            )}
          </div>
        </section>
      ))}
    </div>
  );
}

/** What was asked. */
export function Asked({ pair, strings, onLink }: Omit<PairProps, 'hidden'>): VNode {
  return (
    <section class="aside" aria-label={strings.prompt} tabIndex={0}>
      <h2>
        <Inert text={`${pair.category} · ${pair.title}`} />
      </h2>
      {pair.system !== null && (
        <details>
          <summary>{strings.system}</summary>
          <PlainText text={pair.system} />
        </details>
      )}
      <Markdown text={pair.prompt} strings={strings} onLink={onLink} />
    </section>
  );
}

/** What the points are given for. */
export function Rubric({ pair, strings }: Pick<PairProps, 'pair' | 'strings'>): VNode {
  return (
    <section class="aside" aria-label={strings.rubric} tabIndex={0}>
      <h2>{strings.rubric}</h2>
      {pair.rubric.length === 0 && <p class="dim">{strings.noRubric}</p>}
      <ul>
        {pair.rubric.map((item, index) => (
          <li key={index}>
            <strong>
              <Inert text={item.title} />
            </strong>{' '}
            <span class="dim">{counted(item.points, strings.onePoint, strings.points)}</span>
            {item.full !== '' && (
              <div>
                <Inert text={item.full} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
