import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerFailure } from '../../../src/conduct/endings';
import { flagsOf } from '../../../src/conduct/flags';
import { Meter } from '../../../src/conduct/meter';
import type { ServerFacts } from '../../../src/model/chat';
import { endingOf } from '../../../src/model/stopReason';
import { aModel, someStats } from '../builders';

/** Feeds pieces at their times (ms) to a meter; the facts come last. */
function measure(pieces: [at: number, text: string][], stats: ServerFacts['stats'], endAt = pieces.at(-1)?.[0] ?? 0) {
  let now = 0;
  const meter = new Meter(() => now);
  for (const [at, text] of pieces) {
    now = at;
    meter.see({ type: 'text', text });
  }
  now = endAt;
  meter.see({ type: 'facts', facts: { stats } });
  meter.see({ type: 'end', finishReason: 'stop' });
  return { meter, stats: meter.stats() };
}

const steady = (count: number, every = 20, from = 500): [number, string][] =>
  Array.from({ length: count }, (_, i) => [from + i * every, 'word ']);

describe('figures of an answer', () => {
  it('are timed by the intervals between tokens', () => {
    const { stats } = measure(steady(101), { completionTokens: 101 });
    expect(stats.tokensPerSecond).toBeCloseTo(50, 10);
    expect(stats.timeToFirstTokenSeconds).toBe(0.5);
  });

  it('are not made faster by a first piece of many tokens', () => {
    const pieces: [number, string][] = [[500, 'word '.repeat(50)], ...steady(50, 20, 520)];
    expect(measure(pieces, { completionTokens: 100 }).stats.tokensPerSecond).toBeCloseTo(50, 0);
  });

  it('of a burst cannot be measured', () => {
    const { meter, stats } = measure(
      Array.from({ length: 400 }, (_, i) => [2000 + i * 0.01, 'word ']),
      { completionTokens: 400 },
    );
    expect(meter.atOnce).toBe(true);
    expect(stats).toMatchObject({ completionTokens: 400, tokensPerSecond: null, timeToFirstTokenSeconds: null });
    expect(stats.sources).toMatchObject({ tokensPerSecond: 'unknown', completionTokens: 'server' });
  });

  it('of a word or two say nothing of speed, even where the server states it', () => {
    expect(
      measure([[500, 'Hi']], { completionTokens: 1, tokensPerSecond: 1_000_000 }).stats.tokensPerSecond,
    ).toBeNull();
    expect(measure(steady(3), { completionTokens: 3 }).stats.tokensPerSecond).toBeNull();
  });

  it('that cannot be such are unknown, and never lose the answer', () => {
    const page = steady(400);
    for (const completionTokens of [12.5, 1e300, 9.3e18, 2 ** 53, -3, 0, 1, NaN, Infinity]) {
      const { meter, stats } = measure(page, { completionTokens });
      expect(stats.completionTokens, String(completionTokens)).toBeNull();
      expect(meter.refused.has('completionTokens')).toBe(true);
    }
    const { stats } = measure(page, { completionTokens: 400, tokensPerSecond: -2, promptTokens: 7.5 });
    expect(stats).toMatchObject({ promptTokens: null, completionTokens: 400 });
    expect(stats.sources.tokensPerSecond).toBe('measured');
  });

  it('of any kind leave only what can be stored and read again', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), fc.double(), (completionTokens, tokensPerSecond, promptTokens) => {
        const { stats } = measure(steady(9), { completionTokens, tokensPerSecond, promptTokens });
        for (const count of [stats.completionTokens, stats.promptTokens])
          expect(count === null || (Number.isSafeInteger(count) && count >= 0)).toBe(true);
        expect(stats.tokensPerSecond === null || (stats.tokensPerSecond > 0 && stats.tokensPerSecond <= 1e9)).toBe(
          true,
        );
      }),
    );
  });
});

