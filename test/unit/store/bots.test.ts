import { describe, expect, it } from 'vitest';
import { aModel, temporaryStore } from '../builders';

const server = 'http://127.0.0.1:1234';
const other = 'http://127.0.0.1:8080';

describe('bots', () => {
  it('are preloaded from a model list, once', async () => {
    const { bots } = await temporaryStore();
    const models = [aModel('qwen/qwen3-4b'), aModel('gemma@iq4_xs')];
    expect(bots.preload(models, false)).toHaveLength(2);
    expect(bots.preload(models, false)).toHaveLength(0);
    expect(bots.list().map(({ name }) => name)).toEqual(['gemma@iq4_xs', 'qwen/qwen3-4b']);
  });

  it('of the same model on two servers have different names', async () => {
    const { bots } = await temporaryStore();
    bots.preload([aModel('gemma', { server })], false);
    bots.preload([aModel('gemma', { server: other })], false);
    expect(bots.list().map(({ name }) => name)).toEqual(['gemma', 'gemma (127.0.0.1:8080)']);
  });

  it('that were deleted do not come back with a refresh, but can be restored', async () => {
    const { bots } = await temporaryStore();
    const [bot] = bots.preload([aModel('gemma')], false);
    bots.delete(bot?.id ?? 0);
    bots.preload([aModel('gemma')], false);
    expect(bots.list()).toEqual([]);
    expect(bots.restore(bot?.id ?? 0).name).toBe('gemma');
  });

  it('refuse an empty and a taken name, whatever its case', async () => {
    const { bots } = await temporaryStore();
    const bot = bots.add({ name: 'Gemma', server, modelId: 'g', practice: false });
    const second = bots.add({ name: 'Qwen', server, modelId: 'q', practice: false });
    expect(() => bots.rename(second.id, ' gemma ')).toThrow('already a bot named “Gemma”');
    expect(() => bots.rename(second.id, '  ')).toThrow('needs a name');
    expect(bots.rename(bot.id, 'GEMMA').name).toBe('GEMMA');
  });

  it('get file names that differ regardless of case, and keep them when renamed', async () => {
    const { bots } = await temporaryStore();
    const first = bots.add({ name: 'a/b', server, modelId: 'x', practice: false });
    const second = bots.add({ name: 'A-B', server, modelId: 'y', practice: false });
    expect([first.fileName, second.fileName]).toEqual(['a-b', 'A-B-2']);
    expect(bots.rename(first.id, 'else').fileName).toBe('a-b');
  });

  it('get names and file names of their own where thousands begin alike, also after some were removed', async () => {
    const { bots, database } = await temporaryStore();
    const models = Array.from({ length: 300 }, (_, number) => aModel(`${'shared/'.repeat(25)}${number}`));
    bots.preload(models, false);
    database.run('DELETE FROM bot WHERE id % 3 = 0');
    bots.preload(models, false);
    const names = (key: 'name' | 'fileName') => new Set(bots.list().map((bot) => bot[key].toLowerCase())).size;
    expect([bots.list().length, names('name'), names('fileName')]).toEqual([300, 300, 300]);
    expect(bots.unusedName('a')).toBe('a');
    for (const expected of ['b', 'b#2', 'b#3', 'b#4', 'b#5'])
      expect(bots.add({ name: bots.unusedName('b'), server, modelId: expected }).name).toBe(expected);
  });

  it('remember their parameters', async () => {
    const { bots } = await temporaryStore();
    const bot = bots.add({ name: 'a', server, modelId: 'x', practice: false });
    bots.setParameters(bot.id, { temperature: 0.3, systemPrompt: 'Be brief.' });
    expect(bots.get(bot.id)?.parameters).toEqual({ temperature: 0.3, systemPrompt: 'Be brief.' });
  });
});
