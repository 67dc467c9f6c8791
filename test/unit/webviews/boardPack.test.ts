import { describe, expect, it } from 'vitest';
import { packBoard, unpackBoard } from '../../../src/features/board/pack';
import { aCell, aRow, categories } from './builders';

describe('a board on its way to the page', () => {
  it('arrives as it was sent, hostile names included', () => {
    const outdated = aCell({ outdated: 1 });
    const board = {
      practice: false,
      categories,
      rows: [
        aRow(1, 12.5, { bot: '</script>\u2028"\\\u202e' }),
        aRow(2, null, { tokensPerSecond: null, quantization: null }),
        aRow(3, 40, { categories: { booting: outdated, swe: aCell({ max: 500, prompts: 5 }) } }),
      ],
    };
    expect(unpackBoard(packBoard(board))).toEqual(board);
  });

  it('says what has changed when a bot is sent again', () => {
    const before = { practice: true, categories, rows: [aRow(1, 12)] };
    packBoard(before);
    const after = { ...before, rows: [aRow(1, 13)] };
    expect(unpackBoard(packBoard(after)).rows[0]?.categories.booting?.points).toBe(13);
  });

  it('is made anew when the categories are others', () => {
    const rows = [aRow(1, 12)];
    packBoard({ practice: false, categories, rows });
    const fewer = unpackBoard(packBoard({ practice: false, categories: categories.slice(1), rows }));
    expect(fewer.rows[0]?.categories).toEqual({ swe: aCell({ max: 500, prompts: 5 }) });
  });
});
