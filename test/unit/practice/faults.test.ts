import { describe, expect, it } from 'vitest';
import type { FAULTS } from '../../../src/practice/faults';
import { errorText, get, post, practice, stream, until, user } from './practiceClient';

const OPENAI = '/v1/chat/completions';
const MODEL = 'practice/swift-3b@q8_0';
const messages = user('Explain how tides work in three points.');

const ask = { model: MODEL, messages, stream: true };
const fault = (name: keyof typeof FAULTS) => ({ ...ask, model: `practice/fault-${name}` });

describe('faults of the practice server', () => {
  it('says that no model is loaded, as an object or as a bare text', async () => {
    const server = await practice();
    const object = await post(server, OPENAI, fault('no-model-loaded'));
    expect([object.status, object.body.error.type, object.body.error.code]).toEqual([
      400,
      'invalid_request_error',
      null,
    ]);
    const text = await post(server, OPENAI, fault('no-model-loaded-text'));
    expect([text.status, errorText(text.body).startsWith('No models loaded.')]).toEqual([400, true]);
  });

  it('says so by itself when loading on demand is off and nothing is loaded', async () => {
    const server = await practice({ jit: false });
    expect((await post(server, OPENAI, ask)).body.error.message).toContain('No models loaded');
    await post(server, '/api/v1/models/load', { model: MODEL });
    expect((await post(server, OPENAI, { ...ask, stream: false })).status).toBe(200);
    expect((await post(server, OPENAI, { messages })).body.model).toBe(MODEL);
  });

  it('names the known models when one is unknown', async () => {
    const server = await practice();
    const { status, body } = await post(server, OPENAI, { ...ask, model: 'nobody/nothing' });
    expect([status, body.error.code, body.error.param]).toEqual([400, 'model_not_found', 'model']);
    expect(body.error.message).toContain('Invalid model identifier "nobody/nothing"');
    expect(body.error.message).toContain(MODEL);
    expect(body.error.message).not.toContain('fault-');
  });

  it('overflows the context as one error event in a 200 stream', async () => {
    const { status, frames, chunks } = await stream(await practice(), OPENAI, fault('context-overflow'));
    expect([status, frames.length, frames[0]?.event]).toEqual([200, 1, 'error']);
    expect(chunks[0]?.error.message).toBe(chunks[0]?.message);
  });

  it('overflows the context silently: no text, usage, [DONE]', async () => {
    const body = { ...fault('context-overflow-silent'), stream_options: { include_usage: true } };
    const { chunks, frames } = await stream(await practice(), OPENAI, body);
    expect(chunks).toHaveLength(2);
    expect(chunks[1]?.usage.completion_tokens).toBe(0);
    expect(frames.at(-1)?.data).toBe('[DONE]');
  });

  it('fails in the middle with an error event', async () => {
    const { frames, chunks, ended } = await stream(await practice(), OPENAI, fault('compute-error'));
    expect(frames.length).toBeGreaterThan(10);
    expect(frames.at(-1)?.event).toBe('error');
    expect(chunks.at(-1)?.error.message).toBe('Compute error.');
    expect(ended).toBe('clean');
  });

  it('fails in the middle of /api/v1/chat with an error event and then chat.end with what there was', async () => {
    const request = { model: 'practice/fault-compute-error', input: 'What is a tide?', stream: true };
    const { frames, chunks } = await stream(await practice(), '/api/v1/chat', request);
    expect(frames.slice(-2).map((frame) => frame.event)).toEqual(['error', 'chat.end']);
    expect(chunks.at(-1)?.result.output[0]?.content.length).toBeGreaterThan(10);
  });

  it('cuts the stream: a clean end without finish reason or [DONE]', async () => {
    const { raw, chunks, ended } = await stream(await practice(), OPENAI, fault('cut'));
    expect(ended).toBe('clean');
    expect(raw).not.toContain('[DONE]');
    expect(chunks.length).toBeGreaterThan(10);
    expect(chunks.every((chunk) => chunk.choices[0]?.finish_reason === null)).toBe(true);
  });

  it('resets the connection, streaming or not, and keeps serving', async () => {
    const server = await practice();
    const { ended, chunks } = await stream(server, OPENAI, fault('reset'));
    expect(ended).toBe('reset');
    expect(chunks.every((chunk) => chunk.choices[0]?.finish_reason === null)).toBe(true);
    await expect(post(server, OPENAI, { ...fault('reset'), stream: false })).rejects.toThrow();
    await expect(post(server, OPENAI, { ...fault('cut'), stream: false })).rejects.toThrow();
    expect(server.log.map((entry) => entry.outcome)).toEqual(['broken', 'broken', 'broken']);
    expect((await get(server, '/lmstudio-greeting')).status).toBe(200);
  });

  it.each([
    ['stall', true],
    ['stall-start', false],
  ] as const)('goes silent with %s and frees the model when the client gives up', async (name, hasText) => {
    const server = await practice();
    const model = `practice/fault-${name}`;
    const controller = new AbortController();
    const body = JSON.stringify({ ...ask, model });
    const response = await fetch(server.url + OPENAI, { method: 'POST', body, signal: controller.signal });
    const reader = response.body?.getReader();
    let received = '';
    const reading = (async () => {
      for (;;) received += new TextDecoder().decode((await reader?.read())?.value as Uint8Array | undefined);
    })();
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(server.log[0]?.outcome).toBe('open');
    expect(received.includes('data: ')).toBe(hasText);
    expect(received).not.toContain('[DONE]');
    controller.abort();
    await expect(reading).rejects.toThrow();
    await until(() => server.log[0]?.outcome === 'disconnected');
    const overview = (await get(server, `/api/v0/models/${model}`)).body;
    expect(overview.state).toBe('loaded');
  });

  it('never answers with stall-headers', async () => {
    const server = await practice();
    const call = fetch(server.url + OPENAI, {
      method: 'POST',
      body: JSON.stringify(fault('stall-headers')),
      signal: AbortSignal.timeout(120),
    });
    await expect(call).rejects.toThrow();
    await until(() => server.log[0]?.outcome === 'disconnected');
    expect(server.log[0]?.status).toBeUndefined();
  });

  it('refuses to load for lack of memory', async () => {
    const server = await practice();
    const chat = await post(server, OPENAI, fault('load-failed'));
    expect(chat.status).toBe(404);
    expect(chat.body.error.message).toContain('insufficient system resources');
    const load = await post(server, '/api/v1/models/load', { model: 'practice/fault-load-failed' });
    expect(load.body.error).toMatchObject({ type: 'model_load_failed' });
    expect((await post(server, '/api/v1/models/load', { model: MODEL, context_length: 10_000_000 })).status).toBe(404);
  });

  it('requires its API token on every route but the greeting', async () => {
    const server = await practice({ apiToken: 'sésame' });
    const bare = await get(server, '/api/v0/models');
    expect([bare.status, bare.body.error.code, bare.body.error.type]).toEqual([
      401,
      'invalid_api_key',
      'invalid_request',
    ]);
    expect(bare.headers.get('x-llp-practice')).toBe('1');
    expect((await post(server, OPENAI, ask)).status).toBe(401);
    expect((await get(server, '/v1/models', { authorization: 'Bearer wrong' })).status).toBe(401);
    const token = Buffer.from('sésame', 'utf8').toString('latin1');
    expect((await get(server, '/v1/models', { authorization: `Bearer ${token}` })).status).toBe(200);
    expect((await get(server, '/lmstudio-greeting')).status).toBe(200);
  });

  it('takes a fault from the header, from the prompt, and for the whole server', async () => {
    const server = await practice();
    const byHeader = await post(server, OPENAI, ask, { 'x-llp-fault': 'auth-missing' });
    expect(byHeader.status).toBe(401);
    const byPrompt = await post(server, OPENAI, { ...ask, messages: user('Tides? [[fault: no-model-loaded]]') });
    expect(byPrompt.status).toBe(400);
    const broken = await practice({ fault: 'unexpected-endpoint' });
    const everywhere = await post(broken, OPENAI, ask);
    expect([everywhere.status, errorText(everywhere.body)]).toEqual([
      200,
      `Unexpected endpoint or method. (POST ${OPENAI})`,
    ]);
    expect((await get(broken, '/api/v0/models')).body.object).toBe('list');
    expect((await post(server, OPENAI, { ...ask, stream: false }, { 'x-llp-fault': 'no such' })).status).toBe(200);
  });
});
