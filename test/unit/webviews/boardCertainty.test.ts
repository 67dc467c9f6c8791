import { describe, expect, it } from 'vitest';
import { certaintyTitle, rankText, totalInterval } from '../../../src/features/board/certainty';
import { allColumns } from '../../../src/features/board/columns';
import { leaderboardStrings } from '../../../src/features/board/strings';
import { defaultView } from '../../../src/features/board/view';
import type { RowCertainty } from '../../../src/model/certainty';
import { aCell, aRow, categories } from './builders';

const strings = leaderboardStrings;
const columns = allColumns(categories, strings, defaultView);
const column = (id: string) => columns.find((one) => one.id === id)!;
const whole = aRow(1, 80, {
  categories: {
    booting: aCell({ points: 80, scored: 2, answered: 2, scoredMax: 100 }),
    swe: aCell({ max: 500, prompts: 5, points: 300, scored: 5, answered: 5, scoredMax: 500 }),
  },
});
const part = aRow(2, 80);
const sure = (changes: Partial<RowCertainty> = {}): RowCertainty => ({
  expected: 380,
  interval: [350, 410],
  rank: [1, 4],
  scoredPrompts: 7,
  categories: [[70, 90], null],
  ...changes,
});

function total(row: typeof whole, certainty: RowCertainty | null, intervals = false, average = false) {
  const view = { intervals, figure: average ? ('average' as const) : ('points' as const) };
  return totalInterval(row, certainty && { row: certainty, bots: 9 }, view, strings);
}
const rank = (place: number, row: RowCertainty) => rankText(place, { row, bots: 9 }, strings);

describe('how sure a row is, on the board', () => {
  it('is a range of ranks and ± where others are within noise, and else only on request', () => {
    expect(rank(2, sure())).toBe('1–4');
    expect(rank(0, sure())).toBe('–');
    expect(total(whole, sure())).toEqual({ half: ' ± 30' });
    const alone = sure({ rank: [2, 2] });
    expect(rank(2, alone)).toBe('2');
    expect(total(whole, alone)).toBeNull();
    expect(total(whole, alone, true)).toEqual({ half: ' ± 30' });
    expect(total(whole, null, true)).toBeNull();
  });

  it('is where the total would be while prompts are open, and percent of the average', () => {
    expect(total(part, sure())).toEqual({ range: 'in full 350–410' });
    expect(total(whole, sure(), false, true)).toEqual({ range: '58\u202f%–68\u202f%' });
  });

  it('is said in a sentence, and that too little is scored to say', () => {
    const title = (id: string, certainty: RowCertainty, place = -1) =>
      certaintyTitle(part, column(id), { row: certainty, bots: 9 }, strings, place);
    expect(title('rank', sure())).toMatch(/rank 1 to 4.*within noise.*9 bots/);
    expect(title('total', sure())).toMatch(/between 350 and 410.*missing, not as zero/);
    expect(title('total', sure({ interval: null, scoredPrompts: 1 }))).toMatch(/Too few prompts/);
    expect(title('category:booting', sure(), 0)).toMatch(/between 70 and 90 points/);
    expect(title('category:swe', sure(), 1)).toBeNull();
    expect(title('speed', sure())).toBeNull();
  });
});
