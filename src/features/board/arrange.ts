import type { Column } from './columns';
import type { BoardView } from './view';

type Arranged = { pinned: Column[]; scrolling: Column[] };

/** On which side of another column's heading one is dropped. */
export type Side = 'before' | 'after';

/** The order after a column was put beside another; beside a pinned one it is pinned as well. */
export function moveColumn(
  arranged: Arranged,
  view: BoardView,
  id: string,
  target: string,
  side: Side,
): Partial<BoardView> {
  if (id === target) return {};
  const place = (columns: Column[]): string[] => {
    const others = columns.flatMap((column) => (column.id === id ? [] : [column.id]));
    const at = others.indexOf(target);
    if (at === -1) return others;
    const index = side === 'before' ? at : at + 1;
    return [...others.slice(0, index), id, ...others.slice(index)];
  };
  const shown = arranged.pinned.map((column) => column.id);
  const hiddenPins = view.pinned.filter((other) => !shown.includes(other) && other !== id);
  return { pinned: [...place(arranged.pinned), ...hiddenPins], order: place(arranged.scrolling) };
}

/** The order after a column went one place to the left or right among those beside it. */
export function shiftColumn(arranged: Arranged, view: BoardView, id: string, by: 1 | -1): Partial<BoardView> {
  const list = arranged.pinned.some((column) => column.id === id) ? arranged.pinned : arranged.scrolling;
  const ids = list.map((column) => column.id);
  const at = ids.indexOf(id);
  const to = at + by;
  if (at === -1 || to < 0 || to >= ids.length) return {};
  ids.splice(at, 1);
  ids.splice(to, 0, id);
  return list === arranged.pinned ? { pinned: ids } : { order: ids, pinned: view.pinned };
}

/** Adds an id to a list or takes it out. */
export function toggled<T>(ids: T[], id: T): T[] {
  return ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
}
