import { Component, type VNode } from 'preact';
import type { FoldFacts } from '../../../model/foldFacts';
import type { Pace } from '../../../model/pace';
import { fill } from '../../../ui/strings';
import { number, percent } from '../../../ui/format';
import { Icon } from '../../../ui/Icon';
import { Inert } from '../../../ui/Inert';
import type { ShownCertainty } from '../certainty';
import type { Column } from '../columns';
import type { Ranges } from '../heat';
import { othersTitle, type Line } from '../rows';
import type { LeaderboardStrings } from '../strings';
import type { BoardView } from '../view';
import { foldText, foldTitle } from '../foldText';
import { RowCell } from './RowCell';

/** Which columns stand where at the moment. */
export interface Layout {
  pinned: Column[];
  pinnedWidth: number;
  /** Those in sight, with their place among all columns, by slot. A cell is used again by the next column in its slot. */
  scrolling: { column: Column; index: number; left: number; slot: number }[];
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
  ranges: Ranges;
  pace: Pace;
  isSelected: boolean;
  activeColumn: number;
  /** Place among the bots marked for comparing; -1 for none. */
  compared: number;
  certainty: ShownCertainty | null;
  /** What the rows of a group say together, once it is known. */
  fold: FoldFacts | null;
  intervals: boolean;
  /** Of each category, by its id, among the board's. */
  places: ReadonlyMap<string, number>;
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
  'ranges',
  'pace',
  'isSelected',
  'activeColumn',
  'compared',
  'certainty',
  'fold',
  'intervals',
] as const satisfies (keyof RowProps)[];

/** One line of the board; drawn anew only when something that it shows has changed. */
export class Row extends Component<RowProps> {
  override shouldComponentUpdate(next: RowProps): boolean {
    const { line } = this.props;
    const same =
      line.kind === 'bot' && next.line.kind === 'bot'
        ? line.row === next.line.row && line.rank === next.line.rank
        : line.kind === 'group' &&
          next.line.kind === 'group' &&
          line.key === next.line.key &&
          line.bots === next.line.bots &&
          line.isOpen === next.line.isOpen &&
          line.means?.figure === next.line.means?.figure &&
          line.means?.tokensPerSecond === next.line.means?.tokensPerSecond;
    return !same || watched.some((key) => this.props[key] !== next[key]);
  }

  override render(): VNode {
    const { index, top, height, line, isSelected } = this.props;
    const style = { height: `${height}px`, top: `${top}px` };
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
        onClick={this.onClick}
        onDblClick={this.onDblClick}
      >
        {this.renderCells(line)}
      </div>
    );
  }

  // They read the properties of the moment: a row that is not drawn anew still has to know what else has changed.
  private readonly onClick = (event: MouseEvent): void => {
    const column = columnAt(event);
    if (column !== null) this.props.onPoint(column, event.ctrlKey || event.metaKey);
  };

  private readonly onDblClick = (event: MouseEvent): void => {
    const column = columnAt(event);
    if (column !== null) this.props.onOpen(column);
  };

  private renderCells(line: Extract<Line, { kind: 'bot' }>): VNode {
    const { layout, index: rowIndex, strings, figure, shading, activeColumn, compared } = this.props;
    const { certainty, intervals, places, pace, ranges } = this.props;
    const cell = (column: Column, index: number, key: string | number, left: number | null): VNode => (
      <RowCell
        key={key}
        id={`cell-${rowIndex}-${index}`}
        {...{ column, index, left, strings, figure, shading, certainty, intervals, pace }}
        low={ranges[column.id]?.[0] ?? 0}
        high={ranges[column.id]?.[1] ?? 0}
        place={column.kind === 'category' ? (places.get(column.categoryId) ?? -1) : -1}
        row={line.row}
        rank={column.kind === 'rank' ? line.rank : 0}
        width={layout.widthOf(column)}
        isActive={index === activeColumn}
        compared={column.kind === 'rank' ? compared : -1}
      />
    );
    return (
      <>
        <div class="pinned-part" role="presentation" style={{ width: `${layout.pinnedWidth}px` }}>
          {layout.pinned.map((column, index) => cell(column, index, column.id, null))}
        </div>
        {layout.scrolling.map(({ column, index, left, slot }) => cell(column, index, slot, left))}
      </>
    );
  }

  private renderGroup(line: Extract<Line, { kind: 'group' }>, style: Record<string, string>): VNode {
    const { index, strings, columns, activeColumn, fold } = this.props;
    const title = line.title === othersTitle ? strings.others : line.title === '' ? strings.unknown : line.title;
    return (
      <div class="row group" role="row" aria-rowindex={index + 2} style={style} onClick={this.onClick}>
        <div
          id={`cell-${index}-${Math.max(0, activeColumn)}`}
          role="rowheader"
          aria-colindex={1}
          aria-expanded={line.isOpen}
          aria-colspan={columns.pinned.length + columns.scrolling.length}
          class={`cell${activeColumn >= 0 ? ' active' : ''}`}
        >
          {line.isOpen !== undefined && <Icon name={line.isOpen ? 'chevron-down' : 'chevron-right'} />}
          <strong>
            <Inert text={title} />
          </strong>
          {line.isOpen === undefined || !fold ? (
            <span class="dim">{groupText(line, this.props.figure, strings)}</span>
          ) : (
            <span class="fold" title={foldTitle(fold, strings)}>
              {foldText(fold, strings)}
            </span>
          )}
        </div>
      </div>
    );
  }
}

/** `5 bots · average 76 % · 4.2 tokens/s`, as far as it is known. */
function groupText(
  { bots, means }: Extract<Line, { kind: 'group' }>,
  figure: BoardView['figure'],
  strings: LeaderboardStrings,
): string {
  const value = means?.figure ?? null;
  const speed = means?.tokensPerSecond ?? null;
  return [
    bots === 1 ? strings.oneBot : fill(strings.bots, number(bots)),
    value === null ? '' : fill(strings.groupAverage, figure === 'average' ? percent(value) : number(value)),
    speed === null ? '' : `${number(speed, 1, true)} ${strings.speedHint}`,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** The column, counted from 0, of the cell that was clicked on. */
function columnAt(event: MouseEvent): number | null {
  const cell = event.target instanceof Element ? event.target.closest('[aria-colindex]') : null;
  return cell ? Number(cell.getAttribute('aria-colindex')) - 1 : null;
}
