import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLlamaServer, type RealServer } from './harness/llamaServer';
import { startRecorder, type Exchange, type Recorder } from './harness/recorder';
import { ratio, workspace, type Line } from './harness/workspace';

/** What llama-server states of an answer in its last chunk. */
interface Timings {
  prompt_n: number;
  cache_n: number;
  predicted_n: number;
  predicted_ms: number;
  predicted_per_second: number;
}

let server: RealServer;
let recorder: Recorder;
beforeAll(async () => {
  server = await startLlamaServer('--alias', 'real', '-n', '48', '--ignore-eos');
  recorder = await startRecorder(server.url);
});
afterAll(async () => {
  await recorder.stop();
  await server.stop();
});

function timingsOf(exchange: Exchange | undefined): Timings {
  return exchange?.chunks
    .map((chunk) => chunk['timings'] as Timings | undefined)
    .findLast((timings) => timings) as Timings;
}

describe('figures of a real answer', () => {
  let line: Line;
  let exchange: Exchange;
  beforeAll(async () => {
    const { run } = await workspace(recorder.url);
    line = await run('real', 'real/capital');
    exchange = recorder.chats.at(-1) as Exchange;
  });

  it('are whole, and from the server where it states them', () => {
    expect(line).toMatchObject({ status: 'complete', error: null });
    const { sources } = line.stats;
    expect(sources).toMatchObject({
      completionTokens: 'server',
      promptTokens: 'server',
      timeToFirstTokenSeconds: 'measured',
    });
  });

  it('count the tokens that the server counted', () => {
    const timings = timingsOf(exchange);
    expect(line.stats.completionTokens).toBe(timings.predicted_n);
    expect(line.stats.promptTokens).toBe(timings.prompt_n + timings.cache_n);
  });

  it('give the speed of the server’s own clock, with one interval fewer than tokens', () => {
    const { predicted_n: tokens, predicted_ms: ms, predicted_per_second: stated } = timingsOf(exchange);
    const speed = line.stats.tokensPerSecond;
    expect(ratio(speed, stated)).toBeLessThan(1.1);
    expect(ratio(speed, (tokens - 1) / (ms / 1000))).toBeLessThan(1.1);
  });

  it('give the time to the first token as it was on the wire', () => {
    const { timeToFirstTokenSeconds, totalSeconds } = line.stats;
    // Two processes look at one event: their clocks start some ms apart.
    const slack = 0.25;
    expect(timeToFirstTokenSeconds).toBeGreaterThan((exchange.firstTextSeconds ?? 0) * 0.9 - slack);
    expect(timeToFirstTokenSeconds).toBeLessThan((exchange.firstTextSeconds ?? 0) * 1.1 + slack);
    expect(totalSeconds).toBeGreaterThan((exchange.endSeconds ?? 0) * 0.9 - slack);
    expect(totalSeconds).toBeLessThan((exchange.endSeconds ?? 0) * 1.1 + slack);
  });

  it('keep the text that came, and why it ended', () => {
    const parts = exchange.chunks.map((chunk) => {
      const [choice] = (chunk['choices'] ?? []) as { delta?: { content?: string } }[];
      return choice?.delta?.content ?? '';
    });
    expect(line.text).toBe(parts.join(''));
    expect(line.stats.stopReason).toBe('length');
    expect(line.flags).toContain('length-stopped');
  });
});

describe('figures that cannot be measured', () => {
  it('leave the speed of one token unknown', async () => {
    const one = await startLlamaServer('--alias', 'one', '-n', '1');
    try {
      const { run } = await workspace(one.url);
      const line = await run('one', 'real/colours');
      expect(line.stats).toMatchObject({ completionTokens: 1, tokensPerSecond: null, stopReason: 'length' });
      expect(line.flags).toContain('length-stopped');
    } finally {
      await one.stop();
    }
  });

  it('count the wait in a queue into the time to the first token', async () => {
    const { start, run } = await workspace(recorder.url);
    const before = recorder.chats.length;
    const other = start('run', '--model', 'real', '--prompt', 'real/colours', '--json');
    while (recorder.chats.length === before || typeof recorder.chats.at(-1)?.firstTextSeconds !== 'number')
      await new Promise((resolve) => setTimeout(resolve, 20));
    const line = await run('real', 'real/capital');
    await new Promise((resolve) => (other.exitCode === null ? other.once('exit', resolve) : resolve(null)));
    const exchange = recorder.chats.at(-1) as Exchange;
    expect(line.stats.timeToFirstTokenSeconds).toBeGreaterThan((exchange.firstTextSeconds ?? 0) * 0.9 - 0.25);
  });
});