describe('how an answer ended', () => {
  it.each([
    ['whole', ['stop', 'eosFound', 'EOS', 'end_turn', 'stop_sequence', 'tool_calls', 'FINISH_REASON_STOP', null]],
    [
      'length',
      ['length', 'max_tokens', 'MAX_TOKENS', 'model_length', 'maxPredictedTokensReached', 'FINISH_REASON_MAX_TOKENS'],
    ],
    ['context', ['contextLengthReached', 'model_context_window_exceeded']],
    [
      'cut',
      [
        'abort',
        'Aborted',
        'cancelled',
        'timeout',
        'modelUnloaded',
        'failed',
        'userStopped',
        'insufficient_system_resource',
        'error',
      ],
    ],
    ['refused', ['content_filter', 'SAFETY', 'refusal']],
    ['unknown', ['moonphase', '', '42']],
  ])('%s', (ending, reasons) => {
    for (const reason of reasons) expect(endingOf(reason), String(reason)).toBe(ending);
  });

  it('decides whether it is one to be scored', () => {
    const answer = { text: 'Half an ans', reasoning: '', tools: false };
    const failureOf = (stopReason: string | null, changes: Partial<typeof answer> = {}) =>
      answerFailure({ ...answer, ...changes, stats: someStats({ stopReason }) })?.message ?? null;
    expect(failureOf('stop')).toBeNull();
    expect(failureOf('length')).toBeNull();
    expect(failureOf('moonphase')).toBeNull();
    expect(failureOf('abort')).toMatch(/^The server broke the answer off \(stop: abort\)/);
    expect(failureOf('content_filter')).toMatch(/^A filter of the server/);
    expect(failureOf('stop', { text: ' \n', reasoning: 'Hm.' })).toMatch(/only thought/);
    expect(failureOf('length', { text: '', reasoning: 'Hm.' })).toMatch(/still thinking/);
    expect(failureOf('tool_calls', { text: '', reasoning: 'Hm.', tools: true })).toBeNull();
    expect(failureOf('abort\u001b[2\n' + '-'.repeat(500))).not.toMatch(/\u001b|\n|-{61}/);
  });
});

describe('flags of an answer', () => {
  const run = {
    status: 'complete' as const,
    failure: null,
    stats: someStats(),
    model: aModel('m'),
    cachedPromptTokens: null,
  };
  const request = { modelId: 'm', messages: [{ role: 'user' as const, content: 'x'.repeat(9_000) }], parameters: {} };

  it('say when another listed model has answered, and not when an alias has', () => {
    const flags = (answeredBy: string, isListed: boolean, changes = {}) =>
      flagsOf({ ...run, request, answeredBy, isListed: () => isListed, ...changes }).includes('other-model');
    expect(flags('other-27b', true)).toBe(true);
    expect(flags('/models/m.gguf', false)).toBe(false);
    expect(flags('m:latest', true)).toBe(false);
    expect(flags('m:2', true, { model: aModel('m', { instances: ['m', 'm:2'] }) })).toBe(false);
  });

  it('suspect a cut prompt by its tokens, and a context below the wish', () => {
    const flags = (promptTokens: number) => flagsOf({ ...run, request, stats: someStats({ promptTokens }) });
    expect(flags(500)).toContain('prompt-cut-suspected');
    expect(flags(2_000)).not.toContain('prompt-cut-suspected');
    const wish = (loadedContextLength: number | null) =>
      flagsOf({
        ...run,
        request: { ...request, parameters: { contextLength: 8192 } },
        model: aModel('m', { loadedContextLength }),
      });
    expect(wish(4096)).toContain('context-below-wish');
    expect(wish(8192)).not.toContain('context-below-wish');
    expect(wish(null)).not.toContain('context-below-wish');
  });

  it('call a load cold by the list, or by a time that can be noticed', () => {
    const flags = (state: 'loaded' | 'not-loaded', loadSeconds: number) =>
      flagsOf({ ...run, model: aModel('m', { state }), stats: someStats({ loadSeconds }) }).includes('cold-load');
    expect(flags('loaded', 0.002)).toBe(false);
    expect(flags('loaded', 4)).toBe(true);
    expect(flags('not-loaded', 0)).toBe(true);
  });
});
