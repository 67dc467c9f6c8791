import { describe, expect, it } from 'vitest';
import type { Json } from './practiceClient';
import { post, practice, stream, user } from './practiceClient';

const V0 = '/api/v0/chat/completions';
const OPENAI = '/v1/chat/completions';
const MODEL = 'practice/swift-3b@q8_0';
const messages = user('Explain how tides work in three points.');

function deltas(chunks: Json[], field: string): string {
  const texts = chunks.map((chunk) => chunk.choices[0]?.delta[field]);
  return texts.filter((text) => typeof text === 'string').join('');
}

describe('chat completions of the practice server', () => {
  it('answers on v0 with usage, stats, model_info and runtime', async () => {
    const server = await practice();
    const { status, headers, body } = await post(server, V0, { model: MODEL, messages, max_tokens: -1 });
    expect(status).toBe(200);
    expect(headers.get('x-llp-practice')).toBe('1');
    expect(body.id).toMatch(/^chatcmpl-[a-z0-9]{21}$/);
    expect(body.choices[0]).toMatchObject({ index: 0, logprobs: null, finish_reason: 'stop' });
    expect(body.choices[0]?.message.content.toLowerCase()).toContain('tides');
    expect(body.usage.total_tokens).toBe(body.usage.prompt_tokens + body.usage.completion_tokens);
    expect(body.stats.stop_reason).toBe('eosFound');
    // The figures agree with each other as in runtimes whose generation time includes the first token.
    const decode = body.stats.generation_time - body.stats.time_to_first_token;
    expect(body.usage.completion_tokens / decode).toBeCloseTo(body.stats.tokens_per_second, 6);
    expect(body.model_info).toEqual({ arch: 'llama', quant: 'Q8_0', format: 'gguf', context_length: 8192 });
    expect(body.runtime.supported_formats).toEqual(['gguf']);
  });

  it('streams on v0 as recorded: the role in every delta, an empty last delta, [DONE], no figures', async () => {
    const server = await practice();
    const body = { model: MODEL, messages, stream: true, stream_options: { include_usage: true } };
    const { headers, raw, frames, chunks } = await stream(server, V0, body);
    expect(headers['content-type']).toBe('text/event-stream');
    expect(headers['cache-control']).toBe('no-cache');
    expect(headers['x-llp-practice']).toBe('1');
    expect(raw).toMatch(/^data: \{/);
    expect(raw.endsWith('}\n\ndata: [DONE]\n\n')).toBe(true);
    expect(Object.keys(chunks[0] ?? {})).toEqual(['id', 'object', 'created', 'model', 'system_fingerprint', 'choices']);
    expect(chunks[0]?.choices[0]?.delta.role).toBe('assistant');
    expect(chunks.slice(0, -1).every((chunk) => chunk.choices[0]?.delta.content !== '')).toBe(true);
    expect(chunks.at(-1)?.choices).toEqual([{ index: 0, delta: {}, logprobs: null, finish_reason: 'stop' }]);
    expect(frames.every((frame) => !frame.data.includes('"usage"') && !frame.data.includes('"stats"'))).toBe(true);
  });

  it('streams the same text that it answers without streaming, one token a chunk', async () => {
    const server = await practice();
    const whole = (await post(server, V0, { model: MODEL, messages })).body;
    const { chunks } = await stream(server, OPENAI, { model: MODEL, messages, stream: true });
    expect(deltas(chunks, 'content')).toBe(whole.choices[0]?.message.content);
    expect(chunks.length - 1).toBe(whole.usage.completion_tokens);
  });

  it('sends usage in a last chunk without choices, only when asked', async () => {
    const server = await practice();
    const asked = await stream(server, OPENAI, {
      model: MODEL,
      messages,
      stream: true,
      stream_options: { include_usage: true },
    });
    const last = asked.chunks.at(-1);
    expect(last?.choices).toEqual([]);
    expect(last?.usage.completion_tokens).toBe(asked.chunks.length - 2);
    expect(asked.frames.at(-1)?.data).toBe('[DONE]');
    const unasked = await stream(server, OPENAI, { model: MODEL, messages, stream: true });
    expect(unasked.raw).not.toContain('usage');
  });

  it('has empty stats on the OpenAI route', async () => {
    const server = await practice();
    const { body } = await post(server, OPENAI, { model: MODEL, messages });
    expect(body.stats).toEqual({});
    expect(body).not.toHaveProperty('runtime');
  });

  it.each([
    ['practice/thinker-8b', 'reasoning_content'],
    ['practice/atlas-20b', 'reasoning'],
  ])('keeps the reasoning of %s apart in %s', async (model, field) => {
    const server = await practice();
    const { chunks } = await stream(server, OPENAI, {
      model,
      messages,
      stream: true,
      stream_options: { include_usage: true },
    });
    const whole = (await post(server, V0, { model, messages })).body;
    const thought = deltas(chunks, field);
    expect(thought.length).toBeGreaterThan(50);
    expect(whole.choices[0]?.message[field]).toBe(thought);
    const tokens = chunks.filter((chunk) => chunk.choices[0]?.delta[field] !== undefined).length;
    expect(chunks.at(-1)?.usage.completion_tokens_details.reasoning_tokens).toBe(tokens);
    expect(deltas(chunks, 'content')).not.toContain('<think>');
  });

  it('puts the reasoning of one model between tags in the content', async () => {
    const server = await practice();
    const { body } = await post(server, V0, { model: 'practice/ponder-14b', messages });
    expect(body.choices[0]?.message.content).toMatch(/^<think>\n[\s\S]+\n<\/think>\n\n\S/);
    expect(body.choices[0]?.message).not.toHaveProperty('reasoning_content');
  });

  it.each([1, 7])('stops at max_tokens %i', async (max_tokens) => {
    const server = await practice();
    const { body } = await post(server, V0, { model: MODEL, messages, max_tokens });
    expect(body.choices[0]?.finish_reason).toBe('length');
    expect(body.stats.stop_reason).toBe('maxPredictedTokensReached');
    expect(body.usage.completion_tokens).toBe(max_tokens);
  });

  it('has a model that rambles into its own limit although none is set', async () => {
    const server = await practice();
    const { body } = await post(server, V0, { model: 'practice/rambler-7b', messages, max_tokens: -1 });
    expect([body.choices[0]?.finish_reason, body.usage.completion_tokens]).toEqual(['length', 700]);
    const longer = (await post(server, V0, { model: 'practice/rambler-7b', messages, max_tokens: 2000 })).body;
    expect(longer.usage.completion_tokens).toBe(2000);
  });

  it('ends before a stop string, also one that is spread over several chunks', async () => {
    const server = await practice();
    const whole = (await post(server, V0, { model: MODEL, messages })).body.choices[0]?.message.content ?? '';
    const stop = whole.slice(30, 45);
    const { body } = await post(server, V0, { model: MODEL, messages, stop: ['never there', stop] });
    expect(body.choices[0]?.message.content).toBe(whole.slice(0, whole.indexOf(stop)));
    expect([body.stats.stop_reason, body.choices[0]?.finish_reason]).toEqual(['stopStringFound', 'stop']);
  });

  it('stops at the end of the context', async () => {
    const server = await practice({ defaultContextLength: 60 });
    const { body } = await post(server, V0, { model: MODEL, messages });
    expect([body.choices[0]?.finish_reason, body.stats.stop_reason]).toEqual(['length', 'contextLengthReached']);
    expect(body.usage.total_tokens).toBe(60);
  });

  it('refuses a prompt that is larger than the context: in a 200 stream, or by status without streaming', async () => {
    const server = await practice({ defaultContextLength: 40 });
    const long = { model: MODEL, messages: user('tide '.repeat(200)) };
    const { status, frames, chunks } = await stream(server, OPENAI, { ...long, stream: true });
    expect(status).toBe(200);
    expect(frames.map((frame) => frame.event)).toEqual(['error']);
    const text =
      'Input does not fit in context length. The input has 207 tokens, but the context length only supports 40 tokens.';
    expect(chunks[0]).toEqual({ error: { message: text }, message: text });
    expect((await post(server, V0, long)).status).toBe(400);
  });

  it('fits an answer to a JSON schema', async () => {
    const server = await practice();
    const schema = {
      type: 'object',
      properties: { points: { type: 'integer', minimum: 0, maximum: 40 }, verdict: { enum: ['good', 'bad'] } },
    };
    const response_format = { type: 'json_schema', json_schema: { name: 'score', schema } };
    const { body } = await post(server, OPENAI, { model: MODEL, messages, response_format });
    const value = JSON.parse(body.choices[0]?.message.content ?? '') as { points: number; verdict: string };
    expect(Number.isInteger(value.points) && value.points >= 0 && value.points <= 40).toBe(true);
    expect(['good', 'bad']).toContain(value.verdict);
  });

  it('takes message parts, and images only where the model sees', async () => {
    const server = await practice();
    const parts = [
      { role: 'user', content: [{ type: 'text', text: 'Describe this harbour.' }, { type: 'image_url' }] },
    ];
    const seen = await post(server, OPENAI, { model: 'practice/prism-12b-mlx', messages: parts });
    expect(seen.body.choices[0]?.message.content).toContain('one image');
    expect((await post(server, OPENAI, { model: MODEL, messages: parts })).status).toBe(400);
  });

  it.each([
    ['no messages', { model: MODEL }],
    ['a message without role', { model: MODEL, messages: [{ content: 'x' }] }],
    ['an embedding model', { model: 'text-embedding-practice-small', messages }],
    ['an array', []],
  ])('refuses %s with a sentence', async (_, body) => {
    const server = await practice();
    const answer = await post(server, OPENAI, body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message.length).toBeGreaterThan(10);
  });

  it('refuses a body that is no JSON', async () => {
    const server = await practice();
    const response = await fetch(server.url + OPENAI, { method: 'POST', body: '{"model":' });
    expect([response.status, response.headers.get('x-llp-practice')]).toEqual([400, '1']);
  });
});
