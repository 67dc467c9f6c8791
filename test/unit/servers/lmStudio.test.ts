import { afterEach, describe, expect, it } from 'vitest';
import { connectServer } from '../../../src/servers';
import { byteServer, head, jsonResponse, routes, type ByteServer, type Handler } from './support/byteServer';
import { ask, collect, factsOf } from './support/chatting';
import { chunk, doneEvent, event, usage } from './support/chunks';

const v0Model = {
  id: 'acme/quill-4b@q4_k_m',
  object: 'model',
  type: 'llm',
  publisher: 'acme',
  arch: 'quill',
  compatibility_type: 'gguf',
  quantization: 'Q4_K_M',
  state: 'loaded',
  max_context_length: 32768,
  loaded_context_length: 4096,
};
const v1Model = {
  type: 'llm',
  publisher: 'acme',
  key: 'acme/quill-4b',
  display_name: 'Quill 4B',
  architecture: 'quill',
  quantization: { name: 'Q4_K_M', bits_per_weight: 4 },
  size_bytes: 2_500_000_000,
  params_string: '4B',
  loaded_instances: [{ id: 'acme/quill-4b@q4_k_m', config: { context_length: 4096 } }],
  max_context_length: 32768,
  format: 'gguf',
  variants: ['acme/quill-4b@q4_k_m'],
};
const lists = {
  'GET /lmstudio-greeting': { lmstudio: true },
  'GET /api/v0/models': { object: 'list', data: [v0Model] },
  'GET /api/v0/models/acme/quill-4b@q4_k_m': v0Model,
};

let server: ByteServer;
afterEach(() => server.close());

async function serve(handler: Handler): Promise<string> {
  server = await byteServer(handler);
  return server.url;
}

