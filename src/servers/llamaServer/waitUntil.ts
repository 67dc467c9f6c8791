import { said } from '../../l10n/said';
import { setTimeout as sleep } from 'node:timers/promises';
import { TransportError } from '../http/transportError';

/** Asks again and again, at growing intervals up to 2 s, until the answer is yes. Ends early when `signal` aborts. */
export async function waitUntil(isDone: () => Promise<boolean>, signal?: AbortSignal): Promise<void> {
  for (let pause = 50; !(await isDone()); pause = Math.min(pause * 2, 2000)) {
    await sleep(pause, undefined, signal ? { signal } : {}).catch(() => {
      throw new TransportError('head', 'ABORTED', said`The wait was cancelled.`);
    });
  }
}
