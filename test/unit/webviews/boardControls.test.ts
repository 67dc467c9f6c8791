import { describe, expect, it } from 'vitest';
import { moveColumn, shiftColumn, toggled } from '../../../src/features/board/arrange';
import { allColumns, arrangeColumns, type Column } from '../../../src/features/board/columns';
import { heatOf, heatSteps } from '../../../src/features/board/heat';
import type { Line } from '../../../src/features/board/rows';
import { leaderboardStrings } from '../../../src/features/board/strings';
import { isFinding, moveFor, typeToFind, type KeyPress } from '../../../src/features/board/ui/keys';
import { nextSort } from '../../../src/features/board/ui/sorting';
import { defaultView } from '../../../src/features/board/view';
import { aRow, categories } from './builders';

const columns = allColumns(categories, leaderboardStrings, defaultView);
const column = (id: string): Column => columns.find((other) => other.id === id) as Column;
const press = (key: string, changes: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...changes,
});

describe('sorting by the headings', () => {
  it('begins figures with the highest and turns round on the next click', () => {
    const once = nextSort([{ column: 'bot', descending: false }], column('total'), false);
    expect(once).toEqual([{ column: 'total', descending: true }]);
    expect(nextSort(once, column('total'), false)).toEqual([{ column: 'total', descending: false }]);
    expect(nextSort(once, column('ttft'), false)).toEqual([{ column: 'ttft', descending: false }]);
  });

  it('adds, turns and takes out a column with Shift', () => {
    const first = [{ column: 'total', descending: true }];
    const second = nextSort(first, column('speed'), true);
    expect(second).toEqual([...first, { column: 'speed', descending: true }]);
    const third = nextSort(second, column('speed'), true);
    expect(third.at(-1)).toEqual({ column: 'speed', descending: false });
    expect(nextSort(third, column('speed'), true)).toEqual(first);
  });
});

describe('keys on the grid', () => {
  const size = { rows: 100, columns: 10, page: 20 };
  const at = { row: 5, column: 3 };

  it.each([
    ['ArrowUp', {}, { row: 4, column: 3 }],
    ['ArrowRight', {}, { row: 5, column: 4 }],
    ['Home', {}, { row: 5, column: 0 }],
    ['End', {}, { row: 5, column: 9 }],
    ['Home', { ctrlKey: true }, { row: 0, column: 0 }],
    ['End', { metaKey: true }, { row: 99, column: 9 }],
    ['PageDown', {}, { row: 25, column: 3 }],
    ['PageUp', {}, { row: 0, column: 3 }],
  ])('%s %o', (key, held, wanted) => expect(moveFor(press(key, held), at, size)).toEqual(wanted));

  it('stop at the edges, and go up into the headings', () => {
    expect(moveFor(press('ArrowUp'), { row: 0, column: 0 }, size)).toEqual({ row: -1, column: 0 });
    expect(moveFor(press('ArrowUp'), { row: -1, column: 0 }, size)).toEqual({ row: -1, column: 0 });
    expect(moveFor(press('ArrowDown'), { row: 99, column: 0 }, size)).toEqual({ row: 99, column: 0 });
    expect(moveFor(press('x'), at, size)).toBeNull();
    expect(moveFor(press('ArrowDown', { altKey: true }), at, size)).toBeNull();
  });

  it('find a bot by the beginning of its name, then by any part, and go on with the same letter', () => {
    const lines = ['gemma', 'granite', 'phi', 'my-gpt'].map((bot, index): Line => ({
      kind: 'bot',
      key: bot,
      rank: 1,
      row: aRow(index, 1, { bot }),
    }));
    let now = 10_000;
    const type = (key: string, from: number, after = 100) => typeToFind(press(key), lines, from, (now += after));
    expect(type('g', -1)).toBe(0);
    expect(type('r', 0)).toBe(1);
    expect(type('g', 1, 5_000)).toBe(0);
    expect(type('g', 0)).toBe(1);
    expect(type('p', 1, 5_000)).toBe(2);
    expect(type('z', 1, 5_000)).toBeNull();
    expect(typeToFind(press('i', { ctrlKey: true }), lines, 0)).toBeNull();
  });

  it('take a space for a part of the name while one is being typed, and only then', () => {
    const lines = ['phi', 'phi 3 mini'].map((bot, index): Line => ({
      kind: 'bot',
      key: bot,
      rank: 1,
      row: aRow(index, 1, { bot }),
    }));
    let from = 0;
    let now = 1_000_000;
    for (const key of 'phi 3') from = typeToFind(press(key), lines, from, (now += 100)) ?? from;
    expect(from).toBe(1);
    expect([isFinding(now + 100), isFinding(now + 5_000)]).toEqual([true, false]);
    expect(typeToFind(press(' '), lines, 0, now + 5_000)).toBeNull();
  });
});

describe('columns', () => {
  const arranged = arrangeColumns(columns, defaultView);
  const place = (part: object) =>
    arrangeColumns(columns, { ...defaultView, ...part }).scrolling.map((other) => other.id);

  it('move before or after another, or one step', () => {
    const moved = place(moveColumn(arranged, defaultView, 'category:swe', 'total', 'before'));
    expect(moved.slice(0, 2)).toEqual(['category:swe', 'total']);
    expect(place(moveColumn(arranged, defaultView, 'total', 'stars', 'after')).slice(0, 2)).toEqual(['stars', 'total']);
    const last = place({}).at(-1) ?? '';
    expect(place(moveColumn(arranged, defaultView, 'total', last, 'after')).slice(-2)).toEqual([last, 'total']);
    expect(moveColumn(arranged, defaultView, 'total', 'total', 'after')).toEqual({});
    expect(place(shiftColumn(arranged, defaultView, 'total', 1)).slice(0, 2)).toEqual(['stars', 'total']);
    expect(shiftColumn(arranged, defaultView, 'total', -1)).toEqual({});
  });

  it('are pinned when dropped among the pinned', () => {
    expect(moveColumn(arranged, defaultView, 'speed', 'bot', 'before').pinned).toEqual(['rank', 'speed', 'bot']);
    expect(moveColumn(arranged, defaultView, 'speed', 'bot', 'after').pinned).toEqual(['rank', 'bot', 'speed']);
    expect(place(moveColumn(arranged, defaultView, 'rank', 'total', 'before')).slice(0, 2)).toEqual(['rank', 'total']);
  });

  it('toggle in lists', () => expect([toggled(['a'], 'b'), toggled(['a', 'b'], 'a')]).toEqual([['a', 'b'], ['b']]));
});

describe('shading', () => {
  it('goes by the share of what was scored, and leaves unscored cells plain', () => {
    expect(heatOf(aRow(1, 0), column('category:booting'), 'points')).toBe(0);
    expect(heatOf(aRow(1, 100), column('category:booting'), 'points')).toBe(heatSteps);
    expect(heatOf(aRow(1, null), column('category:booting'), 'points')).toBeNull();
    expect(heatOf(aRow(1, 100), column('speed'), 'points')).toBeNull();
  });
});
