import { defaultRangeExtractor, type Range } from '@tanstack/virtual-core';
import type { RefObject, VNode } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { fill } from '../../../ui/strings';
import { useSlots } from '../../../ui/useSlots';
import { pageSize } from '../../../ui/pageSize';
import { useVirtual } from '../../../ui/useVirtual';
import type { ShownCertainty } from '../certainty';
import type { FoldFacts } from '../../../model/foldFacts';
import type { Pace } from '../../../model/pace';
import type { Column } from '../columns';
import type { Ranges } from '../heat';
import type { BoardCommand } from '../protocol';
import type { Line } from '../rows';
import type { LeaderboardStrings } from '../strings';
import type { BoardView } from '../view';
import { HeaderRow } from './HeaderRow';
import { Menu } from '../../../ui/Menu';
import { headerMenu } from './headerMenu';
import { moveColumn, toggled } from '../arrange';
import { mostCompared } from '../plots';
import { isFinding, moveFor, typeToFind, type Position } from './keys';
import { Row } from './Row';
import { nextSort } from './sorting';

interface GridProps {
  strings: LeaderboardStrings;
  columns: { pinned: Column[]; scrolling: Column[] };
  lines: Line[];
  /** By bot; empty until it is worked out. */
  certainties: ReadonlyMap<number, ShownCertainty>;
  /** By the group's key; empty until it is worked out. */
  folds: ReadonlyMap<string, FoldFacts>;
  /** Of each category, by its id, among the board's. */
  places: ReadonlyMap<string, number>;
  /** Of the figures of each column. */
  ranges: Ranges;
  view: BoardView;
  change: (part: Partial<BoardView>) => void;
  selected: number | null;
  onSelect: (botId: number | null) => void;
  execute: (command: BoardCommand, target?: { botId?: number; categoryId?: string }) => void;
  status: RefObject<HTMLDivElement>;
  pace: Pace;
}

/** A line a bot: as many in sight as can be told apart. */
const rowHeight = 26;
const headerHeight = 44;
/** What the toolbar takes at least. */
const aboveGrid = 76;

/**
 * The board as an ARIA grid. The grid itself keeps the keyboard and points at the active cell, as VS Code's own lists
 * do, so that rows can come and go with scrolling. Row -1 is the header.
 */
