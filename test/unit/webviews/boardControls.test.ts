import { describe, expect, it } from 'vitest';
import { moveColumn, shiftColumn, toggled } from '../../../src/features/board/arrange';
import {
  allColumns,
  arrangeColumns,
  coverage,
  starsOf,
  sumCells,
  type Column,
} from '../../../src/features/board/columns';
import { isSettled } from '../../../src/features/board/first';
import { heatOf, heatSteps, rangesOf } from '../../../src/features/board/heat';
import type { Line } from '../../../src/features/board/rows';
import { leaderboardStrings } from '../../../src/features/board/strings';
import { isFinding, moveFor, typeToFind, type KeyPress } from '../../../src/features/board/ui/keys';
import { nextSort } from '../../../src/features/board/ui/sorting';
import { defaultView, restoreView, withFairFigure } from '../../../src/features/board/view';
import { aCell, aRow, categories } from './builders';

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
  const booting = column('category:booting');
  const shades = (points: (number | null)[], figure: 'points' | 'average' = 'points') => {
    const rows = points.map((value, at) => aRow(at + 1, value));
    const range = rangesOf(rows, columns, figure)[booting.id];
    return rows.map((row) => heatOf(row, booting, figure, range));
  };

  it('goes by the figure that is shown, stretched over its column, and leaves unscored cells plain', () => {
    expect(shades([46, 72, 98, null])).toEqual([0, heatSteps / 2, heatSteps, null]);
    expect(shades([46, 72, 98], 'average')).toEqual([0, heatSteps / 2, heatSteps]);
    expect(heatOf(aRow(1, 100), column('speed'), 'points', undefined)).toBeNull();
  });

  it('does not stretch what hardly differs, and shades the only figure by the share that was reached', () => {
    expect(shades([90, 91])).toEqual([heatSteps - 1, heatSteps]);
    expect(shades([100])).toEqual([heatSteps]);
    expect(shades([0])).toEqual([0]);
  });

  it('fits the figure where bots are scored to a different extent', () => {
    const few = aRow(1, null, {
      categories: { booting: aCell({ points: 45, scored: 1, answered: 1, scoredMax: 45 }) },
    });
    const all = aRow(2, 90);
    const shade = (figure: 'points' | 'average') => {
      const range = rangesOf([few, all], columns, figure)[booting.id];
      return [few, all].map((row) => heatOf(row, booting, figure, range));
    };
    expect(shade('points')).toEqual([0, heatSteps]);
    expect(shade('average')).toEqual([heatSteps, 0]);
  });
});

describe('the figure that is shown at first', () => {
  const perfect = aRow(1, null, {
    categories: { booting: aCell({ points: 40, scored: 1, answered: 1, scoredMax: 40, prompts: 95, max: 5_000 }) },
  });
  const figure = (rows: ReturnType<typeof aRow>[], view = defaultView) => withFairFigure(view, isSettled(rows)).figure;

  it('is the average while not everything is scored, so that a first perfect answer is 100 % and five stars', () => {
    expect(figure([perfect])).toBe('average');
    expect(starsOf(sumCells(perfect), 'average')).toBe(5);
    expect(coverage(sumCells(perfect))).toBeCloseTo(0.008);
    expect(figure([aRow(1, 50, { categories: { booting: aCell({ points: 50, scoredMax: 100 }) } })])).toBe('points');
    expect(figure([aRow(1, null)])).toBe('points');
  });

  it('is the one that was chosen, also in a view that an earlier version stored', () => {
    expect(figure([perfect], { ...defaultView, figure: 'points', figureChosen: true })).toBe('points');
    expect(restoreView({ figure: 'proven' })).toMatchObject({ figure: 'proven', figureChosen: true });
    expect(restoreView({ figure: 'points' })).toMatchObject({ figureChosen: false });
  });
});
