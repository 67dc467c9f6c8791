import { Component, type VNode } from 'preact';
import { fill } from '../../strings';
import { Inert } from '../../ui/Inert';
import { heatOf } from '../heat';
import type { Column } from '../columns';
import type { Line } from '../rows';
import type { LeaderboardStrings } from '../strings';
import type { BoardView } from '../view';
import { cellContent, cellTitle } from './Cell';

/** Which columns stand where at the moment. */
export interface Layout {
  pinned: Column[];
  /** Those in sight, with their place among all columns. */
  scrolling: { column: Column; index: number }[];
  /** Width in pixels of the columns left of those in sight. */
  before: number;
  /** Cells are used again for another column this many places on. */
  slots: number;
  widthOf: (column: Column) => number;
}

interface RowProps {
  index: number;
  top: number;
  height: number;
  line: Line;
  layout: Layout;
  /** Changes when the layout does. */
  layoutKey: string;
  columns: { pinned: Column[]; scrolling: Column[] };
  strings: LeaderboardStrings;
  figure: BoardView['figure'];
  shading: boolean;
  isSelected: boolean;
  activeColumn: number;
  /** Place among the bots marked for comparing; -1 for none. */
  compared: number;
  onPoint: (column: number, mark: boolean) => void;
  onOpen: (column: number) => void;
}

const watched = [
  'index',
  'top',
  'height',
  'layoutKey',
  'columns',
  'figure',
  'shading',
  'isSelected',
  'activeColumn',
  'compared',
] as const satisfies (keyof RowProps)[];

/** One line of the board; drawn anew only when something that it shows has changed. */
export class Row extends Component<RowProps> {
  override shouldComponentUpdate(next: RowProps): boolean {
    const { line } = this.props;
    const same =
      line.kind === 'bot' && next.line.kind === 'bot'
        ? line.row === next.line.row && line.rank === next.line.rank
        : line.kind === 'group' && next.line.kind === 'group' && line.bots === next.line.bots;
    return !same || watched.some((key) => this.props[key] !== next[key]);
  }

  override render(): VNode {
    const { index, top, height, line, isSelected } = this.props;
    const style = { height: `${height}px`, transform: `translateY(${top}px)` };
    if (line.kind === 'group') return this.renderGroup(line, style);
    return (
      <div
        class={`row${isSelected ? ' selected' : ''}`}
        role="row"
        aria-rowindex={index + 2}
        aria-selected={isSelected}
        style={style}
        data-vscode-context={JSON.stringify({
          webviewSection: 'bot',
          botId: line.row.botId,
          preventDefaultContextMenuItems: true,
        })}
      >
        {this.renderCells(line)}
      </div>
    );
  }

  private renderCells(line: Extract<Line, { kind: 'bot' }>): VNode {
    const { layout } = this.props;
    let left = 0;
    return (
      <>
        {layout.pinned.map((column, index) => {
          const at = left;
          left += layout.widthOf(column);
          return this.renderCell(line, column, index, at);
        })}
        <div role="presentation" style={{ width: `${layout.before}px`, flexShrink: 0 }} />
        {layout.scrolling.map(({ column, index }) => this.renderCell(line, column, index, null))}
      </>
    );
  }

  private renderCell(
    line: Extract<Line, { kind: 'bot' }>,
    column: Column,
    index: number,
    pinnedAt: number | null,
  ): VNode {
    const { layout, strings, figure, shading, activeColumn, compared, onPoint, onOpen } = this.props;
    const heat = shading ? heatOf(line.row, column) : null;
    const classes = ['cell', `kind-${column.kind}`];
    if (pinnedAt !== null) classes.push('pinned');
    if (index === activeColumn) classes.push('active');
    if (heat !== null) classes.push(`heat-${heat}`);
    return (
      <div
        key={pinnedAt === null ? index % layout.slots : column.id}
        id={`cell-${this.props.index}-${index}`}
        role={column.kind === 'bot' ? 'rowheader' : 'gridcell'}
        aria-colindex={index + 1}
        class={classes.join(' ')}
        style={{ width: `${layout.widthOf(column)}px`, ...(pinnedAt === null ? {} : { left: `${pinnedAt}px` }) }}
        title={cellTitle(line.row, column, strings)}
        onClick={(event) => onPoint(index, event.ctrlKey || event.metaKey)}
        onDblClick={() => onOpen(index)}
      >
        {cellContent(line.row, column, line.rank, { strings, figure, compared })}
      </div>
    );
  }

  private renderGroup(line: Extract<Line, { kind: 'group' }>, style: Record<string, string>): VNode {
    const { index, strings, columns, activeColumn, onPoint } = this.props;
    const bots = line.bots === 1 ? strings.oneBot : fill(strings.bots, line.bots);
    return (
      <div class="row group" role="row" aria-rowindex={index + 2} style={style}>
        <div
          id={`cell-${index}-${Math.max(0, activeColumn)}`}
          role="rowheader"
          aria-colindex={1}
          aria-colspan={columns.pinned.length + columns.scrolling.length}
          class={`cell${activeColumn >= 0 ? ' active' : ''}`}
          onClick={() => onPoint(0, false)}
        >
          <strong>{line.title === '' ? strings.unknown : <Inert text={line.title} />}</strong>
          <span class="dim">{bots}</span>
        </div>
      </div>
    );
  }
}
