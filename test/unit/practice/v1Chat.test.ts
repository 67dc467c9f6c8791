import { describe, expect, it } from 'vitest';
import { get, post, practice, stream } from './practiceClient';

const CHAT = '/api/v1/chat';
const MODEL = 'practice/thinker-8b';

describe('/api/v1/chat of the practice server', () => {
  it('answers with output items, stats and a response id', async () => {
    const server = await practice();
    const { body } = await post(server, CHAT, { model: MODEL, input: 'What is a tide?', system_prompt: 'Be brief.' });
    expect(body.model_instance_id).toBe(MODEL);
    expect(body.output.map((item) => String(item.type))).toEqual(['reasoning', 'message']);
    expect(body.stats.total_output_tokens).toBeGreaterThan(body.stats.reasoning_output_tokens);
    expect(body.stats.model_load_time_seconds).toBe(2);
    expect(body.response_id).toMatch(/^resp_[0-9a-f]{48}$/);
  });

  it('names its events, in order, and ends with the body of the plain answer and no [DONE]', async () => {
    const server = await practice();
    const request = { model: MODEL, input: 'What is a tide?', stream: true, store: false };
    const { frames, chunks, raw } = await stream(server, CHAT, request);
    const order = frames.map((frame) => frame.event).filter((event, i, all) => event !== all[i - 1]);
    expect(order).toEqual([
      'chat.start',
      'model_load.start',
      'model_load.progress',
      'model_load.end',
      'prompt_processing.start',
      'prompt_processing.progress',
      'prompt_processing.end',
      'reasoning.start',
      'reasoning.delta',
      'reasoning.end',
      'message.start',
      'message.delta',
      'message.end',
      'chat.end',
    ]);
    expect(frames.every((frame) => frame.event === (JSON.parse(frame.data) as { type: string }).type)).toBe(true);
    expect(raw).not.toContain('[DONE]');
    const result = chunks.at(-1)?.result;
    const text = chunks
      .filter((chunk) => chunk.type === 'message.delta')
      .map((chunk) => String(chunk.content))
      .join('');
    expect(result?.output[1]?.content).toBe(text);
    expect(result).not.toHaveProperty('response_id');
    const plain = (await post(server, CHAT, { model: MODEL, input: 'What is a tide?', store: false })).body;
    expect(result?.output).toEqual(plain.output);
    expect(plain.stats).not.toHaveProperty('model_load_time_seconds');
  });

  it('leaves reasoning out when it is switched off, and keeps the limit', async () => {
    const server = await practice();
    const { body } = await post(server, CHAT, {
      model: MODEL,
      input: 'What is a tide?',
      reasoning: 'off',
      max_output_tokens: 9,
    });
    expect(body.output.map((item) => String(item.type))).toEqual(['message']);
    expect(body.stats).toMatchObject({ total_output_tokens: 9, reasoning_output_tokens: 0 });
  });

  it('continues a stored conversation', async () => {
    const server = await practice();
    const first = (await post(server, CHAT, { model: MODEL, input: 'What is a tide?' })).body;
    const next = await post(server, CHAT, {
      model: MODEL,
      input: 'And at night?',
      previous_response_id: first.response_id,
    });
    expect(next.body.stats.input_tokens).toBeGreaterThan(first.stats.input_tokens);
    const lost = await post(server, CHAT, { model: MODEL, input: 'x', previous_response_id: 'resp_0' });
    expect([lost.status, lost.body.error.param]).toEqual([400, 'previous_response_id']);
  });

  it('loads with the wished context, and ignores the wish once loaded', async () => {
    const server = await practice();
    const loaded = async () => (await get(server, `/api/v0/models/${MODEL}`)).body.loaded_context_length;
    await post(server, CHAT, { model: MODEL, input: 'x', context_length: 2048 });
    expect(await loaded()).toBe(2048);
    await post(server, CHAT, { model: MODEL, input: 'x', context_length: 4096 });
    expect(await loaded()).toBe(2048);
  });

  it.each([
    [{ input: 'x' }, 'missing_required_parameter', 'model'],
    [{ model: MODEL }, 'missing_required_parameter', 'input'],
    [{ model: MODEL, input: [{ type: 'message', content: 'x' }] }, 'invalid_union', 'input'],
    [{ model: 'nobody', input: 'x' }, 'model_not_found', 'model'],
  ])('refuses %j with code %s', async (body, code, param) => {
    const server = await practice();
    const answer = await post(server, CHAT, body);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({ code, param });
  });
});
