import type { VNode } from 'preact';
import { Button, Checkbox } from '../../../ui/toolkit';
import { Popover } from '../../../ui/Popover';
import { toggled } from '../arrange';
import type { Column } from '../columns';
import type { LeaderboardStrings } from '../strings';
import { defaultView, type BoardView } from '../view';

interface ColumnsProps {
  strings: LeaderboardStrings;
  columns: Column[];
  view: BoardView;
  change: (part: Partial<BoardView>) => void;
  iconOnly?: boolean;
}

/** Which columns to show, and how figures are told. */
export function ColumnsMenu({ strings, columns, view, change, iconOnly = false }: ColumnsProps): VNode {
  const { order, hidden, pinned } = defaultView;
  return (
    <Popover label={strings.columns} icon="split-horizontal" iconOnly={iconOnly}>
      <fieldset>
        <legend>{strings.columns}</legend>
        {columns
          .filter((column) => column.kind !== 'bot')
          .map((column) => (
            <Checkbox
              key={column.id}
              checked={!view.hidden.includes(column.id)}
              onChange={() => change({ hidden: toggled(view.hidden, column.id) })}
            >
              {column.kind === 'rank' ? strings.rank : column.title}
            </Checkbox>
          ))}
      </fieldset>
      <fieldset>
        <legend>{strings.appearance}</legend>
        <Checkbox checked={view.shading} onChange={(shading) => change({ shading })}>
          {strings.shading}
        </Checkbox>
        <Checkbox checked={view.intervals} onChange={(intervals) => change({ intervals })}>
          {strings.intervals}
        </Checkbox>
      </fieldset>
      <Button onClick={() => change({ order, hidden, pinned })}>{strings.resetColumns}</Button>
    </Popover>
  );
}
