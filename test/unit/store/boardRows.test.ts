import { noProof } from '../../../src/model/tier';
import { describe, expect, it } from 'vitest';
import { BoardRows, type RankedBot } from '../../../src/store/boardRows';

const categories = [
  { id: 'code', title: 'Code', points: 100, prompts: 4 },
  { id: 'prose', title: 'Prose', points: 50, prompts: 2 },
];

function bot(id: number, change: Partial<RankedBot> = {}): RankedBot {
  return {
    id,
    name: `bot ${id}`,
    server: 'http://127.0.0.1:1234',
    model_id: 'model',
    model: null,
    parameters: '{}',
    practice: 0,
    tokens: 100,
    seconds: 4,
    ttft: 0.5,
    proof: JSON.stringify(noProof),
    cells: '[["code",30.5,2,50,20.5,10,0,12,3,1,2]]',
    ...change,
  };
}

describe('rows of the board', () => {
  it('hold a cell for each category, also where nothing was answered', () => {
    const [row] = new BoardRows().of([bot(1)], categories);
    expect(row?.categories).toEqual({
      code: {
        points: 30.5,
        max: 100,
        scored: 2,
        answered: 3,
        prompts: 4,
        outdated: 1,
        scoredMax: 50,
        given: 20.5,
        proven: 10,
        accepted: 0,
        open: 12,
        openItems: 2,
      },
      prose: {
        points: 0,
        max: 50,
        scored: 0,
        answered: 0,
        prompts: 2,
        outdated: 0,
        scoredMax: 0,
        given: 0,
        proven: 0,
        accepted: 0,
        open: 0,
        openItems: 0,
      },
    });
    expect(row).toMatchObject({ total: 30.5, max: 150, tokensPerSecond: 25 });
  });

  it('leave out cells of categories that are not shown', () => {
    const [row] = new BoardRows().of(
      [bot(1, { cells: '[["gone",9,1,10,9,0,0,0,1,0,0],["code",1,1,10,1,0,0,0,1,0,0]]' })],
      categories,
    );
    expect(Object.keys(row?.categories ?? {})).toEqual(['code', 'prose']);
    expect(row?.total).toBe(1);
  });

  it('stay the same objects unless something about the bot or a category changed', () => {
    const rows = new BoardRows();
    const before = rows.of([bot(1), bot(2)], categories);
    const scored = rows.of([bot(1), bot(2, { cells: '[["code",40,2,50,40,0,0,0,3,1,0]]' })], categories);
    expect(scored[0]).toBe(before[0]);
    expect(scored[1]).not.toBe(before[1]);
    expect(scored[1]?.total).toBe(40);
    const dearer = rows.of([bot(1)], [{ ...categories[0]!, points: 200 }, categories[1]!]);
    expect(dearer[0]?.max).toBe(250);
  });
});
