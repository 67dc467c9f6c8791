import { describe, expect, it } from 'vitest';
import { seenOf } from '../../../src/features/board/seen';
import { defaultView } from '../../../src/features/board/view';
import { aCategory, aPrompt, recordRun, temporaryStore } from '../builders';

describe('what is seen of a board', () => {
  it('is what an export of the view takes: filtered, sorted, without hidden columns', async () => {
    const store = await temporaryStore();
    const prompt = aPrompt('first', 40);
    const other = aPrompt('other', 40);
    store.prompts.sync([aCategory([prompt]), aCategory([other], { id: 'general' })]);
    const ids = ['gemma-a', 'qwen', 'gemma-b'].map((name, index) => {
      const bot = store.bots.add({ name, server: 'http://127.0.0.1:1', modelId: name, practice: false });
      store.scores.add({ runId: recordRun(store, bot.id, prompt).id, points: [10, 40, 30][index] ?? 0 });
      return bot.id;
    });
    const board = store.board.read(false);
    expect(seenOf(board, defaultView)).toEqual({
      botIds: [ids[1], ids[2], ids[0]],
      categoryIds: ['booting', 'general'],
      columns: ['rank', 'bot', 'total', 'stars', 'speed', 'tier'],
    });
    const view = {
      ...defaultView,
      filter: { ...defaultView.filter, text: 'gemma' },
      hidden: ['stars', 'category:general'],
    };
    expect(seenOf(board, view)).toMatchObject({ botIds: [ids[2], ids[0]], categoryIds: ['booting'] });
    expect(seenOf(board, view).columns).not.toContain('stars');
  });
});
