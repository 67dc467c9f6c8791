import type { VNode } from 'preact';
import { counted } from '../../../ui/counted';
import { number } from '../../../ui/format';
import { Inert } from '../../../ui/Inert';
import { fill } from '../../../ui/strings';
import type { Reveal, Revealed as Side } from '../protocol';
import type { ArenaStrings } from '../strings';

/** Whose the last two answers were, and what they looked like. */
export function RevealedPair({ last, strings }: { last: Reveal | null; strings: ArenaStrings }): VNode {
  if (!last) return <p class="reveal dim">{strings.noVote}</p>;
  const said = {
    left: strings.voteLeft,
    right: strings.voteRight,
    tie: strings.voteTie,
    both_bad: strings.voteBothBad,
  };
  return (
    <p class="reveal" aria-live="polite">
      <span class="dim">{last.outcome === null ? strings.voteSkipped : said[last.outcome]}</span>{' '}
      <Bot side={last.left} strings={strings} /> <span class="dim">/</span> <Bot side={last.right} strings={strings} />
    </p>
  );
}

function Bot({ side, strings }: { side: Side; strings: ArenaStrings }): VNode {
  const { bot, style, tokensPerSecond } = side;
  const looks = [
    counted(style.length, strings.oneWord, strings.words),
    ...(style.headings > 0 ? [counted(style.headings, strings.oneHeading, strings.headings)] : []),
    ...(style.lists > 0 ? [counted(style.lists, strings.oneListItem, strings.lists)] : []),
    ...(style.bold > 0 ? [fill(strings.bold, number(style.bold))] : []),
    ...(tokensPerSecond === null ? [] : [fill(strings.speed, number(Math.round(tokensPerSecond * 10) / 10))]),
  ];
  return (
    <span class="bot">
      <strong>
        <Inert text={bot} />
      </strong>{' '}
      <span class="dim">({looks.join(', ')})</span>
    </span>
  );
}
