import { afterEach, describe, expect, it } from 'vitest';
import { playground, serverWith, stream } from './support/adapterTesting';
import { head, jsonResponse, type Handler } from './support/byteServer';
import { ask, collect, factsOf } from './support/chatting';
import { chunk, doneEvent, event } from './support/chunks';

const server = playground();
afterEach(() => server.close());

describe('TabbyAPI', () => {
  let loaded: { id: string; length: number } | null = null;
  const card: Handler = async (connection) => {
    const answer = loaded
      ? jsonResponse({
          id: loaded.id,
          object: 'model',
          owned_by: 'tabbyAPI',
          parameters: { max_seq_len: loaded.length, cache_mode: 'Q6' },
        })
      : jsonResponse({ detail: 'No models are currently loaded.' }, '400 Bad Request');
    await connection.write(answer);
    connection.end();
  };
  const list = {
    object: 'list',
    data: ['quill-exl2', 'other-exl2'].map((id) => ({ id, object: 'model', owned_by: 'tabbyAPI' })),
  };
  const table = {
    'GET /v1/models': list,
    'GET /v1/model/list': list,
    'GET /v1/model': card,
    'POST /v1/model/load': (async (connection) => {
      const body = JSON.parse(connection.request.slice(connection.request.indexOf('{'))) as {
        name: string;
        max_seq_len?: number;
      };
      const progress = (module: number, status: string) => event({ model_type: 'model', module, modules: 2, status });
      if (body.name === 'other-exl2')
        await connection.write(
          head() + progress(1, 'processing') + event({ error: { message: 'CUDA out of memory' } }),
        );
      else {
        loaded = { id: body.name, length: body.max_seq_len ?? 4096 };
        await connection.write(
          head() + progress(1, 'processing') + progress(2, 'processing') + progress(2, 'finished'),
        );
      }
      connection.end();
    }) satisfies Handler,
    'POST /v1/model/unload': (async (connection) => {
      loaded = null;
      await connection.write(jsonResponse('null'));
      connection.end();
    }) satisfies Handler,
  };
  afterEach(() => {
    loaded = null;
  });

  it('lists, loads anew where the context differs, and unloads', async () => {
    loaded = { id: 'quill-exl2', length: 4096 };
    const adapter = await server.connect(serverWith(table));
    expect(adapter.kind).toBe('tabbyapi');
    expect(await adapter.listModels()).toMatchObject([
      { id: 'quill-exl2', state: 'loaded', loadedContextLength: 4096 },
      { id: 'other-exl2', state: 'not-loaded' },
    ]);
    expect(await adapter.load?.('quill-exl2', { contextLength: 16384 })).toEqual({
      instanceId: 'quill-exl2',
      loadSeconds: null,
      contextLength: 16384,
    });
    expect(server.requests.some((request) => request.startsWith('POST /v1/model/unload'))).toBe(true);
    await adapter.unload?.('quill-exl2');
    expect((await adapter.getModel('quill-exl2')).state).toBe('not-loaded');
  });

  it('reports a load that failed within its progress stream', async () => {
    const adapter = await server.connect(serverWith(table));
    const failure = adapter.load?.('other-exl2', {});
    await expect(failure).rejects.toMatchObject({ code: 'load-failed' });
    await expect(failure).rejects.toThrow('CUDA out of memory');
  });

  it('reads rates that are strings', async () => {
    const extra = {
      prompt_time: 0.4,
      prompt_tokens_per_sec: '5120.0',
      completion_time: 4,
      completion_tokens_per_sec: '32.5',
      total_time: 4.4,
    };
    const last = event({ choices: [], usage: { prompt_tokens: 2048, completion_tokens: 130, ...extra } });
    const adapter = await server.connect(
      serverWith({
        ...table,
        'POST /v1/chat/completions': stream(chunk({ content: 'Hi' }), chunk({}, 'stop'), last, doneEvent),
      }),
    );
    expect(factsOf(await collect(ask(adapter)))).toEqual({
      promptTokens: 2048,
      completionTokens: 130,
      tokensPerSecond: 32.5,
      prefillSeconds: 0.4,
      promptTokensPerSecond: 5120,
      totalSeconds: 4.4,
      stopReason: 'stop',
    });
  });
});
