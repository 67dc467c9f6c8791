import { afterEach, describe, expect, it } from 'vitest';
import { connectServer } from '../../../src/servers';
import { playground, serverWith } from './support/adapterTesting';
import { head, jsonResponse, type Handler } from './support/byteServer';
import { ask, collect, factsOf } from './support/chatting';

const server = playground();
afterEach(() => server.close());

describe('Ollama', () => {
  const plain404 = head({ 'content-type': 'text/plain', 'content-length': 18 }, '404 Not Found') + '404 page not found';
  const tags = {
    models: [
      {
        name: 'quill:4b',
        digest: 'd1',
        size: 2_500,
        details: { format: 'gguf', family: 'quill', parameter_size: '4.3B', quantization_level: 'Q4_K_M' },
      },
      {
        name: 'acme/embed:latest',
        digest: 'd2',
        size: 100,
        details: { format: 'gguf', family: 'bert', parameter_size: '137M', quantization_level: 'F16' },
      },
    ],
  };
  const table = {
    'GET /v1/models': { object: 'list', data: [{ id: 'quill:4b', owned_by: 'library' }] },
    'GET /api/tags': tags,
    'GET /api/version': { version: '0.12.1' },
    'GET /api/ps': { models: [{ name: 'quill:4b', context_length: 4096 }] },
    'POST /api/show': (async (connection) => {
      const embeds = connection.request.includes('embed');
      const answer = embeds
        ? { capabilities: ['embedding'], model_info: {} }
        : {
            capabilities: ['completion', 'tools'],
            model_info: { 'general.architecture': 'quill3', 'quill3.context_length': 131072 },
          };
      await connection.write(jsonResponse(answer));
      connection.end();
    }) satisfies Handler,
  };
  const answer = [
    { model: 'quill:4b', message: { role: 'assistant', content: '', thinking: 'Hm.' }, done: false },
    { model: 'quill:4b', message: { role: 'assistant', content: 'Hello' }, done: false },
    {
      model: 'quill:4b',
      message: { role: 'assistant', content: '' },
      done: true,
      done_reason: 'stop',
      total_duration: 2_000_000_000,
      load_duration: 100_000_000,
      prompt_eval_count: 11,
      prompt_eval_duration: 150_000_000,
      eval_count: 18,
      eval_duration: 500_000_000,
    },
  ];
  const ndjson = (lines: object[]) =>
    head({ 'content-type': 'application/x-ndjson' }) + lines.map((line) => `${JSON.stringify(line)}\n`).join('');

  it('lists models with what /api/show and /api/ps add, asking /api/show once a file', async () => {
    const adapter = await server.connect(serverWith(table, plain404));
    expect(adapter.kind).toBe('ollama');
    await adapter.listModels();
    expect(await adapter.listModels()).toMatchObject([
      {
        id: 'quill:4b',
        type: 'llm',
        architecture: 'quill3',
        quantization: 'Q4_K_M',
        parameters: '4.3B',
        sizeBytes: 2500,
        maxContextLength: 131072,
        loadedContextLength: 4096,
        state: 'loaded',
      },
      { id: 'acme/embed:latest', type: 'embeddings', publisher: 'acme', state: 'not-loaded' },
    ]);
    const again = await connectServer({ url: adapter.url });
    await again.listModels();
    expect(server.bodies('/api/show')).toHaveLength(2);
  });

  it('streams from /api/chat with its durations in seconds', async () => {
    const adapter = await server.connect(
      serverWith({
        ...table,
        'POST /api/chat': (async (connection) => {
          await connection.write(ndjson(answer));
          connection.end();
        }) satisfies Handler,
      }),
    );
    await adapter.listModels();
    const outcome = await collect(
      adapter.chat({
        modelId: 'quill:4b',
        messages: [{ role: 'user', content: 'Hi' }],
        parameters: { temperature: 0.1, repeatPenalty: 1.1, maxTokens: 50, contextLength: 8192 },
      }),
    );
    expect(outcome).toMatchObject({ text: 'Hello', reasoning: 'Hm.', error: null });
    expect(factsOf(outcome)).toEqual({
      promptTokens: 11,
      completionTokens: 18,
      tokensPerSecond: 36,
      prefillSeconds: 0.15,
      promptTokensPerSecond: 11 / 0.15,
      totalSeconds: 2,
      loadSeconds: 0.1,
      stopReason: 'stop',
    });
    expect(outcome.events).toContainEqual(
      expect.objectContaining({
        type: 'facts',
        facts: expect.objectContaining({ runtime: { name: 'ollama', version: '0.12.1' } }) as unknown,
      }),
    );
    expect(server.bodies('/api/chat')).toEqual([
      {
        model: 'quill:4b',
        messages: [{ role: 'user', content: 'Hi' }],
        stream: true,
        truncate: false,
        shift: false,
        options: { temperature: 0.1, repeat_penalty: 1.1, num_predict: 50, num_ctx: 8192 },
      },
    ]);
  });

  it('keeps what came before an error in mid-stream', async () => {
    const adapter = await server.connect(
      serverWith({
        ...table,
        'POST /api/chat': (async (connection) => {
          await connection.write(
            ndjson([...answer.slice(0, 2), { error: 'an error was encountered while running the model' }]),
          );
          connection.end();
        }) satisfies Handler,
      }),
    );
    const outcome = await collect(ask(adapter));
    expect(outcome.text).toBe('Hello');
    expect(outcome.error).toMatchObject({ code: 'runtime-error' });
  });

  it('says that the answer is cut when the last line never comes', async () => {
    const adapter = await server.connect(
      serverWith({
        ...table,
        'POST /api/chat': (async (connection) => {
          await connection.write(ndjson(answer.slice(0, 2)) + '{"model":"quill:4b","mess');
          connection.end();
        }) satisfies Handler,
      }),
    );
    const outcome = await collect(ask(adapter));
    expect(outcome.text).toBe('Hello');
    expect(outcome.error).toMatchObject({ code: 'truncated' });
  });

  it('keeps the loaded context in the chats that follow, and unloads', async () => {
    const adapter = await server.connect(
      serverWith({
        ...table,
        'POST /api/generate': { done: true, done_reason: 'load' },
        'POST /api/chat': (async (connection) => {
          await connection.write(ndjson(answer));
          connection.end();
        }) satisfies Handler,
      }),
    );
    expect(await adapter.load?.('quill:4b', { contextLength: 4096 })).toEqual({
      instanceId: 'quill:4b',
      loadSeconds: null,
      contextLength: 4096,
    });
    // A refresh connects anew.
    const again = await connectServer({ url: adapter.url });
    await collect(again.chat({ modelId: 'quill:4b', messages: [], parameters: {} }));
    await adapter.unload?.('quill:4b');
    expect(server.bodies('/api/generate')).toEqual([
      { model: 'quill:4b', keep_alive: -1, stream: false, options: { num_ctx: 4096 } },
      { model: 'quill:4b', keep_alive: 0, stream: false },
    ]);
    expect(server.bodies('/api/chat')).toMatchObject([{ options: { num_ctx: 4096 } }]);
  });
});
