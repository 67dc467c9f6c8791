import { describe, expect, it } from 'vitest';
import type { PracticeServer } from '../../../src/practice/practiceServer';
import { get, post, practice, stream, until, user } from './practiceClient';

const OPENAI = '/v1/chat/completions';
const MODEL = 'practice/swift-3b@q8_0';
const messages = user('Explain how tides work in three points.');

async function loadedIds(server: PracticeServer): Promise<string[]> {
  const { data } = (await get(server, '/api/v0/models')).body;
  return data.filter((model) => model.state === 'loaded').map((model) => String(model.id));
}

describe('loading and running on the practice server', () => {
  it('loads on demand, keeps one such model, and leaves those alone that were loaded by hand', async () => {
    const server = await practice({ loaded: [] });
    await post(server, '/api/v1/models/load', { model: 'practice/sage-27b' });
    await post(server, OPENAI, { model: MODEL, messages });
    expect(await loadedIds(server)).toEqual([MODEL, 'practice/sage-27b']);
    await post(server, OPENAI, { model: 'practice/spark-1b', messages });
    expect(await loadedIds(server)).toEqual(['practice/spark-1b', 'practice/sage-27b']);
  });

  it('takes the load time, once for requests that come at the same time', async () => {
    const server = await practice({ speed: 10, loaded: [] });
    const started = Date.now();
    const request = { model: 'practice/spark-1b', messages: user('Hello'), max_tokens: 1 };
    await Promise.all([1, 2, 3].map(() => post(server, OPENAI, request)));
    const elapsed = Date.now() - started;
    expect(elapsed).toBeGreaterThanOrEqual(48);
    expect(await loadedIds(server)).toEqual(['practice/spark-1b']);
  });

  it('echoes the load configuration and unloads again', async () => {
    const server = await practice({ loaded: [] });
    const wish = { model: MODEL, context_length: 16384, eval_batch_size: 256, echo_load_config: true };
    const { body } = await post(server, '/api/v1/models/load', wish);
    expect(body).toEqual({
      type: 'llm',
      instance_id: MODEL,
      load_time_seconds: 1.6,
      status: 'loaded',
      load_config: {
        context_length: 16384,
        eval_batch_size: 256,
        flash_attention: true,
        offload_kv_cache_to_gpu: true,
      },
    });
    expect((await post(server, '/api/v1/models/unload', { instance_id: MODEL })).body).toEqual({ instance_id: MODEL });
    expect(await loadedIds(server)).toEqual([]);
    expect((await post(server, '/api/v1/models/unload', { instance_id: MODEL })).status).toBe(404);
    expect((await post(server, '/api/v1/models/unload', {})).body.error.code).toBe('missing_required_parameter');
  });

  it('makes a second instance of a resident model, which answers under its own id', async () => {
    const server = await practice({ loaded: [MODEL] });
    const { body } = await post(server, '/api/v1/models/load', { model: MODEL });
    expect(body.instance_id).toBe(`${MODEL}:2`);
    expect(body).not.toHaveProperty('load_config');
    expect((await post(server, OPENAI, { model: `${MODEL}:2`, messages })).body.model).toBe(`${MODEL}:2`);
    await post(server, '/api/v1/models/unload', { instance_id: MODEL });
    expect((await post(server, OPENAI, { model: MODEL, messages })).body.model).toBe(`${MODEL}:2`);
  });

  it('echoes the full id when a model is asked for without its variant', async () => {
    const server = await practice();
    const { body } = await post(server, OPENAI, { model: 'practice/swift-3b', messages });
    expect(body.model).toBe('practice/swift-3b@q4_k_m');
  });

  it('answers one request at a time, in order', async () => {
    const server = await practice({ speed: 20, loaded: [MODEL] });
    const finished: number[] = [];
    const ask = async (n: number) => {
      await stream(server, OPENAI, { model: MODEL, messages, max_tokens: 120, stream: true });
      finished.push(n);
    };
    const calls: Promise<void>[] = [];
    for (const n of [1, 2, 3]) {
      calls.push(ask(n));
      await until(() => server.log.length === n && server.log[n - 1]?.model === MODEL);
    }
    await until(() => (server.log[0]?.completionTokens ?? 0) > 5);
    expect(server.log.map((entry) => entry.completionTokens > 0)).toEqual([true, false, false]);
    await Promise.all(calls);
    expect(finished).toEqual([1, 2, 3]);
  });

  it('stops generating when the client hangs up, and serves the next in the queue', async () => {
    const server = await practice({ loaded: [MODEL], speed: 1 });
    const rambling = { model: MODEL, messages, stream: true };
    const first = stream(server, OPENAI, rambling, {}, (raw, hangUp) => {
      if (raw.split('data: ').length > 4) hangUp();
    }).catch(() => undefined);
    await first;
    await until(() => server.log[0]?.outcome === 'disconnected');
    const sent = server.log[0]?.completionTokens ?? 0;
    const next = await stream(server, OPENAI, { ...rambling, max_tokens: 3 });
    expect(next.frames.at(-1)?.data).toBe('[DONE]');
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(server.log[0]?.completionTokens).toBe(sent);
    expect(sent).toBeLessThan(40);
  });

  it('drops a waiting request whose client has gone', async () => {
    const server = await practice({ loaded: [MODEL], speed: 2 });
    const running = stream(server, OPENAI, { model: MODEL, messages, max_tokens: 40, stream: true });
    await until(() => (server.log[0]?.completionTokens ?? 0) > 0);
    const waiting = fetch(server.url + OPENAI, {
      method: 'POST',
      body: JSON.stringify({ model: MODEL, messages }),
      signal: AbortSignal.timeout(30),
    });
    await expect(waiting).rejects.toThrow();
    await until(() => server.log[1]?.outcome === 'disconnected');
    expect((await running).frames.at(-1)?.data).toBe('[DONE]');
    expect(server.log[1]?.completionTokens).toBe(0);
  });

  it('fails a running answer when its model is unloaded', async () => {
    const server = await practice({ loaded: [MODEL], speed: 1 });
    const running = stream(server, OPENAI, { model: MODEL, messages, stream: true });
    await until(() => (server.log[0]?.completionTokens ?? 0) > 2);
    await post(server, '/api/v1/models/unload', { instance_id: MODEL });
    const { frames, chunks } = await running;
    expect(frames.at(-1)?.event).toBe('error');
    expect(chunks.at(-1)?.message).toBe('Model unloaded.');
  });

  it('keeps its own pace: the measured rate is the one that it reports', async () => {
    const server = await practice({ loaded: ['practice/spark-1b'], speed: 1 });
    const model = 'practice/spark-1b';
    const prompt = user('Write a Go function for an LRU cache.');
    let first = 0;
    const body = { model, messages: prompt, max_tokens: 200, stream: true };
    await stream(server, OPENAI, body, {}, () => (first ||= Date.now()));
    const measured = (199 * 1000) / (Date.now() - first);
    const reported = server.log[0]?.tokensPerSecond ?? 0;
    expect(reported).toBeGreaterThan(380);
    expect(measured / reported).toBeGreaterThan(0.5);
    expect(measured / reported).toBeLessThan(1.1);
  });

  it('answers a repeated prompt sooner, as a prompt cache does', async () => {
    const server = await practice();
    const ask = async (text: string) =>
      (await post(server, '/api/v0/chat/completions', { model: MODEL, messages: user(text) })).body.stats
        .time_to_first_token;
    const cold = await ask('Tides. '.repeat(300));
    expect(await ask('Tides. '.repeat(300))).toBeLessThan(cold / 10);
    expect(await ask(`7f3a ${'Tides. '.repeat(300)}`)).toBeGreaterThan(cold / 2);
  });

  it('survives a client that does not read for a while', async () => {
    const server = await practice();
    const body = JSON.stringify({ model: 'practice/rambler-7b', messages, max_tokens: 8000, stream: true });
    const response = await fetch(server.url + OPENAI, { method: 'POST', body });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await response.text()).endsWith('data: [DONE]\n\n')).toBe(true);
    expect(server.log[0]?.completionTokens).toBe(8000);
  });

  it('frees its port, also in the middle of an answer, and may be stopped twice', async () => {
    const server = await practice({ speed: 1 });
    const running = stream(server, OPENAI, { model: MODEL, messages, stream: true }).catch(() => undefined);
    await until(() => server.log[0]?.model === MODEL);
    await server.stop();
    await server.stop();
    await running;
    const again = await practice({ port: server.port });
    expect(again.port).toBe(server.port);
  });
});
