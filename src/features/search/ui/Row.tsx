import type { VNode } from 'preact';
import { Icon } from '../../../ui/Icon';
import { Inert } from '../../../ui/Inert';
import { inertText } from '../../../ui/inertText';
import { factsOf } from '../found';
import { piecesOf } from '../pieces';
import type { FoundRow, OpenHow } from '../protocol';
import type { SearchStrings } from '../strings';

interface RowProps {
  row: FoundRow;
  strings: SearchStrings;
  index: number;
  /** -1 where it is not known how many there are. */
  count: number;
  top: number;
  height: number;
  lead: number;
  active: boolean;
  onPeek: () => void;
  onOpen: (how: OpenHow) => void;
  onMenu: (x: number, y: number) => void;
}

const icons = { prompt: 'note', output: 'comment', bot: 'hubot' };
const days = new Intl.DateTimeFormat(document.documentElement.lang || undefined, { dateStyle: 'medium' });

/** A result: kind and title, the snippet with its hits, and what the thing is told by. All of it is plain text. */
export function Row({
  row,
  strings,
  index,
  count,
  top,
  height,
  lead,
  active,
  onPeek,
  onOpen,
  onMenu,
}: RowProps): VNode {
  const { hit, practice } = row;
  const kind = { prompt: strings.prompt, output: strings.answer, bot: strings.bot }[hit.kind];
  const facts = factsOf(row, strings, (iso) => days.format(new Date(iso)));
  return (
    <div
      class={active ? 'row active' : 'row'}
      id={`row-${index}`}
      role="option"
      aria-selected={active}
      aria-posinset={index + 1}
      aria-setsize={count}
      style={{ transform: `translateY(${top}px)`, height: `${height}px` }}
      onClick={(event) => (event.ctrlKey || event.metaKey ? onOpen('side') : onPeek())}
      onDblClick={() => onOpen('open')}
      onContextMenu={(event) => {
        event.preventDefault();
        onMenu(event.clientX, event.clientY);
      }}
    >
      <div class="title" title={inertText(row.title)}>
        <Icon name={icons[hit.kind]} />
        <span class="visually-hidden">{kind}: </span>
        <span class="ellipsis">
          <Inert text={row.title} />
        </span>
      </div>
      <div class="snippet">
        {piecesOf(hit.snippet, hit.marks, lead).map((piece) =>
          piece.marked ? (
            <mark>
              <Inert text={piece.text} />
            </mark>
          ) : (
            <Inert text={piece.text} />
          ),
        )}
      </div>
      <div class="facts ellipsis">
        {practice && (
          <span class="practice">
            <Icon name="beaker" /> {strings.practice}
          </span>
        )}
        <Inert text={(practice && facts.length > 0 ? ' · ' : '') + facts.join(' · ')} />
      </div>
    </div>
  );
}
