import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parameterRules, parseParameter } from '../../../src/model/bot';
import type { ServerKind } from '../../../src/model/server';
import { connectServer } from '../../../src/servers';
import { lmStudioUrl } from '../../../src/servers/lmStudio/home';
import { ollamaBody } from '../../../src/servers/ollama/request';
import { chatBody } from '../../../src/servers/openAi/request';
import { temporaryFolder } from '../builders';
import { byteServer, routes, type ByteServer } from './support/byteServer';
import { collect } from './support/chatting';

const request = (parameters: object) => ({
  modelId: 'm',
  messages: [{ role: 'user' as const, content: 'Hi' }],
  parameters,
});

describe('the reasoning that a bot asks for', () => {
  const rule = parameterRules.find(({ key }) => key === 'reasoning') as (typeof parameterRules)[number];

  it.each([
    ['off', 'off'],
    [' High ', 'high'],
    ['2048', '2048'],
    ['0', '0'],
    ['', undefined],
  ])('is read from %j', (text, value) => {
    expect(parseParameter(rule, text)).toBe(value);
  });

  it.each(['maybe', '-1', '1.5', '1e9', '99999999'])('is not read from %j', (text) => {
    expect(() => parseParameter(rule, text)).toThrow(/Reasoning must be/);
  });

  it.each<[ServerKind, string, object]>([
    ['llama-server', 'off', { chat_template_kwargs: { enable_thinking: false } }],
    ['llama-server', 'low', { reasoning_effort: 'low', chat_template_kwargs: { enable_thinking: true } }],
    ['llama-server', '512', { reasoning_budget_tokens: 512, chat_template_kwargs: { enable_thinking: true } }],
    ['llama-server', '0', { reasoning_budget_tokens: 0, chat_template_kwargs: { enable_thinking: false } }],
    ['vllm', 'on', { chat_template_kwargs: { enable_thinking: true } }],
    ['openai-compatible', 'high', { reasoning_effort: 'high' }],
    ['openai-compatible', 'off', { reasoning_effort: 'none' }],
    ['lmstudio', 'medium', { reasoning_effort: 'medium' }],
  ])('is told to %s: %s', (kind, reasoning, fields) => {
    const { model, messages, ...rest } = chatBody(request({ reasoning }), kind);
    expect([model, messages]).toEqual(['m', [{ role: 'user', content: 'Hi' }]]);
    expect(rest).toEqual(fields);
  });

  it.each([
    ['off', false],
    ['on', true],
    ['high', 'high'],
    ['0', false],
    ['300', true],
  ])('is told to Ollama: %s', (reasoning, think) => {
    expect(ollamaBody(request({ reasoning }))).toMatchObject({ think });
    expect(ollamaBody(request({}))).not.toHaveProperty('think');
  });
});

describe('LM Studio', () => {
  let server: ByteServer;
  afterEach(() => server.close());
  const answer = {
    output: [{ type: 'message', content: 'Hello' }],
    stats: { input_tokens: 3, total_output_tokens: 2 },
  };
  const models = [
    {
      key: 'm',
      type: 'llm',
      loaded_instances: [],
      capabilities: { reasoning: { allowed_options: ['off', 'on'], default: 'on' } },
    },
  ];

  async function connected(chatRoute?: 'native') {
    server = await byteServer(
      routes({
        'GET /api/v1/models': { models },
        'POST /api/v1/chat': answer,
        'POST /v1/chat/completions': {
          choices: [{ index: 0, message: { content: 'Hello' }, finish_reason: 'stop' }],
        },
      }),
    );
    return connectServer({ url: server.url, kind: 'lmstudio', ...(chatRoute ? { chatRoute } : {}) });
  }
  const sent = (): [string, Record<string, unknown>] => {
    const text = server.requests.at(-1) ?? '';
    return [text.split(' ', 2)[1] ?? '', JSON.parse(text.slice(text.indexOf('{'))) as Record<string, unknown>];
  };

  it('is told on its own route to switch thinking off', async () => {
    const adapter = await connected();
    expect((await collect(adapter.chat(request({ reasoning: 'off', contextLength: 4096 })))).text).toBe('Hello');
    expect(sent()).toEqual(['/api/v1/chat', expect.objectContaining({ reasoning: 'off', context_length: 4096 })]);
  });

  it.each([{ temperature: 1.5 }, { minP: 0.1 }, { presencePenalty: 1 }, { reasoning: '500' }])(
    'is not asked on its own route for what that route does not know: %j',
    async (parameters) => {
      const adapter = await connected('native');
      await collect(adapter.chat(request(parameters)));
      expect(sent()[0]).toBe('/v1/chat/completions');
    },
  );

  it('is not asked for a setting that the model does not have', async () => {
    const adapter = await connected();
    await adapter.load?.('m', {}).catch(() => null);
    const { error } = await collect(adapter.chat(request({ reasoning: 'high' })));
    expect(error).toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining('off, on (its default)') as string,
    });
  });

  it('is looked for at the port that it has written down', async () => {
    server = await byteServer(routes({}));
    const home = await temporaryFolder();
    expect(await lmStudioUrl(home)).toBeNull();
    await mkdir(join(home, 'elsewhere', '.internal'), { recursive: true });
    await writeFile(join(home, '.lmstudio-home-pointer'), `${join(home, 'elsewhere')}\n`);
    await writeFile(join(home, 'elsewhere', '.internal', 'http-server.json'), '{"port": 4321}');
    expect(await lmStudioUrl(home)).toBe('http://127.0.0.1:4321');
    await writeFile(join(home, 'elsewhere', '.internal', 'http-server.json'), '{"port": "4321; rm"}');
    expect(await lmStudioUrl(home)).toBeNull();
  });
});
