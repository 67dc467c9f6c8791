import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { playground, serverWith } from './support/adapterTesting';
import { head, jsonResponse, type Connection, type Handler } from './support/byteServer';
import { collect, factsOf, type Outcome } from './support/chatting';

const own = join(import.meta.dirname, '../../fixtures/real');
/** Recorded by others, which is not part of this repository. */
const theirs = join(import.meta.dirname, '../../../../shared/fixtures/real');
const server = playground();
afterEach(() => server.close());

const body = (folder: string, name: string, from = own): string => readFileSync(join(from, folder, name), 'utf8');
const request = (model: string) => ({
  modelId: model,
  messages: [{ role: 'user' as const, content: 'Hi' }],
  parameters: {},
});
const whole = 'v1-chat-completions-200-complete-prompt.sse';

/** Sends a recorded answer; `cut` ends the connection as a killed process does. */
const streamed =
  (text: string, type = 'text/event-stream', cut = false): Handler =>
  async (connection: Connection) => {
    const chunks = `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
    await connection.write(head({ 'content-type': type, 'transfer-encoding': 'chunked' }) + chunks);
    if (cut) connection.reset();
    else await connection.write('0\r\n\r\n').then(() => connection.end());
  };

/** llama-server as recorded in a folder; `chat` is what it answers to the prompt. */
const llamaServer = (folder: string, chat: Handler | string) =>
  serverWith(
    {
      'GET /v1/models': body(folder, 'v1-models-200.json').replace(/^/, head({ 'content-type': 'application/json' })),
      'GET /props': body(folder, 'props-200.json').replace(/^/, head({ 'content-type': 'application/json' })),
      'POST /v1/chat/completions': chat,
    },
    jsonResponse({ error: { code: 404, message: 'File Not Found', type: 'not_found_error' } }, '404 Not Found'),
  );

const withoutRequest = (text: string): string => text.replace(/^(?:\/\/|: ?|#) ?request:.*\n+/, '');

async function answerOf(folder: string, model: string, name = whole, cut = false): Promise<Outcome> {
  const recorded = withoutRequest(body(folder, name));
  const adapter = await server.connect(llamaServer(folder, streamed(recorded, 'text/event-stream', cut)));
  expect(adapter.kind).toBe('llama-server');
  return collect(adapter.chat(request(model)));
}

describe('bodies of a real llama-server', () => {
  const cases: [folder: string, model: string, stats: object][] = [
    [
      'llama-server-b11434',
      'smollm2-135m',
      { promptTokens: 551, completionTokens: 64, stopReason: 'length', prefillSeconds: 29.706767 },
    ],
    [
      'llama-server-b11434-gemma',
      '/home/user/models/gemma-3-270m-q4_k_m.gguf',
      { promptTokens: 568, completionTokens: 48, stopReason: 'length', prefillSeconds: 24.151536 },
    ],
    [
      'llama-server-b11434-router',
      'SmolLM2-135M-Instruct.Q4_1',
      { promptTokens: 33, completionTokens: 24, stopReason: 'length', prefillSeconds: 3.923623 },
    ],
  ];
  it.each(cases)('%s: an answer with the figures that it states', async (folder, model, stats) => {
    const outcome = await answerOf(folder, model);
    expect(outcome.error).toBeNull();
    expect(outcome.text.length).toBeGreaterThan(20);
    const facts = factsOf(outcome);
    expect(facts).toMatchObject(stats);
    // The prompt's reading alone is no time to the first token: waiting and loading are not in it.
    expect(facts).not.toHaveProperty('timeToFirstTokenSeconds');
    // Between n tokens lie n − 1 intervals.
    const [n, ms] = /"predicted_n":(\d+),"predicted_ms":([\d.]+)/.exec(body(folder, whole))?.slice(1).map(Number) ?? [];
    expect(facts['tokensPerSecond']).toBeCloseTo(((n ?? 0) - 1) / ((ms ?? 0) / 1000), 3);
  });

  it('lists the model by its base name, with what it holds', async () => {
    const adapter = await server.connect(llamaServer('llama-server-b11434', ''));
    expect(await adapter.listModels()).toMatchObject([
      {
        id: 'smollm2-135m',
        quantization: 'Q4_1',
        parameters: '135M',
        sizeBytes: 96_576_768,
        loadedContextLength: 4096,
      },
    ]);
    await server.close();
    const other = await server.connect(llamaServer('llama-server-b11434-gemma', ''));
    const [model] = await other.listModels();
    expect(model).toMatchObject({ id: '/home/user/models/gemma-3-270m-q4_k_m.gguf', quantization: 'Q4_K_M' });
    expect(model?.displayName ?? '').not.toContain('/home/user');
  });

  it('keeps what arrived before the server was killed, as no whole answer', async () => {
    const name = 'v1-chat-completions-200-server-killed-prompt.sse';
    const outcome = await answerOf('llama-server-b11434', 'smollm2-135m', name, true);
    expect(outcome.text).toMatch(/upon$/);
    expect(outcome.error?.code).toBeDefined();
  });

  it('says that the prompt is too long for the context, with both figures', async () => {
    const refusal = withoutRequest(body('llama-server-b11434', 'v1-chat-completions-400-complete-long.sse'));
    const chat = jsonResponse(refusal, '400 Bad Request');
    const adapter = await server.connect(llamaServer('llama-server-b11434', chat));
    const { error } = await collect(adapter.chat(request('smollm2-135m')));
    expect(error?.code).toBe('context-overflow');
    expect(error?.message).toMatch(/10429[^]*4096/);
  });

  it('says that a key is missing', async () => {
    const refused = jsonResponse(body('llama-server-b11434', 'v1-models-401.json'), '401 Unauthorized');
    const adapter = await server.connect(serverWith({}, refused));
    await expect(adapter.listModels()).rejects.toMatchObject({ code: 'unauthorized' });
  });
});

describe.runIf(existsSync(join(theirs, 'ollama-v0.33-fb30760')))('bodies of a real Ollama', () => {
  const folder = 'ollama-v0.33-fb30760';
  const json = (name: string): string =>
    head({ 'content-type': 'application/json' }) + withoutRequest(body(folder, name, theirs));
  const ollama = (chat: string): Handler =>
    serverWith(
      {
        'GET /api/version': json('api-version-200.json'),
        'GET /api/tags': json('api-tags-200.json'),
        'GET /api/ps': json('api-ps-200.json'),
        'GET /v1/models': json('v1-models-200.json'),
        'POST /api/show': json('api-show-200-26.json'),
        'POST /api/chat': streamed(withoutRequest(body(folder, chat, theirs)), 'application/x-ndjson'),
      },
      head({ 'content-type': 'text/plain' }, '404 Not Found') + '404 page not found',
    );

  it('an answer cut at the limit of tokens', async () => {
    const adapter = await server.connect(ollama('api-chat-200-complete-prompt.ndjson'));
    expect(adapter.kind).toBe('ollama');
    const outcome = await collect(adapter.chat(request('smollm2:latest')));
    expect(outcome.text).toMatch(/^I'm so/);
    expect(factsOf(outcome)).toMatchObject({ promptTokens: 12, completionTokens: 40, stopReason: 'length' });
  });

  it('a prompt of which it read 2,050 tokens only: one token without a word is no answer', async () => {
    const adapter = await server.connect(ollama('api-chat-200-complete-long.ndjson'));
    const outcome = await collect(adapter.chat(request('smollm2:latest')));
    expect(outcome.text).toBe('');
    expect(factsOf(outcome)).toMatchObject({ promptTokens: 2050 });
  });
});
