import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ServerErrorCode, ServerKind } from '../../../src/model/server';
import { connectServer, type ConnectOptions } from '../../../src/servers';
import { chatOnce } from '../../../src/servers/lmStudio/chatOnce';
import { Wire } from '../../../src/servers/wire';
import { ask, collect, factsOf, type Outcome } from './support/chatting';
import { respondWith } from './support/injected';

const own = path.resolve(import.meta.dirname, '../../fixtures/wire');
/** Recordings of real servers by other people, which are not part of this repository. */
const recorded = path.resolve(import.meta.dirname, '../../../../shared/fixtures');

function replay(file: string, kind: ServerKind, chatRoute?: 'native'): Promise<Outcome> {
  const fetch = respondWith([readFileSync(file)]);
  return connectServer({ url: 'http://127.0.0.1:1', kind, ...(chatRoute ? { chatRoute } : {}) }, { fetch }).then(
    (adapter) => collect(ask(adapter)),
  );
}

interface Replay {
  file: string;
  kind: ServerKind;
  route?: 'native';
  text?: string | RegExp;
  reasoning?: string;
  stats?: object;
  error?: ServerErrorCode;
}

const greeting = { text: 'Good morning! ☀️', reasoning: 'A greeting is wanted.' };
const streams: Replay[] = [
  {
    file: 'lmstudio-stream.sse',
    kind: 'lmstudio',
    ...greeting,
    stats: { promptTokens: 14, completionTokens: 21, reasoningTokens: 6, stopReason: 'stop' },
  },
  { file: 'lmstudio-stream-context-overflow.sse', kind: 'lmstudio', error: 'context-overflow' },
  { file: 'lmstudio-unknown-route.json', kind: 'lmstudio', error: 'wrong-route' },
  { file: 'lmstudio-no-model-loaded.json', kind: 'lmstudio', error: 'no-model-loaded' },
  {
    file: 'lmstudio-v1-chat.sse',
    kind: 'lmstudio',
    route: 'native',
    ...greeting,
    stats: { tokensPerSecond: 61.25, timeToFirstTokenSeconds: 0.21, loadSeconds: 4.25, reasoningTokens: 6 },
  },
  { file: 'lmstudio-v1-chat-error.sse', kind: 'lmstudio', route: 'native', text: 'Good ', error: 'runtime-error' },
  {
    file: 'llama-server-stream.sse',
    kind: 'llama-server',
    text: 'Good morning!',
    stats: { tokensPerSecond: 50, prefillSeconds: 0.5, completionTokens: 40 },
  },
  { file: 'llama-server-error-field.sse', kind: 'llama-server', error: 'context-overflow' },
  {
    file: 'ollama-chat.ndjson',
    kind: 'ollama',
    ...greeting,
    stats: { tokensPerSecond: 50, loadSeconds: 0.1, totalSeconds: 1.5, stopReason: 'stop' },
  },
  { file: 'ollama-chat-error.ndjson', kind: 'ollama', text: 'Good', error: 'runtime-error' },
  {
    file: 'vllm-stream.sse',
    kind: 'vllm',
    text: 'Good morning!',
    reasoning: 'A greeting is wanted.',
    stats: { tokensPerSecond: 59 / 1.2, timeToFirstTokenSeconds: 0.08 },
  },
  {
    file: 'tabby-stream.sse',
    kind: 'tabbyapi',
    text: 'Good morning!',
    stats: { tokensPerSecond: 30, prefillSeconds: 0.3, totalSeconds: 2.3 },
  },
];