describe('LM Studio', () => {
  it('is recognised, and lists its models with the facts of both lists', async () => {
    const url = await serve(routes({ ...lists, 'GET /api/v1/models': { models: [v1Model] } }));
    const adapter = await connectServer({ url: `${url}/v1/` });
    expect(adapter.kind).toBe('lmstudio');
    expect(adapter.url).toBe(url);
    expect(await adapter.listModels()).toEqual([
      {
        id: 'acme/quill-4b@q4_k_m',
        server: url,
        kind: 'lmstudio',
        type: 'llm',
        displayName: 'Quill 4B',
        publisher: 'acme',
        architecture: 'quill',
        quantization: 'Q4_K_M',
        format: 'gguf',
        parameters: '4B',
        sizeBytes: 2_500_000_000,
        maxContextLength: 32768,
        loadedContextLength: 4096,
        state: 'loaded',
        instances: ['acme/quill-4b@q4_k_m'],
      },
    ]);
  });

  it('works without /api/v1, and asks for it only once', async () => {
    const url = await serve(routes(lists));
    const adapter = await connectServer({ url });
    const [model] = await adapter.listModels();
    await adapter.listModels();
    expect(model).toMatchObject({ id: v0Model.id, displayName: null, sizeBytes: null, instances: [v0Model.id] });
    expect(server.requests.filter((request) => request.startsWith('GET /api/v1/models'))).toHaveLength(1);
  });

  it('asks for one model with its slashes, @ and : as they are', async () => {
    const url = await serve(routes(lists));
    const adapter = await connectServer({ url });
    expect(await adapter.getModel(v0Model.id)).toMatchObject({ id: v0Model.id, quantization: 'Q4_K_M' });
    expect(server.requests.some((request) => request.startsWith('GET /api/v0/models/acme/quill-4b@q4_k_m HTTP'))).toBe(
      true,
    );
    await expect(adapter.getModel('acme/none:2')).rejects.toMatchObject({ code: 'unknown-model' });
    await expect(adapter.getModel('../../v1/models')).rejects.toMatchObject({ code: 'unknown-model' });
    expect(server.requests.every((request) => /^GET \/(?:api\/v[01]\/models|lmstudio-greeting)/.test(request))).toBe(
      true,
    );
  });

  it('streams an answer and sends only the parameters that are set', async () => {
    const url = await serve(async (connection) => {
      await connection.write(head({ 'x-llp-practice': '1' }));
      await connection.write(
        chunk({ role: 'assistant', content: '' }) + chunk({ reasoning_content: 'Hm. ' }) + chunk({ content: 'Hello' }),
      );
      await connection.write(chunk({ content: ' you' }) + chunk({}, 'stop') + usage(7, 5) + doneEvent);
      connection.end();
    });
    const adapter = await connectServer({ url, kind: 'lmstudio' }, { apiKey: 'secret' });
    const raw: string[] = [];
    const outcome = await collect(
      adapter.chat(
        {
          modelId: 'acme/quill-4b',
          messages: [
            { role: 'system', content: 'Be brief.' },
            { role: 'user', content: 'Hi' },
          ],
          parameters: {
            temperature: 0.1,
            topK: 40,
            topP: 0.9,
            minP: 0.05,
            repeatPenalty: 1.1,
            frequencyPenalty: 0.2,
            presencePenalty: 0.3,
            maxTokens: -1,
            contextLength: 4096,
          },
        },
        { onRaw: (_direction, data) => void raw.push(typeof data === 'string' ? data : Buffer.from(data).toString()) },
      ),
    );
    expect(outcome.error).toBeNull();
    expect(outcome.text).toBe('Hello you');
    expect(outcome.reasoning).toBe('Hm. ');
    expect(outcome.events.at(-1)).toEqual({ type: 'end', finishReason: 'stop' });
    expect(factsOf(outcome)).toEqual({ promptTokens: 7, completionTokens: 5, stopReason: 'stop' });
    expect(adapter.practice).toBe(true);
    const [request = ''] = server.requests;
    expect(request).toMatch(/^POST \/v1\/chat\/completions HTTP/);
    expect(request).toMatch(/^authorization: Bearer secret\r$/im);
    expect(request).not.toMatch(/stainless/i);
    expect(JSON.parse(request.slice(request.indexOf('{')))).toEqual({
      model: 'acme/quill-4b',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Hi' },
      ],
      temperature: 0.1,
      top_k: 40,
      top_p: 0.9,
      min_p: 0.05,
      repeat_penalty: 1.1,
      frequency_penalty: 0.2,
      presence_penalty: 0.3,
      stream: true,
      stream_options: { include_usage: true },
    });
    expect(raw.join('')).toContain('data: [DONE]');
    expect(raw.join('')).not.toContain('secret');
  });

  it('takes stats, model facts and runtime from the answer without streaming', async () => {
    const url = await serve(
      routes({
        'POST /api/v0/chat/completions': {
          choices: [
            {
              index: 0,
              message: { role: 'assistant', content: '<think>\nHm.\n</think>\n\nHello' },
              finish_reason: 'stop',
            },
          ],
          usage: { prompt_tokens: 9, completion_tokens: 30 },
          stats: { tokens_per_second: 51.4, time_to_first_token: 0.25, generation_time: 0.9, stop_reason: 'eosFound' },
          model_info: { arch: 'quill', quant: 'Q4_K_M', format: 'gguf', context_length: 4096 },
          runtime: { name: 'llama.cpp-linux', version: '2.0.1', supported_formats: ['gguf'] },
        },
      }),
    );
    const adapter = await connectServer({ url, kind: 'lmstudio' });
    expect(
      await adapter.chatOnce?.({ modelId: 'm', messages: [{ role: 'user', content: 'Hi' }], parameters: {} }),
    ).toEqual({
      text: 'Hello',
      reasoning: 'Hm.\n',
      facts: {
        stats: {
          promptTokens: 9,
          completionTokens: 30,
          tokensPerSecond: 51.4,
          timeToFirstTokenSeconds: 0.25,
          stopReason: 'eosFound',
        },
        runtime: { name: 'llama.cpp-linux', version: '2.0.1' },
        model: { architecture: 'quill', quantization: 'Q4_K_M', format: 'gguf', loadedContextLength: 4096 },
      },
    });
  });

  it('tells an overflowing prompt from an empty answer by the loaded context', async () => {
    const url = await serve(async (connection) => {
      if (connection.method === 'GET')
        return routes({ ...lists, 'GET /api/v0/models/tiny': { ...v0Model, id: 'tiny' } })(connection);
      await connection.write(head() + chunk({}, 'stop') + usage(5000, 0) + doneEvent);
      connection.end();
    });
    const adapter = await connectServer({ url, kind: 'lmstudio' });
    const outcome = await collect(ask(adapter));
    expect(outcome.error).toMatchObject({ code: 'context-overflow' });
    expect(outcome.error?.message).toContain('5000 tokens');
    expect(outcome.error?.message).toContain('context of 4096');
  });

  it('says that a token is wanted', async () => {
    const denied = {
      error: {
        type: 'invalid_request',
        code: 'invalid_api_key',
        message: 'An LM Studio API token is required to make requests to this server.',
      },
    };
    const url = await serve(
      routes({
        'GET /lmstudio-greeting': { lmstudio: true },
        'GET /api/v0/models': jsonResponse(denied, '401 Unauthorized'),
      }),
    );
    const adapter = await connectServer({ url });
    await expect(adapter.listModels()).rejects.toMatchObject({ code: 'unauthorized' });
  });

  it('reuses a resident instance with the wished context', async () => {
    const url = await serve(routes({ ...lists, 'GET /api/v1/models': { models: [v1Model] } }));
    const adapter = await connectServer({ url });
    expect(await adapter.load?.('acme/quill-4b', { contextLength: 4096 })).toEqual({
      instanceId: 'acme/quill-4b@q4_k_m',
      loadSeconds: null,
      contextLength: 4096,
    });
    expect(server.requests.some((request) => request.startsWith('POST'))).toBe(false);
  });

  it('unloads an instance with another context before it loads, so that no second one arises', async () => {
    const url = await serve(
      routes({
        ...lists,
        'GET /api/v1/models': { models: [v1Model] },
        'POST /api/v1/models/unload': { instance_id: 'acme/quill-4b@q4_k_m' },
        'POST /api/v1/models/load': {
          type: 'llm',
          instance_id: 'acme/quill-4b',
          load_time_seconds: 2.5,
          status: 'loaded',
          load_config: { context_length: 8192 },
        },
      }),
    );
    const adapter = await connectServer({ url });
    expect(await adapter.load?.('acme/quill-4b', { contextLength: 8192 })).toEqual({
      instanceId: 'acme/quill-4b',
      loadSeconds: 2.5,
      contextLength: 8192,
    });
    const posts = server.requests
      .filter((request) => request.startsWith('POST'))
      .map((request) => request.slice(request.indexOf('{')));
    expect(posts.map((body) => JSON.parse(body) as unknown)).toEqual([
      { instance_id: 'acme/quill-4b@q4_k_m' },
      { model: 'acme/quill-4b', echo_load_config: true, context_length: 8192 },
    ]);
  });

  it('offers no loading where the server has none', async () => {
    const url = await serve(routes(lists));
    const adapter = await connectServer({ url });
    expect(typeof adapter.load).toBe('undefined');
    expect(typeof adapter.unload).toBe('undefined');
  });

  it('says why a model could not be loaded', async () => {
    const url = await serve(
      routes({
        ...lists,
        'GET /api/v1/models': { models: [{ ...v1Model, loaded_instances: [] }] },
        'POST /api/v1/models/load': jsonResponse(
          { error: { type: 'model_load_failed', message: 'Failed to load model' } },
          '500 Internal Server Error',
        ),
      }),
    );
    const adapter = await connectServer({ url });
    await expect(adapter.load?.('acme/quill-4b', {})).rejects.toMatchObject({ code: 'load-failed' });
  });

  it('answers through /api/v1/chat where that is chosen, with progress and stats', async () => {
    const url = await serve(async (connection) => {
      await connection.write(
        head() +
          event({ type: 'chat.start', model_instance_id: 'tiny' }, 'chat.start') +
          event({ type: 'model_load.progress', progress: 0.5 }, 'model_load.progress') +
          event({ type: 'model_load.end', load_time_seconds: 3.5 }, 'model_load.end') +
          event({ type: 'prompt_processing.progress', progress: 0.25 }, 'prompt_processing.progress') +
          event({ type: 'reasoning.delta', content: 'Hm.' }, 'reasoning.delta') +
          event({ type: 'message.delta', content: 'Hello' }, 'message.delta') +
          event(
            {
              type: 'chat.end',
              result: {
                output: [],
                stats: {
                  input_tokens: 9,
                  total_output_tokens: 4,
                  reasoning_output_tokens: 2,
                  tokens_per_second: 44.5,
                  time_to_first_token_seconds: 0.5,
                },
              },
            },
            'chat.end',
          ),
      );
    });
    const adapter = await connectServer({ url, kind: 'lmstudio', chatRoute: 'native' }, { apiKey: 'token' });
    const outcome = await collect(
      adapter.chat({
        modelId: 'tiny',
        messages: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: 'Hi' },
        ],
        parameters: { temperature: 0.5, maxTokens: 100 },
      }),
    );
    expect(outcome.error).toBeNull();
    expect(outcome.events.map(({ type }) => type)).toEqual([
      'loading',
      'facts',
      'prompt-processing',
      'reasoning',
      'text',
      'facts',
      'end',
    ]);
    expect(outcome).toMatchObject({ text: 'Hello', reasoning: 'Hm.' });
    expect(factsOf(outcome)).toEqual({
      promptTokens: 9,
      completionTokens: 4,
      reasoningTokens: 2,
      tokensPerSecond: 44.5,
      timeToFirstTokenSeconds: 0.5,
      loadSeconds: 3.5,
    });
    const [request = ''] = server.requests;
    expect(request).toMatch(/^POST \/api\/v1\/chat HTTP/);
    expect(request).toMatch(/^authorization: Bearer token\r$/im);
    expect(JSON.parse(request.slice(request.indexOf('{')))).toEqual({
      model: 'tiny',
      input: 'Hi',
      system_prompt: 'Be brief.',
      stream: true,
      store: false,
      temperature: 0.5,
      max_output_tokens: 100,
    });
  });
});
