import { describe, expect, it } from 'vitest';
import { allColumns, arrangeColumns } from '../../../src/features/board/columns';
import { modelFamily } from '../../../src/model/modelFamily';
import { baseModel } from '../../../src/model/baseModel';
import { arrangeRows, compareFacet, othersTitle, sizeClass } from '../../../src/features/board/rows';
import { leaderboardStrings } from '../../../src/features/board/strings';
import { defaultView, restoreView, type BoardView } from '../../../src/features/board/view';
import { aCell, aRow, categories } from './builders';

const columns = allColumns(categories, leaderboardStrings, defaultView);

function ids(rows: ReturnType<typeof aRow>[], view: Partial<BoardView> = {}) {
  return arrangeRows(rows, columns, { ...defaultView, ...view }).map((line) =>
    line.kind === 'bot' ? line.row.botId : line.title,
  );
}

describe('the lines of the leaderboard', () => {
  it('put bots without a score last, whichever way the column is sorted', () => {
    const rows = [aRow(1, null), aRow(2, 0), aRow(3, 70)];
    expect(ids(rows, { sort: [{ column: 'total', descending: true }] })).toEqual([3, 2, 1]);
    expect(ids(rows, { sort: [{ column: 'total', descending: false }] })).toEqual([2, 3, 1]);
    expect(ids(rows, { sort: [{ column: 'category:booting', descending: false }] })).toEqual([2, 3, 1]);
  });

  it('go by several columns, then by name with numbers in their order', () => {
    const rows = [
      aRow(1, 50, { bot: 'b10', tokensPerSecond: 5 }),
      aRow(2, 50, { bot: 'b9', tokensPerSecond: 9 }),
      aRow(3, 60, { bot: 'b1', tokensPerSecond: 1 }),
      aRow(4, 50, { bot: 'b2', tokensPerSecond: 5 }),
    ];
    const sort = [
      { column: 'total', descending: true },
      { column: 'speed', descending: false },
    ];
    expect(ids(rows, { sort })).toEqual([3, 4, 1, 2]);
  });

  it('give equal totals the same place and unscored bots none, whatever is filtered or sorted by', () => {
    const rows = [aRow(1, 50), aRow(2, 80), aRow(3, 50), aRow(4, 10), aRow(5, null)];
    const lines = arrangeRows(rows, columns, {
      ...defaultView,
      sort: [{ column: 'bot', descending: false }],
      filter: { ...defaultView.filter, text: 'bot' },
    });
    expect(lines.map((line) => (line.kind === 'bot' ? line.rank : null))).toEqual([2, 1, 2, 4, 0]);
  });

  it('rank by the average of what was scored where that is what is shown', () => {
    const half = aRow(1, null, {
      categories: { booting: aCell({ points: 45, scored: 1, answered: 1, scoredMax: 50 }) },
      total: 45,
    });
    const rows = [half, aRow(2, 70)];
    expect(ids(rows)).toEqual([2, 1]);
    expect(ids(rows, { figure: 'average' })).toEqual([1, 2]);
  });

  it('give stars for the figure that ranks: averages are sorted alike by either', () => {
    const half = aRow(1, null, {
      categories: { booting: aCell({ points: 45, scored: 1, answered: 1, scoredMax: 50 }) },
      total: 45,
    });
    const view = { figure: 'average' as const, sort: [{ column: 'stars', descending: true }] };
    expect(ids([half, aRow(2, 70), aRow(3, null)], view)).toEqual([1, 2, 3]);
  });

  it('find bots by all words of the filter, in name, family, quantization and server', () => {
    const rows = [
      aRow(1, 1, { bot: 'Gemma 27b' }),
      aRow(2, 1, { architecture: 'gemma3', quantization: 'Q8_0' }),
      aRow(3, 1),
    ];
    const text = (words: string) => ids(rows, { filter: { ...defaultView.filter, text: words } });
    expect(text('GEMMA')).toEqual([2, 1]);
    expect(text('gemma q8')).toEqual([2]);
    expect(text('1234')).toEqual([2, 3, 1]);
    expect(ids(rows, { filter: { ...defaultView.filter, quantization: ['Q8_0'] } })).toEqual([2]);
    const both = { ...defaultView.filter, size: ['8–16 GB'], family: ['llama'] };
    expect(ids(rows, { filter: both })).toEqual([3, 1]);
  });

  it('keep quantizations of one model together, best group first', () => {
    const rows = [
      aRow(1, 90, { modelId: 'bartowski/gemma-2-27b-it@iq4_xs' }),
      aRow(2, 95, { modelId: 'phi-4@q8_0' }),
      aRow(3, 40, { modelId: 'gemma-2-27b-it-i1-GGUF' }),
    ];
    expect(ids(rows, { group: 'model' })).toEqual(['gemma-2-27b-it', 1, 3, othersTitle, 2]);
    expect(ids([aRow(1, 90), aRow(2, 80)], { group: 'model' })).toEqual([1, 2]);
  });

  it('say of a group what its bots reach on average', () => {
    const rows = ['qwen2.5-7b-instruct', 'Qwen3-30B-A3B', 'QwQ-32B'].map((modelId, at) =>
      aRow(at, [90, 70, null][at] ?? null, {
        modelId,
        architecture: 'llama',
        tokensPerSecond: at === 2 ? null : 4 + at,
      }),
    );
    const [group] = arrangeRows(rows, columns, { ...defaultView, group: 'family' });
    expect(group).toMatchObject({ title: 'qwen', bots: 3, means: { figure: 80, tokensPerSecond: 4.5 } });
  });
});

