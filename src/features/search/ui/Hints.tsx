import type { VNode } from 'preact';
import { fill } from '../../../ui/strings';
import { Button } from '../../../ui/toolkit';
import { Inert } from '../../../ui/Inert';
import { kindsLeftOut, noFilter, partsSet, type SearchFilter } from '../filter';
import type { SearchStrings } from '../strings';

/** What can be found, and how, before anything is typed. */
export function Start({ strings }: { strings: SearchStrings }): VNode {
  return (
    <div class="message" role="region" aria-label={strings.syntax} tabIndex={0}>
      <p>{strings.start}</p>
      <Syntax strings={strings} />
    </div>
  );
}

interface NothingProps {
  strings: SearchStrings;
  text: string;
  filter: SearchFilter;
  onFilter: (filter: SearchFilter) => void;
}

/** Why there may be no result, and what to try. */
export function Nothing({ strings, text, filter, onFilter }: NothingProps): VNode {
  const [before = '', after = ''] = strings.nothing.split('{0}');
  const restricted = partsSet(filter).length > 0 || filter.kind !== 'all';
  const names = { prompt: strings.prompts, bot: strings.bots, output: strings.answers };
  const [one, two] = kindsLeftOut(filter).map((kind) => names[kind].toLocaleLowerCase());
  return (
    <div class="message" role="region" aria-label={strings.syntax} tabIndex={0}>
      <p role="status">
        {before}
        <Inert text={text.length > 80 ? `${text.slice(0, 80)}…` : text} />
        {after}
      </p>
      {restricted && (
        <div class="restricted">
          <p>
            {strings.nothingFiltered}{' '}
            {one !== undefined && fill(strings.leftOut, two === undefined ? one : fill(strings.and, one, two))}
          </p>
          <Button onClick={() => onFilter(noFilter)}>{strings.clearFilters}</Button>
        </div>
      )}
      <Syntax strings={strings} />
    </div>
  );
}

function Syntax({ strings }: { strings: SearchStrings }): VNode {
  const lines = [
    [strings.words, strings.wordsHint],
    [strings.phrase, strings.phraseHint],
    [strings.begin, strings.beginHint],
    [strings.or, strings.orHint],
    [strings.not, strings.notHint],
  ];
  return (
    <>
      <h2>{strings.syntax}</h2>
      <dl class="syntax">
        {lines.map(([example, hint]) => (
          <div key={example}>
            <dt>
              <code>{example}</code>
            </dt>
            <dd>{hint}</dd>
          </div>
        ))}
      </dl>
      <p class="dim">{strings.folded}</p>
    </>
  );
}
