import { availableParallelism } from 'node:os';

/** Programs under test that run at the same time. Someone's model keeps the machine busy too, so never all cores. */
export function runsAtOnce(): number {
  return Math.min(4, Math.floor(availableParallelism() / 2) + 1);
}

/**
 * Works on all items, so many at a time, and returns what came of each. Null from one of them ends it: nothing more is
 * begun, and the whole is null. Where one throws, those that run are waited for first: what they use is still needed.
 */
export async function inTurns<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<R | null>,
): Promise<R[] | null> {
  const results: R[] = [];
  let next = 0;
  let over = false;
  const turn = async (): Promise<void> => {
    while (!over && next < items.length) {
      const index = next++;
      try {
        const result = await work(items[index] as T);
        if (result === null) over = true;
        else results[index] = result;
      } catch (error) {
        over = true;
        throw error;
      }
    }
  };
  const turns = await Promise.allSettled(Array.from({ length: Math.max(1, atOnce) }, turn));
  const failed = turns.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
  return over ? null : results;
}

/** Two pieces of work side by side where there is room for it, else one after the other. */
export async function together<A, B>(
  { atOnce }: { atOnce: number },
  one: () => Promise<A>,
  other: () => Promise<B>,
): Promise<[A, B]> {
  if (atOnce > 1) return Promise.all([one(), other()]);
  return [await one(), await other()];
}
