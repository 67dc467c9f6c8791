import { Component, type VNode } from 'preact';
import type { BoardRow } from '../../../model/board';
import type { Pace } from '../../../model/pace';
import { heatOf } from '../heat';
import { certaintyTitle, type ShownCertainty } from '../certainty';
import { cellOf, coverage, type Column } from '../columns';
import type { LeaderboardStrings } from '../strings';
import type { BoardView } from '../view';
import { cellContent, cellTitle } from './Cell';

interface RowCellProps {
  id: string;
  row: BoardRow;
  column: Column;
  /** Place among all columns. */
  index: number;
  /** Pixels from the row's start; null for a pinned cell, which stands beside the others. */
  left: number | null;
  width: number;
  rank: number;
  strings: LeaderboardStrings;
  figure: BoardView['figure'];
  shading: boolean;
  /** Of the column's figures, for the shade. */
  low: number;
  high: number;
  pace: Pace;
  isActive: boolean;
  /** Place among the bots marked for comparing; -1 for none. */
  compared: number;
  certainty: ShownCertainty | null;
  /** On rows that nothing is within noise of, too. */
  intervals: boolean;
  /** Of a category among the board's, for its interval. */
  place: number;
}

/** One cell; as the board goes sideways, only those are drawn anew that show another column. */
export class RowCell extends Component<RowCellProps> {
  override shouldComponentUpdate(next: RowCellProps): boolean {
    for (const key in next) {
      if (this.props[key as keyof RowCellProps] !== next[key as keyof RowCellProps]) return true;
    }
    return false;
  }

  override render(): VNode {
    const { id, row, column, index, left, width, rank, strings, figure, shading, isActive, compared } = this.props;
    const { low, high, certainty, intervals, place, pace } = this.props;
    const heat = shading ? heatOf(row, column, figure, [low, high]) : null;
    const classes = ['cell', `kind-${column.kind}`];
    if (left === null) classes.push('pinned');
    if (isActive) classes.push('active');
    if (heat !== null) classes.push('heat', `heat-${heat}`);
    const cell = cellOf(row, column);
    const covered = cell && cell.answered > 0 ? coverage(cell) : 1;
    if (covered < 1) classes.push('part');
    return (
      <div
        id={id}
        role={column.kind === 'bot' ? 'rowheader' : 'gridcell'}
        aria-colindex={index + 1}
        class={classes.join(' ')}
        style={{
          width: `${width}px`,
          ...(left === null ? {} : { left: `${left}px` }),
          ...(covered < 1 ? { '--covered': `${Math.round(covered * 100)}%` } : {}),
        }}
        title={titleOf(row, column, strings, pace, figure, certainty, place)}
      >
        {cellContent(row, column, rank, { strings, figure, compared, certainty, intervals })}
      </div>
    );
  }
}

function titleOf(
  row: BoardRow,
  column: Column,
  strings: LeaderboardStrings,
  pace: Pace,
  figure: BoardView['figure'],
  certainty: ShownCertainty | null,
  place: number,
): string | undefined {
  const title = cellTitle(row, column, strings, pace, figure);
  const sure = certainty && certaintyTitle(row, column, certainty, strings, place);
  return [title, sure].filter(Boolean).join(' ') || undefined;
}
