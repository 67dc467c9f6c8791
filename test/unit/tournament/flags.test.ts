import { describe, expect, it } from 'vitest';
import { flagsOf, Traffic } from '../../../src/conduct/flags';
import { secondsLeft } from '../../../src/queue/estimate';
import { backoff } from '../../../src/queue/retry';
import type { RunRequest } from '../../../src/model/run';
import { machineOf } from '../../../src/servers/machine';
import { flagOverlap } from '../../../src/store/overlap';
import type { Timing } from '../../../src/store/jobs';
import { aPrompt, recordRun, someStats, temporaryStore } from '../builders';
import { impatient } from './setup';

const request = (content: string, changes: Partial<RunRequest> = {}): RunRequest => ({
  server: 'http://s',
  modelId: 'm',
  messages: [{ role: 'user', content }],
  parameters: {},
  ...changes,
});
const took = (seconds: number) => someStats({ timeToFirstTokenSeconds: seconds });

describe('validity flags', () => {
  it('mark both of two runs that were in flight on a server together', () => {
    const traffic = new Traffic();
    const first = traffic.enter(request('one'));
    const second = traffic.enter(request('two'));
    const elsewhere = traffic.enter(request('three', { server: 'http://other' }));
    expect(second(took(1))).toEqual(['concurrent-request']);
    expect(first(took(1))).toEqual(['concurrent-request']);
    expect(elsewhere(took(1))).toEqual([]);
    expect(traffic.enter(request('four'))(took(1))).toEqual([]);
  });

  it('suspect a cache hit where the same prompt came back much faster, until the model was unloaded', () => {
    const traffic = new Traffic();
    const ask = (seconds: number): string[] => traffic.enter(request('the same'))(took(seconds));
    expect(ask(2.84)).toEqual([]);
    expect(ask(0.02)).toEqual(['cache-hit-suspected']);
    expect(ask(2.7)).toEqual([]);
    traffic.unloaded('http://s', 'm');
    expect(ask(0.02)).toEqual([]);
  });

  it('suspect one where most of a long prompt was that of the run before', () => {
    const traffic = new Traffic();
    const long = 'context '.repeat(1000);
    traffic.enter(request(`${long} first question`))(took(2));
    expect(traffic.enter(request(`${long} second question`))(took(0.1))).toEqual(['cache-hit-suspected']);
    expect(traffic.enter(request('a short one'))(took(0.1))).toEqual([]);
  });

  it('believe a server that counts the tokens it had cached', () => {
    const run = { status: 'complete', failure: null, model: null, stats: someStats({ promptTokens: 100 }) } as const;
    expect(flagsOf({ ...run, cachedPromptTokens: 90 })).toEqual(['cache-hit-suspected']);
    expect(flagsOf({ ...run, cachedPromptTokens: 4 })).toEqual([]);
    expect(flagsOf({ ...run, cachedPromptTokens: null })).toEqual([]);
  });

  it('mark runs of other processes that overlap on the same server, and only those', async () => {
    const store = await temporaryStore();
    const bot = (name: string, server: string): number =>
      store.bots.add({ name, server, modelId: name, practice: false }).id;
    const [a, b, c] = [bot('a', 'http://s'), bot('b', 'http://s'), bot('c', 'http://t')];
    const run = (botId: number, finishedAt: string): number =>
      recordRun(store, botId, aPrompt('p', 10), { finishedAt }).id;
    const before = run(a, '2026-01-01T00:00:00.000Z');
    const overlapping = run(b, '2026-01-01T00:00:03.000Z');
    const elsewhere = run(c, '2026-01-01T00:00:03.000Z');
    const own = run(a, '2026-01-01T00:00:05.000Z');
    expect(flagOverlap(store.database, own)).toBe(true);
    const flagged = [before, overlapping, elsewhere, own].map((id) => store.runs.require(id).flags.length > 0);
    expect(flagged).toEqual([false, true, false, true]);
    // Two servers of one machine take time from each other as well.
    expect(flagOverlap(store.database, own, () => 'this machine')).toBe(false);
    expect(store.runs.require(elsewhere).flags).toContain('concurrent-request');
  });

  it('tell runs on two servers of one machine', () => {
    const traffic = new Traffic((server) => machineOf(server));
    const first = traffic.enter({ ...request('x'), server: 'http://127.0.0.1:1' });
    const second = traffic.enter({ ...request('y'), server: 'http://localhost:2' });
    const third = traffic.enter({ ...request('z'), server: 'http://10.0.0.2:2' });
    const flags = [first, second, third].map((leave) => leave(took(1)));
    expect(flags).toEqual([['concurrent-request'], ['concurrent-request'], []]);
  });
});

describe('the estimate of the time left', () => {
  const timing = (botId: number, prompt: string, seconds: number | null, changes: Partial<Timing> = {}): Timing => ({
    kind: 'prompt',
    botId,
    prompt,
    server: 's',
    modelId: `m${botId}`,
    status: seconds === null ? 'pending' : 'done',
    seconds,
    ...changes,
  });
  const one = (): number => 1;

  it('is unknown while nothing was measured, and nothing at the end', () => {
    expect(secondsLeft([timing(1, 'a', null)], one, null)).toBeNull();
    expect(secondsLeft([timing(1, 'a', 5)], one, null)).toBe(0);
  });

  it('knows a slow bot from a fast one, and a long prompt from a short one', () => {
    const measured = [timing(1, 'short', 1), timing(1, 'long', 3), timing(2, 'short', 10)];
    const left = secondsLeft([...measured, timing(2, 'long', null)], one, null) ?? 0;
    expect(left).toBeGreaterThan(10);
    expect(left).toBeLessThan(31);
  });

  it('counts servers side by side, requests at once, and loads that are still to come', () => {
    const measured = [timing(1, 'a', 4), timing(2, 'a', 4, { server: 't' })];
    const pending = [
      timing(1, 'b', null),
      timing(2, 'b', null, { server: 't' }),
      timing(2, 'c', null, { server: 't' }),
    ];
    expect(secondsLeft([...measured, ...pending], one, 7)).toBeCloseTo(8);
    expect(secondsLeft([...measured, ...pending], () => 2, 7)).toBeCloseTo(4);
    expect(secondsLeft([...measured, timing(3, 'a', null)], one, 7)).toBeCloseTo(11);
  });

  it('takes no kind of job for another', () => {
    const measured = [timing(1, 'a', 4), timing(1, 'a', 60, { kind: 'evaluate', server: 'this machine', modelId: '' })];
    expect(secondsLeft([...measured, timing(1, 'b', null)], one, 7)).toBeCloseTo(4);
    const waiting = { kind: 'evaluate', server: 'this machine', modelId: '' } as const;
    expect(secondsLeft([...measured, timing(2, 'b', null, waiting)], one, 7)).toBeCloseTo(60);
    expect(secondsLeft([...measured, timing(2, 'b', null, { ...waiting, kind: 'verify' })], one, 7)).toBeNull();
  });
});

describe('the pause before another attempt', () => {
  it('doubles, has a limit, and is never shorter than the server asks', () => {
    const asks = { details: { retryAfterSeconds: 9 } };
    expect([1, 2, 3, 9].map((attempts) => backoff(attempts, null, impatient, 0.5))).toEqual([20, 40, 80, 100]);
    expect(backoff(1, asks, impatient, 0)).toBe(9000);
  });
});
