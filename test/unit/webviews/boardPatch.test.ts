import { describe, expect, it } from 'vitest';
import type { Board } from '../../../src/model/board';
import { applyPatch, BoardDiffer } from '../../../src/features/board/patch';
import { aRow, categories } from './builders';

const board = (rows: Board['rows'], changes: Partial<Board> = {}): Board => ({
  practice: false,
  categories,
  rows,
  ...changes,
});
const present = { real: true, practice: false };

function differ(first: Board): BoardDiffer {
  const differ = new BoardDiffer();
  differ.reset(first, present);
  return differ;
}

describe('live updates of the leaderboard', () => {
  it('send only the row that changed, and the page keeps all others as they are', () => {
    const before = board([aRow(1, 10), aRow(2, 20), aRow(3, 30)]);
    const patch = differ(before).next(board([aRow(2, 45), aRow(3, 30), aRow(1, 10)]), present);
    expect(patch?.rows.map((row) => row.botId)).toEqual([2]);
    expect(patch?.categories).toBeUndefined();
    if (!patch) return;
    const after = applyPatch(before, patch);
    expect(after.rows.find((row) => row.botId === 1)).toBe(before.rows[0]);
    expect(after.rows.find((row) => row.botId === 2)?.total).toBe(45);
  });

  it('send nothing when nothing differs', () => {
    const same = board([aRow(1, 10)]);
    const watching = differ(same);
    expect(watching.next(structuredClone(same), present)).toBeNull();
  });

  it('say when the other board comes into being, though nothing on this one differs', () => {
    const same = board([aRow(1, 10)]);
    const watching = differ(same);
    const both = { real: true, practice: true };
    expect(watching.next(same, both)).toEqual({ practice: false, present: both, rows: [], removed: [] });
    expect(watching.next(same, both)).toBeNull();
  });

  it('bring new bots, take removed ones away, and renew categories', () => {
    const before = board([aRow(1, 10), aRow(2, 20)]);
    const fewer = categories.slice(0, 1);
    const patch = differ(before).next(board([aRow(2, 20), aRow(4, 5)], { categories: fewer }), present);
    expect(patch).toMatchObject({ removed: [1], categories: fewer });
    if (!patch) return;
    expect(applyPatch(before, patch).rows.map((row) => row.botId)).toEqual([2, 4]);
  });

  it('never mix practice results into the real board', () => {
    const real = board([aRow(1, 10)]);
    const practice = { practice: true, present, rows: [aRow(9, 99)], removed: [] };
    expect(applyPatch(real, practice)).toBe(real);
  });
});