describe('the family', () => {
  it.each([
    ['Mistral-Nemo-Instruct-2407-Q8_0', 'llama', 'mistral'],
    ['mistralai/codestral-22b-v0.1', 'llama', 'mistral'],
    ['DeepSeek-R1-Distill-Qwen-32B', 'qwen2', 'deepseek'],
    ['Hermes-3-Llama-3.2-3B.Q8_0', 'llama', 'llama'],
    ['Phi-3.5-mini-instruct.Q8_0', 'phi3', 'phi'],
    ['dolphin-2.9', 'llama', 'llama'],
    ['something-7b', 'gemma3', 'gemma'],
    ['something-7b', 'newarch2', 'newarch'],
    ['something-7b', null, ''],
  ])('of %s (%s) is %s', (id, architecture, family) => expect(modelFamily(id, architecture)).toBe(family));
});

describe('the base model', () => {
  it.each([
    ['gemma-2-27b-it@iq4_xs', 'gemma-2-27b-it'],
    ['lmstudio-community/Meta-Llama-3.1-8B-Instruct-GGUF', 'meta-llama-3.1-8b-instruct'],
    ['c4ai-command-r-08-2024-i1', 'c4ai-command-r-08-2024'],
    ['qwen3-30b-a3b@q4_k_m', 'qwen3-30b-a3b'],
    ['mistral-small-24b-q6_k', 'mistral-small-24b'],
    ['mlx-community/phi-4-4bit', 'phi-4'],
    ['gpt-oss-20b-mxfp4', 'gpt-oss-20b'],
    ['qwen3-30b-a3b:2', 'qwen3-30b-a3b'],
    ['q8_0', 'q8_0'],
  ])('of %s is %s', (id, base) => expect(baseModel(id)).toBe(base));
});

describe('sizes', () => {
  it('fall into classes by the memory they need', () => {
    expect([null, 3.9e9, 4e9, 15e9, 31e9, 40e9].map(sizeClass)).toEqual([
      '',
      '< 4 GB',
      '4–8 GB',
      '8–16 GB',
      '16–32 GB',
      '≥ 32 GB',
    ]);
  });
});

describe('values to filter by', () => {
  it('stand in their order: sizes by size, names by name', () => {
    expect(['≥ 32 GB', '4–8 GB', '16–32 GB', '< 4 GB'].sort(compareFacet)).toEqual([
      '< 4 GB',
      '4–8 GB',
      '16–32 GB',
      '≥ 32 GB',
    ]);
    expect(['qwen10', 'gemma', 'qwen3'].sort(compareFacet)).toEqual(['gemma', 'qwen3', 'qwen10']);
  });
});

describe('a stored view', () => {
  it('is taken where it fits and replaced by the default where it does not', () => {
    expect(restoreView(undefined)).toEqual(defaultView);
    expect(restoreView('nonsense')).toEqual(defaultView);
    const view = restoreView({ sort: 'total', hidden: ['bot'], filter: { text: 'gemma' }, shading: false, extra: 1 });
    expect(view).toMatchObject({ sort: defaultView.sort, hidden: ['bot'], shading: false });
    expect(view.filter).toEqual({ ...defaultView.filter, text: 'gemma' });
    expect(view).not.toHaveProperty('extra');
  });

  it('lays columns out: pinned first, then as wished, new categories in their own place', () => {
    const arranged = arrangeColumns(columns, { pinned: ['bot'], hidden: ['stars'], order: ['speed', 'category:swe'] });
    expect(arranged.pinned.map((column) => column.id)).toEqual(['bot']);
    const scrolling = arranged.scrolling.map((column) => column.id);
    expect(scrolling.slice(0, 2)).toEqual(['speed', 'category:swe']);
    expect(scrolling).toContain('category:booting');
    expect(scrolling).not.toContain('stars');
  });
});
