import { describe, expect, it } from 'vitest';
import { foldPlans } from '../../../src/model/foldFacts';
import { withoutVariant } from '../../../src/model/fold';
import { foldFacts } from '../../../src/rank/folds';

const server = 'http://localhost:1234';
const bot = (id: number, name: string, modelId = 'gemma-3-4b', temperature?: number) => ({
  id,
  name,
  server,
  modelId,
  parameters: temperature === undefined ? {} : { temperature },
});
const rowOf = ({ id, name, modelId }: ReturnType<typeof bot>) => ({ botId: id, bot: name, server, modelId });
const score = (botId: number, prompt: string, points: number) => ({
  botId,
  category: 'booting',
  prompt,
  points,
  settled: 10,
});

describe('variants and repeats that fold into their model', () => {
  const bots = [
    bot(1, 'gemma-3-4b'),
    bot(2, 'gemma-3-4b#2'),
    bot(3, 'gemma-3-4b@temp03', 'gemma-3-4b', 0.3),
    bot(4, 'gemma-3-4b@q4_k_m', 'gemma-3-4b@q4_k_m'),
    bot(5, 'other', 'other'),
  ];
  const plans = foldPlans(bots.map(rowOf), bots);

  it('are one line of their base model, repeats within their variant', () => {
    expect(withoutVariant('m@iq4_xs@temp03#2')).toBe('m@iq4_xs');
    expect(withoutVariant('#2')).toBe('#2');
    expect(plans).toHaveLength(1);
    expect(plans[0]?.title).toBe('gemma-3-4b');
    expect(plans[0]?.families.map((members) => members.map(({ id }) => id))).toEqual([[1, 2], [3], [4]]);
  });

  it('have a mean, a deviation and an interval of what is scored, and list what flipped between repeats', () => {
    const scores = [
      score(1, 'a', 10),
      score(1, 'b', 0),
      score(2, 'a', 10),
      score(2, 'b', 10),
      score(3, 'a', 0),
      score(3, 'b', 5),
    ];
    const [facts] = foldFacts(plans, scores, [{ id: 'booting', points: 100 }]);
    // Totals in full: 50, 100 and 25 of 100; the fourth row has no score and is missing, not zero.
    expect(facts).toMatchObject({ rows: 4, scoredRows: 3, mean: 58.3, deviation: 38.2, repeatedPrompts: 2 });
    expect(facts?.interval?.[0]).toBeLessThan(58.3);
    expect(facts?.flips).toEqual([{ bot: 'gemma-3-4b', category: 'booting', prompt: 'b', points: [0, 10] }]);
  });

  it('say nothing where nothing is scored', () => {
    expect(foldFacts(plans, [], [{ id: 'booting', points: 100 }])[0]).toMatchObject({
      scoredRows: 0,
      mean: null,
      deviation: null,
      interval: null,
      flips: [],
    });
  });
});