const recordings: Replay[] = [
  // An excerpt: the middle of the stream is missing, so only its ends can be checked.
  {
    file: 'recorded/lmstudio-v0-chat-stream.2025-05-06.excerpt.sse',
    kind: 'lmstudio',
    text: /^\nOnce upon a time, there was a/,
    stats: { stopReason: 'stop' },
  },
  { file: 'recorded/lmstudio-v1compat-context-overflow.2026-08-25.sse', kind: 'lmstudio', error: 'context-overflow' },
  { file: 'recorded/lmstudio-unexpected-endpoint-200.2025-04-25.json', kind: 'lmstudio', error: 'wrong-route' },
  { file: 'recorded/lmstudio-v1-auth-missing.2026-06-29.json', kind: 'lmstudio', error: 'unauthorized' },
  {
    file: 'recorded/lmstudio-v1chat-invalid-union.2026-09-06.json',
    kind: 'lmstudio',
    route: 'native',
    error: 'runtime-error',
  },
  { file: 'recorded/lmstudio-v1compat-model-not-found.2025-11-14.json', kind: 'lmstudio', error: 'unknown-model' },
  {
    file: 'recorded/lmstudio-v1compat-no-models-loaded.object.2026-04-02.json',
    kind: 'lmstudio',
    error: 'no-model-loaded',
  },
  {
    file: 'recorded/lmstudio-v1compat-no-models-loaded.string.2025-11-14.json',
    kind: 'lmstudio',
    error: 'no-model-loaded',
  },
  {
    file: 'recorded/lmstudio-v1compat-reasoning-content.2025-01-31.excerpt.sse',
    kind: 'lmstudio',
    reasoning: 'le? An',
    error: 'truncated',
  },
  { file: 'recorded/llamacpp-error-field.b5966.sse', kind: 'llama-server', error: 'context-overflow' },
  { file: 'recorded/llamacpp-ping-then-role-chunk.2026-06-02.excerpt.sse', kind: 'llama-server', error: 'truncated' },
  {
    file: 'documented/lmstudio-v1-chat-stream.assembled.sse',
    kind: 'lmstudio',
    route: 'native',
    text: 'The current',
    reasoning: 'Need to',
    stats: { tokensPerSecond: 43.73, loadSeconds: 12.34, completionTokens: 268 },
  },
  {
    file: 'documented/lmstudio-v1-chat-stream-error.assembled.sse',
    kind: 'lmstudio',
    route: 'native',
    error: 'runtime-error',
  },
  {
    file: 'documented/lmstudio-v1-chat-nonstream.json',
    kind: 'lmstudio',
    route: 'native',
    text: /^This image is a solid/,
    stats: { completionTokens: 50 },
  },
  {
    file: 'documented/ollama-chat-final.json',
    kind: 'ollama',
    text: 'Hello! How can I help you today?',
    stats: { promptTokens: 11, completionTokens: 18 },
  },
  { file: 'documented/ollama-midstream-error.ndjson', kind: 'ollama', error: 'runtime-error' },
];

async function verify(folder: string, { file, kind, route, text, reasoning, stats, error }: Replay): Promise<void> {
  const outcome = await replay(path.join(folder, file), kind, route);
  expect(outcome.error?.code, outcome.error?.message).toBe(error);
  if (text instanceof RegExp) expect(outcome.text).toMatch(text);
  else expect(outcome.text).toBe(text ?? '');
  expect(outcome.reasoning).toBe(reasoning ?? '');
  expect(factsOf(outcome)).toMatchObject(stats ?? {});
}

function json(folder: string, file: string): Uint8Array {
  return readFileSync(path.join(folder, file));
}

function once(bytes: Uint8Array) {
  const wire = new Wire('http://127.0.0.1:1', { fetch: respondWith([bytes]) });
  return chatOnce(wire, { modelId: 'm', messages: [], parameters: {} });
}

/** Answers each path with a file. */
function serving(folder: string, files: Record<string, string>): NonNullable<ConnectOptions['fetch']> {
  return (url, init) => {
    const file = files[new URL(url).pathname];
    const bytes =
      file === undefined ? Buffer.from('{"error":"Unexpected endpoint or method. (GET /)"}') : json(folder, file);
    return respondWith([bytes])(url, init);
  };
}

