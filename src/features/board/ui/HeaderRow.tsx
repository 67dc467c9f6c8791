import type { VNode } from 'preact';
import { Icon } from '../../../ui/Icon';
import type { Side } from '../arrange';
import type { Column } from '../columns';
import type { LeaderboardStrings } from '../strings';
import type { BoardView } from '../view';
import { columnDrag } from './columnDrag';
import type { Layout } from './Row';

interface HeaderProps {
  layout: Layout;
  strings: LeaderboardStrings;
  view: BoardView;
  active: number;
  height: number;
  sortBy: (column: Column, add: boolean) => void;
  onMenu: (column: Column, x: number, y: number) => void;
  /** A column was dropped beside another. */
  onMove: (id: string, target: string, side: Side) => void;
}

export function HeaderRow({ layout, view, active, height, sortBy, strings, onMenu, onMove }: HeaderProps): VNode {
  const cell = (column: Column, index: number, left: number | null): VNode => {
    const place = view.sort.findIndex((key) => key.column === column.id);
    const key = view.sort[place];
    const sort = !key ? 'none' : key.descending ? 'descending' : 'ascending';
    return (
      <div
        key={column.id}
        id={`cell--1-${index}`}
        role="columnheader"
        aria-colindex={index + 1}
        aria-sort={sort}
        class={`cell header kind-${column.kind}${left === null ? ' pinned' : ''}${index === active ? ' active' : ''}`}
        style={{ width: `${layout.widthOf(column)}px`, ...(left === null ? {} : { left: `${left}px` }) }}
        title={column.kind === 'rank' ? strings.rank : [column.title, column.hint].filter(Boolean).join(', ')}
        onClick={(event) => sortBy(column, event.shiftKey)}
        onContextMenu={(event) => {
          event.preventDefault();
          onMenu(column, event.clientX, event.clientY);
        }}
        {...columnDrag(column.id, onMove)}
      >
        <div class="main">
          <span class="ellipsis">{column.kind === 'rank' ? <abbr title={strings.rank}>#</abbr> : column.title}</span>
          {key && <Icon name={key.descending ? 'arrow-down' : 'arrow-up'} />}
          {key && view.sort.length > 1 && <span class="order">{place + 1}</span>}
        </div>
        {column.hint !== '' && <div class="sub">{column.hint}</div>}
      </div>
    );
  };
  return (
    <div class="row header-row" role="row" aria-rowindex={1} style={{ height: `${height}px` }}>
      <div class="pinned-part" role="presentation" style={{ width: `${layout.pinnedWidth}px` }}>
        {layout.pinned.map((column, index) => cell(column, index, null))}
      </div>
      {layout.scrolling.map(({ column, index, left }) => cell(column, index, left))}
    </div>
  );
}
