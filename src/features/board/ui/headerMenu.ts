import type { MenuItem } from '../../../ui/Menu';
import { shiftColumn, toggled } from '../arrange';
import type { Column } from '../columns';
import type { LeaderboardStrings } from '../strings';
import type { BoardView } from '../view';

/** What can be done with a column. */
export function headerMenu(
  column: Column,
  arranged: { pinned: Column[]; scrolling: Column[] },
  view: BoardView,
  change: (part: Partial<BoardView>) => void,
  strings: LeaderboardStrings,
): (MenuItem | 'separator')[] {
  const { id } = column;
  const key = view.sort.find((other) => other.column === id);
  const sort = (descending: boolean): MenuItem => ({
    label: descending ? strings.sortDescending : strings.sortAscending,
    checked: key?.descending === descending,
    run: () => change({ sort: [{ column: id, descending }] }),
  });
  const others = view.sort.filter((other) => other.column !== id);
  const isPinned = view.pinned.includes(id);
  const move = (by: 1 | -1, label: string): MenuItem => {
    const moved = shiftColumn(arranged, view, id, by);
    return { label, disabled: Object.keys(moved).length === 0, run: () => change(moved) };
  };
  return [
    sort(false),
    sort(true),
    {
      label: strings.addToSort,
      checked: key !== undefined && view.sort.length > 1,
      run: () => change({ sort: key && others.length > 0 ? others : [...others, { column: id, descending: true }] }),
    },
    'separator',
    { label: strings.pin, checked: isPinned, run: () => change({ pinned: toggled(view.pinned, id) }) },
    move(-1, strings.moveLeft),
    move(1, strings.moveRight),
    'separator',
    {
      label: strings.hideColumn,
      disabled: column.kind === 'bot',
      run: () => change({ hidden: toggled(view.hidden, id) }),
    },
  ];
}