export function Grid(props: GridProps): VNode {
  const { strings, columns, lines, view, change, selected, onSelect, execute, status } = props;
  const { certainties, folds, places, pace, ranges } = props;
  const grid = useRef<HTMLDivElement>(null);
  const unit = useUnit(grid);
  const all = useMemo(() => [...columns.pinned, ...columns.scrolling], [columns]);
  const widthOf = (column: Column): number => Math.round(column.width * unit);
  const pinnedWidth = columns.pinned.reduce((sum, column) => sum + widthOf(column), 0);
  const scrollingWidth = columns.scrolling.reduce((sum, column) => sum + widthOf(column), 0);
  const height = Math.round(rowHeight * unit);
  const top = Math.round(headerHeight * unit);

  const [active, setActive] = useState<Position>({ row: -1, column: 0 });
  const position = {
    row: Math.min(active.row, lines.length - 1),
    column: Math.min(active.column, Math.max(0, all.length - 1)),
  };
  const rows = useVirtual({
    count: lines.length,
    getScrollElement: () => grid.current,
    estimateSize: () => height,
    getItemKey: (index) => lines[index]?.key ?? index,
    overscan: 2,
    initialRect: { ...pageSize(), height: pageSize().height - aboveGrid },
    paddingStart: top,
    scrollPaddingStart: top,
    rangeExtractor: (range) => withActive(range, position.row),
  });
  const scrollingColumns = useVirtual({
    horizontal: true,
    count: columns.scrolling.length,
    getScrollElement: () => grid.current,
    estimateSize: (index) => widthOf(columns.scrolling[index] as Column),
    getItemKey: (index) => columns.scrolling[index]?.id ?? index,
    overscan: 1,
    paddingStart: pinnedWidth,
    scrollPaddingStart: pinnedWidth,
    rangeExtractor: (range) => withActive(range, position.column - columns.pinned.length),
  });
  useLayoutEffect(() => {
    rows.measure();
    scrollingColumns.measure();
  }, [unit, columns]);

  const moveTo = (next: Position): void => {
    setActive(next);
    if (next.row >= 0) rows.scrollToIndex(next.row);
    const scrolled = next.column - columns.pinned.length;
    if (scrolled >= 0) scrollingColumns.scrollToIndex(scrolled);
    const line = lines[next.row];
    if (line?.kind === 'bot') onSelect(line.row.botId);
  };
  // The active cell goes with its column, or the same key pressed again would move another one.
  const activeColumn = useRef<string>();
  useLayoutEffect(() => {
    const index = all.findIndex((column) => column.id === activeColumn.current);
    const moved = all[index];
    if (!moved || index === active.column) return;
    setActive({ row: active.row, column: index });
    if (index >= columns.pinned.length) scrollingColumns.scrollToIndex(index - columns.pinned.length);
    if (status.current) status.current.textContent = fill(strings.movedTo, moved.title, index + 1, all.length);
  }, [columns]);
  useLayoutEffect(() => {
    activeColumn.current = all[position.column]?.id;
  });
  // A selection from elsewhere, or one that was kept over a reload, becomes the active row and comes into sight, once.
  const revealed = useRef<number | null>(null);
  useEffect(() => {
    const index = lines.findIndex((line) => line.kind === 'bot' && line.row.botId === selected);
    if (index >= 0 && index !== position.row) setActive({ row: index, column: position.column });
    if (index >= 0 && revealed.current !== selected) rows.scrollToIndex(index);
    if (index >= 0 || selected === null) revealed.current = selected;
  }, [selected, lines]);

  const sortBy = (column: Column, add: boolean): void => {
    const sort = nextSort(view.sort, column, add);
    change({ sort });
    const key = sort.find((other) => other.column === column.id);
    if (status.current && key) {
      status.current.textContent = fill(
        strings.sortedBy,
        column.title,
        key.descending ? strings.descending : strings.ascending,
      );
    }
  };
  const toggleCompared = (row: number): void => {
    const line = lines[row];
    if (line?.kind === 'bot') change({ compared: toggled(view.compared, line.row.botId).slice(-mostCompared) });
  };
  const [menu, setMenu] = useState<{ column: Column; x: number; y: number } | null>(null);
  const closeMenu = useCallback(() => {
    setMenu(null);
    grid.current?.focus();
  }, []);
  const openMenuAt = (column: Column | undefined, id: string): void => {
    const box = document.getElementById(id)?.getBoundingClientRect();
    if (column && box) setMenu({ column, x: box.left, y: box.bottom });
  };
  const activate = (at: Position, shift: boolean): void => {
    const column = all[at.column];
    const line = lines[at.row];
    if (!column) return;
    if (at.row < 0) sortBy(column, shift);
    else if (line?.kind === 'group' && line.isOpen !== undefined)
      change({ unfolded: toggled(view.unfolded, line.key) });
    else if (line?.kind === 'bot') {
      const target = { botId: line.row.botId };
      if (column.kind === 'category') execute('llp.ingest', { ...target, categoryId: column.categoryId });
      else execute('llp.details', target);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // Held until the whole board is here.
    if (event.defaultPrevented) return;
    const page = Math.max(1, Math.floor(((grid.current?.clientHeight ?? 0) - top) / height) - 1);
    const move = moveFor(event, position, { rows: lines.length, columns: all.length, page });
    const wantsMenu =
      event.key === 'ContextMenu' ||
      (event.key === 'F10' && event.shiftKey) ||
      (event.altKey && event.key === 'ArrowDown');
    if (move) moveTo(move);
    else if (wantsMenu && position.row < 0) openMenuAt(all[position.column], `cell--1-${position.column}`);
    else if (event.key === 'Enter' || (event.key === ' ' && position.row < 0)) activate(position, event.shiftKey);
    else if (event.key === ' ' && !event.ctrlKey && !isFinding()) toggleCompared(position.row);
    else if (event.key === 'Escape' && selected !== null) onSelect(null);
    else {
      const found = typeToFind(event, lines, position.row);
      if (found !== null) moveTo({ row: found, column: position.column });
      // Else the page would scroll by a space in a name.
      else if (event.key !== ' ') return;
    }
    event.preventDefault();
  };

  const visible = scrollingColumns.getVirtualItems();
  const shownRows = rows.getVirtualItems();
  const rowSlot = useSlots(shownRows.map((item) => item.index));
  // In the order of their slots, so that no row has to move in the page; where it shows is said by its place.
  const bySlot = [...shownRows].sort((a, b) => rowSlot(a.index) - rowSlot(b.index));
  const columnSlot = useSlots(visible.map((item) => item.index));
  const layoutKey = `${visible.map((item) => item.index).join()}-${unit}`;
  const layout = {
    pinned: columns.pinned,
    pinnedWidth,
    scrolling: visible
      .map((item) => ({
        column: columns.scrolling[item.index] as Column,
        index: item.index + columns.pinned.length,
        left: item.start,
        slot: columnSlot(item.index),
      }))
      .sort((a, b) => a.slot - b.slot),
    widthOf,
  };
  return (
    <>
      <div
        class="grid"
        role="grid"
        ref={grid}
        tabIndex={0}
        aria-label={strings.gridLabel}
        aria-rowcount={lines.length + 1}
        aria-colcount={all.length}
        aria-activedescendant={`cell-${position.row}-${position.column}`}
        onKeyDown={onKeyDown}
      >
        <div
          class="canvas"
          role="presentation"
          style={{ width: `${pinnedWidth + scrollingWidth}px`, height: `${rows.getTotalSize()}px` }}
        >
          <HeaderRow
            {...{ layout, strings, view, sortBy, height: top }}
            active={position.row === -1 ? position.column : -1}
            onMenu={(column, x, y) => setMenu({ column, x, y })}
            onMove={(id, target, side) => change(moveColumn(columns, view, id, target, side))}
          />
          {bySlot.map((item) => {
            const line = lines[item.index];
            if (!line) return null;
            return (
              <Row
                key={rowSlot(item.index)}
                index={item.index}
                top={item.start}
                height={height}
                line={line}
                layout={layout}
                layoutKey={layoutKey}
                columns={columns}
                strings={strings}
                figure={view.figure}
                shading={view.shading}
                ranges={ranges}
                pace={pace}
                isSelected={line.kind === 'bot' && line.row.botId === selected}
                activeColumn={item.index === position.row ? position.column : -1}
                certainty={line.kind === 'bot' ? (certainties.get(line.row.botId) ?? null) : null}
                fold={line.kind === 'group' ? (folds.get(line.key) ?? null) : null}
                intervals={view.intervals}
                places={places}
                compared={line.kind === 'bot' ? view.compared.indexOf(line.row.botId) : -1}
                onPoint={(column, mark) => {
                  moveTo({ row: item.index, column });
                  if (line.kind === 'group') activate({ row: item.index, column }, false);
                  if (mark) toggleCompared(item.index);
                }}
                onOpen={(column) => activate({ row: item.index, column }, false)}
              />
            );
          })}
        </div>
      </div>
      {menu && (
        <Menu
          label={fill(strings.columnMenu, menu.column.title)}
          items={headerMenu(menu.column, columns, view, change, strings)}
          x={menu.x}
          y={menu.y}
          onClose={closeMenu}
        />
      )}
    </>
  );
}

/** What is in sight and the active row or column, or the grid would point at a cell that is not there. */
function withActive(range: Range, active: number): number[] {
  const indexes = defaultRangeExtractor(range);
  if (active >= 0 && active < range.count && !indexes.includes(active)) indexes.push(active);
  return indexes.sort((a, b) => a - b);
}

/** How much larger than 13 px the person's font is: everything that is measured in pixels grows with it. */
function useUnit(element: RefObject<HTMLElement>): number {
  const [unit, setUnit] = useState(1);
  useLayoutEffect(() => {
    const size = element.current ? parseFloat(getComputedStyle(element.current).fontSize) : 13;
    setUnit(Math.max(0.75, size / 13));
  }, []);
  return unit;
}
