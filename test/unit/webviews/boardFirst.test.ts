import fc from 'fast-check';
import { paceOf } from '../../../src/model/pace';
import { describe, expect, it } from 'vitest';
import { allColumns } from '../../../src/features/board/columns';
import { firstLines, firstScreen, isSettled } from '../../../src/features/board/first';
import { arrangeRows } from '../../../src/features/board/rows';
import { leaderboardStrings } from '../../../src/features/board/strings';
import { defaultView, withFairFigure, type BoardView } from '../../../src/features/board/view';
import { aCell, aRow, categories } from './builders';

const rest = { present: { real: true, practice: false }, available: [], pace: paceOf([]) };

function boardOf(points: (number | null)[]) {
  const rows = points.map((value, at) =>
    aRow(at + 1, value, at % 2 ? {} : { quantization: 'Q8_0', architecture: 'qwen2' }),
  );
  return { practice: false, categories, rows };
}

function wholeLines(board: ReturnType<typeof boardOf>, stored: BoardView) {
  const view = withFairFigure(stored, isSettled(board.rows));
  return arrangeRows(board.rows, allColumns(categories, leaderboardStrings, view), view);
}

/** As it travels: in the text of the page. */
function travelled(board: ReturnType<typeof boardOf>, view: BoardView) {
  const first = firstScreen(board, view, rest);
  return first && (JSON.parse(JSON.stringify(first)) as typeof first);
}

describe('the lines a board is born with', () => {
  it('are the first of those that the whole board shows, whatever it is grouped, sorted or filtered by', () => {
    const views = fc.record({
      group: fc.constantFrom(defaultView.group, 'model' as const, 'family' as const),
      descending: fc.boolean(),
      text: fc.constantFrom('', 'q8', '1'),
    });
    const points = fc.array(fc.option(fc.integer({ min: 0, max: 90 })), { minLength: 1, maxLength: 150 });
    fc.assert(
      fc.property(points, views, (values, { group, descending, text }) => {
        const view: BoardView = {
          ...defaultView,
          group,
          sort: [{ column: 'total', descending }],
          filter: { ...defaultView.filter, text },
        };
        const board = boardOf(values);
        const whole = wholeLines(board, view);
        const first = travelled(board, view);
        if (whole.length === 0) {
          expect(first).toBeNull();
          return;
        }
        expect(first && firstLines(first).lines).toEqual(whole.slice(0, 48));
        expect(first?.counts).toMatchObject({
          bots: values.length,
          shown: whole.filter((line) => line.kind === 'bot').length,
        });
      }),
      { numRuns: 100 },
    );
  });

  it('count what waits for a score on the whole board, not only on the lines', () => {
    const board = boardOf(Array.from({ length: 100 }, () => 10));
    const last = board.rows[99];
    if (last) last.categories = { booting: aCell({ answered: 5, scored: 2 }) };
    expect(travelled(board, defaultView)?.counts.waiting).toBe(3);
  });

  it('are left out where a plot stands, which shows all bots', () => {
    expect(firstScreen(boardOf([10]), { ...defaultView, plot: 'speed' }, rest)).toBeNull();
  });
});
