import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderJobs } from '../../../src/queue/order';
import { squeezed } from './setup';

const job = fc.record({
  server: fc.constantFrom('s1', 's2', 's3'),
  modelId: fc.constantFrom('m1', 'm2', 'm3', 'm4'),
  botId: fc.integer({ min: 1, max: 6 }),
  prompt: fc.integer({ min: 0, max: 9 }),
});
const jobs = fc.array(job, { maxLength: 60 });

describe('the order of a queue', () => {
  it('has every job exactly once', () => {
    fc.assert(
      fc.property(jobs, (list) => {
        const ordered = orderJobs(list);
        expect(ordered).toHaveLength(list.length);
        expect(new Set(ordered)).toEqual(new Set(list));
      }),
    );
  });

  it('never comes back to a server, to a model of a server, or to a bot of a model', () => {
    fc.assert(
      fc.property(jobs, fc.constantFrom('m1', 'm2', 'none'), (list, resident) => {
        const ordered = orderJobs(list, ({ modelId }) => modelId === resident);
        for (const key of [
          ({ server }: (typeof list)[number]) => server,
          ({ server, modelId }: (typeof list)[number]) => `${server} ${modelId}`,
          ({ server, modelId, botId }: (typeof list)[number]) => `${server} ${modelId} ${botId}`,
        ]) {
          const turns = squeezed(ordered.map(key));
          expect(new Set(turns).size).toBe(turns.length);
        }
      }),
    );
  });

  it('begins on each server with what is in memory', () => {
    fc.assert(
      fc.property(jobs, (list) => {
        const ordered = orderJobs(list, ({ modelId }) => modelId === 'm3');
        for (const server of ['s1', 's2', 's3']) {
          const models = ordered.filter((one) => one.server === server).map(({ modelId }) => modelId);
          if (models.includes('m3')) expect(models[0]).toBe('m3');
        }
      }),
    );
  });

  it('keeps the order of the prompts of a bot', () => {
    fc.assert(
      fc.property(jobs, (list) => {
        const ofBot = (some: typeof list): unknown[] =>
          some.filter(({ server, modelId, botId }) => server === 's1' && modelId === 'm1' && botId === 1);
        expect(ofBot(orderJobs(list))).toEqual(ofBot(list));
      }),
    );
  });
});
