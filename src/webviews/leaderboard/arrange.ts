import type { Column } from './columns';
import type { BoardView } from './view';

type Arranged = { pinned: Column[]; scrolling: Column[] };

/** The order after a column was put before another, or with null at the end; a pinned target pins it as well. */
export function moveColumn(arranged: Arranged, view: BoardView, id: string, before: string | null): Partial<BoardView> {
  if (id === before) return {};
  const pinned = arranged.pinned.map((column) => column.id);
  const scrolling = arranged.scrolling.map((column) => column.id);
  const intoPinned = before !== null && pinned.includes(before);
  const place = (ids: string[], takesIt: boolean): string[] => {
    const others = ids.filter((other) => other !== id);
    if (!takesIt) return others;
    const at = before === null ? -1 : others.indexOf(before);
    return at === -1 ? [...others, id] : [...others.slice(0, at), id, ...others.slice(at)];
  };
  const hiddenPins = view.pinned.filter((other) => !pinned.includes(other) && other !== id);
  return { pinned: [...place(pinned, intoPinned), ...hiddenPins], order: place(scrolling, !intoPinned) };
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
