import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { inTurns, together } from '../../../src/evaluate/runners/atOnce';

describe('work at the same time', () => {
  it('is never more than asked for, and comes back in its order', async () => {
    let running = 0;
    let most = 0;
    const results = await inTurns([5, 1, 4, 2, 3], 2, async (value) => {
      most = Math.max(most, ++running);
      await pause(value);
      running--;
      return value * 10;
    });
    expect([results, most]).toEqual([[50, 10, 40, 20, 30], 2]);
  });

  it('begins nothing more once one of it has settled the whole', async () => {
    const begun: number[] = [];
    const results = await inTurns([1, 2, 3, 4, 5, 6], 2, async (value) => {
      begun.push(value);
      return value === 2 ? null : value;
    });
    expect(results).toBeNull();
    expect(begun.length).toBeLessThan(6);
  });

  it('waits for what still runs where one throws', async () => {
    let ended = false;
    const slow = async (): Promise<number> => {
      await pause(20);
      ended = true;
      return 1;
    };
    const work = [() => Promise.reject(new Error('no')), slow];
    await expect(inTurns(work, 2, (one) => one())).rejects.toThrow('no');
    expect(ended).toBe(true);
  });

  it('of two pieces is one after the other where there is no room', async () => {
    const order: string[] = [];
    const piece = (name: string) => async (): Promise<string> => {
      order.push(`${name} begins`);
      await pause(1);
      order.push(`${name} ends`);
      return name;
    };
    expect(await together({ atOnce: 1 }, piece('a'), piece('b'))).toEqual(['a', 'b']);
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });
});
