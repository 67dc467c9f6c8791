import { afterEach, describe, expect, it } from 'vitest';
import { playground, serverWith, stream } from './support/adapterTesting';
import { jsonResponse, type Handler } from './support/byteServer';
import { ask, collect, factsOf } from './support/chatting';
import { chunk, doneEvent, usage } from './support/chunks';

const server = playground();
afterEach(() => server.close());

describe('llama-server', () => {
  const notFound = jsonResponse(
    { error: { code: 404, message: 'File Not Found', type: 'not_found_error' } },
    '404 Not Found',
  );
  const models = {
    object: 'list',
    data: [
      {
        id: 'quill-4b',
        object: 'model',
        owned_by: 'llamacpp',
        meta: { n_ctx_train: 40960, n_params: 4_020_000_000, size: 2_490_000_000 },
      },
    ],
  };
  const props = {
    default_generation_settings: { n_ctx: 8192 },
    total_slots: 4,
    model_path: '/models/quill.gguf',
    model_ftype: 'Q4_K - Medium',
    build_info: 'b9999-abc',
  };

  it('is recognised and describes its model', async () => {
    const adapter = await server.connect(serverWith({ 'GET /v1/models': models, 'GET /props': props }, notFound));
    expect(adapter.kind).toBe('llama-server');
    expect(await adapter.listModels()).toMatchObject([
      {
        id: 'quill-4b',
        quantization: 'Q4_K_M',
        format: 'gguf',
        parameters: '4B',
        sizeBytes: 2_490_000_000,
        maxContextLength: 40960,
        loadedContextLength: 8192,
        state: 'loaded',
      },
    ]);
    expect(typeof adapter.load).toBe('undefined');
  });

  it('states its speed, the time to the first token, the cached prompt and its build', async () => {
    const timings = {
      cache_n: 12,
      prompt_n: 1200,
      prompt_ms: 300,
      predicted_n: 256,
      predicted_ms: 3200,
      draft_n: 90,
      draft_n_accepted: 61,
      predicted_per_second: 80,
    };
    const adapter = await server.connect(
      serverWith(
        {
          'GET /v1/models': models,
          'POST /v1/chat/completions': stream(
            ': \n\n',
            chunk({ role: 'assistant', content: null }),
            chunk({ content: 'Hi' }),
            chunk({}, 'stop', { system_fingerprint: 'b9999-abc' }),
            usage(1212, 256, { timings, system_fingerprint: 'b9999-abc' }),
            doneEvent,
          ),
        },
        notFound,
      ),
    );
    const outcome = await collect(ask(adapter));
    expect(outcome.text).toBe('Hi');
    expect(factsOf(outcome)).toEqual({
      promptTokens: 1212,
      completionTokens: 256,
      tokensPerSecond: 80,
      prefillSeconds: 0.3,
      draftTokens: 90,
      acceptedDraftTokens: 61,
      stopReason: 'stop',
    });
    const facts = outcome.events.flatMap((entry) => (entry.type === 'facts' ? [entry.facts] : []));
    expect(facts.at(-1)).toMatchObject({
      cachedPromptTokens: 12,
      runtime: { name: 'llama.cpp', version: 'b9999-abc' },
    });
  });

  it('is recognised while it loads its model, and says so', async () => {
    const loading = jsonResponse(
      { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } },
      '503 Service Unavailable',
    );
    const adapter = await server.connect(serverWith({}, loading));
    expect(adapter.kind).toBe('llama-server');
    await expect(adapter.listModels()).rejects.toMatchObject({ code: 'loading' });
  });

  it('loads and unloads as a router', async () => {
    let state = 'unloaded';
    const switchTo =
      (next: string): Handler =>
      async (connection) => {
        await connection.write(jsonResponse({ success: true }));
        connection.end();
        state = 'loading';
        setTimeout(() => (state = next), 60);
      };
    const adapter = await server.connect(
      serverWith(
        {
          'GET /v1/models': (connection: Parameters<Handler>[0]) =>
            connection
              .write(jsonResponse({ data: [{ id: 'a', owned_by: 'llamacpp', status: { value: state } }] }))
              .then(() => connection.end()),
          'GET /props': { role: 'router', default_generation_settings: {} },
          'POST /models/load': switchTo('loaded'),
          'POST /models/unload': switchTo('unloaded'),
        },
        notFound,
      ),
    );
    expect((await adapter.listModels())[0]?.state).toBe('not-loaded');
    expect(await adapter.load?.('a', {})).toMatchObject({ instanceId: 'a' });
    expect((await adapter.getModel('a')).state).toBe('loaded');
    await adapter.unload?.('a');
    expect((await adapter.getModel('a')).state).toBe('not-loaded');
  });
});