describe('our own fixtures', () => {
  it.each(streams)('$file', (entry) => verify(own, entry));

  it('are all replayed', () => {
    const lists = [
      'README.md',
      'lmstudio-v0-models.json',
      'lmstudio-v0-model.json',
      'lmstudio-v1-models.json',
      'lmstudio-v0-chat.json',
    ];
    expect(readdirSync(own).sort()).toEqual([...streams.map(({ file }) => file), ...lists].sort());
  });

  it('list two instances of one model apart', async () => {
    const fetch = serving(own, {
      '/api/v0/models': 'lmstudio-v0-models.json',
      '/api/v1/models': 'lmstudio-v1-models.json',
      '/api/v0/models/acme/quill-4b': 'lmstudio-v0-model.json',
    });
    const adapter = await connectServer({ url: '127.0.0.1:1', kind: 'lmstudio' }, { fetch });
    const models = await adapter.listModels();
    expect(models.map(({ id, instances, loadedContextLength }) => [id, instances, loadedContextLength])).toEqual([
      ['acme/quill-4b', ['acme/quill-4b', 'acme/quill-4b:2'], 4096],
      ['acme/quill-4b:2', ['acme/quill-4b:2'], 8192],
      ['bright/lens-8b-vision', [], null],
      ['text-embedding-grain-v1@q8_0', [], null],
    ]);
    expect(models.map(({ displayName, sizeBytes }) => [displayName, sizeBytes])).toEqual([
      ['Quill 4B', 2512345678],
      ['Quill 4B', 2512345678],
      ['Lens 8B Vision', 5123456789],
      ['Grain v1', 146000000],
    ]);
    expect(await adapter.getModel('acme/quill-4b')).toEqual(models[0]);
  });

  it('list the models of a server that has /api/v1 only', async () => {
    const fetch = serving(own, { '/api/v1/models': 'lmstudio-v1-models.json' });
    const models = await (await connectServer({ url: '127.0.0.1:1', kind: 'lmstudio' }, { fetch })).listModels();
    expect(models).toMatchObject([
      { id: 'acme/quill-4b', type: 'llm', quantization: 'Q4_K_M', state: 'loaded', loadedContextLength: 4096 },
      { id: 'bright/lens-8b-vision', type: 'vlm', format: 'mlx', state: 'not-loaded' },
      { id: 'text-embedding-grain-v1', type: 'embeddings' },
    ]);
  });

  it('state everything in a whole answer', async () => {
    expect(await once(json(own, 'lmstudio-v0-chat.json'))).toEqual({
      text: 'Good morning! ☀️',
      reasoning: 'A greeting is wanted.\n',
      facts: {
        stats: {
          promptTokens: 14,
          completionTokens: 21,
          tokensPerSecond: 61.25,
          timeToFirstTokenSeconds: 0.21,
          stopReason: 'eosFound',
        },
        runtime: { name: 'llama.cpp-linux-x86_64-avx2', version: '2.1.0' },
        model: { architecture: 'quill', quantization: 'Q4_K_M', format: 'gguf', loadedContextLength: 4096 },
      },
    });
  });
});

describe.skipIf(!existsSync(recorded))('recordings of real servers', () => {
  it.each(recordings)('$file', (entry) => verify(recorded, entry));

  it('list the models of LM Studio', async () => {
    const fetch = serving(recorded, {
      '/api/v0/models': 'recorded/lmstudio-v0-models.2025-12-03.json',
      '/api/v1/models': 'documented/lmstudio-v1-models.json',
      '/api/v0/models/qwen3-4b': 'recorded/lmstudio-v0-model-qwen3-4b.2025-12-03.json',
    });
    const adapter = await connectServer({ url: '127.0.0.1:1', kind: 'lmstudio' }, { fetch });
    const models = await adapter.listModels();
    expect(models).toHaveLength(8);
    expect(models[0]).toMatchObject({
      id: 'openai/gpt-oss-20b',
      quantization: 'MXFP4',
      state: 'loaded',
      loadedContextLength: 4096,
    });
    expect(models.filter(({ type }) => type === 'embeddings')).toHaveLength(3);
    expect(await adapter.getModel('qwen3-4b')).toEqual(models[1]);
  });

  it('state tokens per second as LM Studio did, whatever generation_time means', async () => {
    const think = await once(json(recorded, 'recorded/lmstudio-v0-chat-nonstream-think.2025-12-03.json'));
    expect(think.text).toMatch(/^"Hello! Have a day/);
    expect(think.reasoning).toMatch(/^Okay, the user wants/);
    expect(think.facts.stats).toMatchObject({
      tokensPerSecond: 72.17346967081778,
      timeToFirstTokenSeconds: 0.289,
      stopReason: 'eosFound',
    });
    const plain = await once(json(recorded, 'recorded/lmstudio-v0-chat-nonstream.2025-05-06.json'));
    expect(plain).toMatchObject({
      text: 'Hello! How can I help you today?',
      reasoning: '',
      facts: { stats: { stopReason: 'stop' } },
    });
    const length = await once(json(recorded, 'recorded/lmstudio-v0-chat-nonstream-length.runtime-2.28.2.partial.json'));
    expect(length.facts).toMatchObject({
      stats: { stopReason: 'maxPredictedTokensReached', reasoningTokens: 19 },
      runtime: { version: '2.28.2' },
    });
  });
});
