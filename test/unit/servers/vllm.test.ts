import { afterEach, describe, expect, it } from 'vitest';
import { playground, serverWith, stream } from './support/adapterTesting';
import { collect, factsOf } from './support/chatting';
import { chunk, doneEvent, usage } from './support/chunks';

const server = playground();
afterEach(() => server.close());

describe('vLLM and Aphrodite', () => {
  it('computes the decoding speed from the generation time, as the stated one includes the prefill', async () => {
    const metrics = {
      time_to_first_token_ms: 85.2,
      generation_time_ms: 1250,
      queue_time_ms: 12.3,
      tokens_per_second: 103.2,
    };
    const adapter = await server.connect(
      serverWith({
        'GET /v1/models': { data: [{ id: 'acme/quill', owned_by: 'vllm', max_model_len: 16384 }] },
        'GET /version': { version: '0.11.0' },
        'POST /v1/chat/completions': stream(
          chunk({ content: 'Hi' }),
          chunk({}, 'stop'),
          usage(900, 125, { metrics }),
          doneEvent,
        ),
      }),
    );
    expect(adapter.kind).toBe('vllm');
    expect(await adapter.listModels()).toMatchObject([
      { id: 'acme/quill', maxContextLength: 16384, loadedContextLength: 16384, state: 'loaded' },
    ]);
    const outcome = await collect(
      adapter.chat({ modelId: 'acme/quill', messages: [], parameters: { repeatPenalty: 1.1, maxTokens: -1 } }),
    );
    expect(factsOf(outcome)).toEqual({
      promptTokens: 900,
      completionTokens: 125,
      tokensPerSecond: 99.2,
      timeToFirstTokenSeconds: 0.0852,
      stopReason: 'stop',
    });
    expect(outcome.events).toContainEqual(
      expect.objectContaining({
        type: 'facts',
        facts: expect.objectContaining({ runtime: { name: 'vllm', version: '0.11.0' } }) as unknown,
      }),
    );
    expect(server.bodies('/v1/chat/completions')[0]).toMatchObject({ repetition_penalty: 1.1 });
    expect(server.bodies('/v1/chat/completions')[0]).not.toHaveProperty('max_tokens');
  });

  it('is told apart from its descendant', async () => {
    const adapter = await server.connect(
      serverWith({
        'GET /v1/models': { data: [{ id: 'm', owned_by: 'pygmalionai' }] },
        'GET /version': { version: '0.9' },
      }),
    );
    expect(adapter.kind).toBe('aphrodite');
  });
});
