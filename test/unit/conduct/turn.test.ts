import { describe, expect, it } from 'vitest';
import { Turn } from '../../../src/features/conduct/turn';

describe('one run at a time', () => {
  it('is taken at once, so that the second of two quick key presses does not get it', () => {
    const turn = new Turn();
    expect(turn.take('gemma/booting')).not.toBeNull();
    expect(turn.take('gemma/booting')).toBeNull();
    expect([turn.isPreparing('gemma/booting'), turn.isPreparing('gemma/swe')]).toEqual([true, false]);
  });

  it('is cancelled as long as it lasts, also after another has ended late', async () => {
    const turn = new Turn();
    const first = turn.take('first');
    first?.end();
    const second = turn.take('second');
    first?.end();
    expect(turn.take('third')).toBeNull();
    const cancelled = turn.cancel();
    expect([first?.signal.aborted, second?.signal.aborted]).toEqual([false, true]);
    second?.end();
    await cancelled;
    await turn.cancel();
    expect(turn.take('third')).not.toBeNull();
  });

  it('waits for the end of what it cancels', async () => {
    const turn = new Turn();
    const first = turn.take('first');
    let over = false;
    const cancelled = turn.cancel().then(() => (over = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(over).toBe(false);
    first?.end();
    await cancelled;
    expect(turn.take('second')).not.toBeNull();
  });
});
