import { describe, expect, it } from 'vitest';
import { treeLabel } from '../../../src/features/bots/treeLabel';
import { quickTestOf } from '../../../src/features/tournament/quickTestPlan';
import { aBot, aPrompt } from './builders';

describe('a bot’s name in the tree', () => {
  it.each([
    ['Codestral-22B-v0.1-Q8_0', 'Q8_0', 'Codestral-22B-v0.1'],
    ['qwen3-30b-a3b@q4_k_m', 'Q4_K_M', 'qwen3-30b-a3b'],
    ['aya-23-8B.Q8_0', 'Q8_0', 'aya-23-8B'],
    ['q8_0', 'Q8_0', 'q8_0'],
    ['myq8_0', 'Q8_0', 'myq8_0'],
    ['practice/thinker-8b', null, 'practice/thinker-8b'],
    ['gemma-2-9b-it-abliterated-special-temp03', null, 'gemma-2-9b-it-a…ial-temp03'],
  ])('%s (%s) is %s', (name, quantization, label) => expect(treeLabel(name, quantization)).toBe(label));

  it('keeps the end, where variants differ, and is never longer than a side bar shows', () => {
    const labels = ['@temp03', '@temp07', '#2'].map((end) =>
      treeLabel(`Qwen2.5-Coder-32B-Instruct-abliterated${end}`, null),
    );
    expect(new Set(labels).size).toBe(3);
    for (const label of labels) expect([...label].length).toBeLessThanOrEqual(26);
  });
});

describe('the quick test', () => {
  const categories = [{ prompts: Array.from({ length: 9 }, (_, at) => aPrompt(at)) }] as never;

  it('asks one bot of each model that can answer six prompts, and says what that takes by what was measured', () => {
    const bots = [aBot(1, 'a'), aBot(2, 'a'), aBot(3, 'b'), aBot(4, 'gone'), aBot(5, 'p', true)];
    const test = quickTestOf({
      bots,
      categories,
      isListed: ({ modelId }) => modelId !== 'gone',
      secondsOf: ({ id }) => (id === 1 ? 10 : null),
    });
    expect(test?.bots.map(({ id }) => id)).toEqual([1, 3]);
    expect(test?.prompts).toHaveLength(6);
    expect(test?.seconds).toBe(120);
  });

  it('says nothing of time where nothing was measured, and takes practice bots where there are no others', () => {
    const test = quickTestOf({ bots: [aBot(5, 'p', true)], categories, isListed: () => true, secondsOf: () => null });
    expect(test).toMatchObject({ seconds: null, bots: [{ id: 5 }] });
    expect(quickTestOf({ bots: [], categories, isListed: () => true, secondsOf: () => null })).toBeNull();
  });
});
