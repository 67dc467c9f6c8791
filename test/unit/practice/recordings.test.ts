import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Json } from './practiceClient';
import { get, post, practice, stream, user } from './practiceClient';

/** Recorded bodies of the original, which are not part of this repository. */
const FOLDER = join(process.cwd(), '..', 'shared', 'fixtures');
const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');
const json = (name: string): Json => JSON.parse(read(name)) as Json;

/** All paths in a value with their types: `choices[].message.content: string`. */
function shape(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => shape(item, `${path}[]`)))].sort();
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .flatMap(([key, inner]) => shape(inner, path === '' ? key : `${path}.${key}`))
      .sort();
  }
  return [`${path}: ${value === null ? 'null' : typeof value}`];
}

const messages = user('Explain how tides work.');
const sse = (text: string): Json[] =>
  [...text.matchAll(/^data: (\{.*)$/gm)].map((match) => JSON.parse(match[1] ?? '') as Json);

describe.skipIf(!existsSync(FOLDER))('practice bodies against recordings', () => {
  it('v0 model list and one model', async () => {
    const server = await practice();
    const recorded = json('recorded/lmstudio-v0-models.2025-12-03.json');
    expect(shape((await get(server, '/api/v0/models')).body)).toEqual(shape(recorded));
    const one = await get(server, '/api/v0/models/practice/swift-3b@q4_k_m');
    expect(Object.keys(one.body)).toEqual(Object.keys(json('recorded/lmstudio-v0-model-qwen3-4b.2025-12-03.json')));
  });

  it('v0 answer, plain and with reasoning tokens', async () => {
    const server = await practice();
    const ask = async (model: string) =>
      shape((await post(server, '/api/v0/chat/completions', { model, messages })).body);
    const plain = json('recorded/lmstudio-v0-chat-nonstream-think.2025-12-03.json');
    expect(await ask('practice/ponder-14b')).toEqual(shape(plain));
    const reasoning = shape(json('recorded/lmstudio-v0-chat-nonstream-length.runtime-2.28.2.partial.json'));
    expect(await ask('practice/atlas-20b')).toEqual(expect.arrayContaining(reasoning));
  });

  it('v0 stream chunks and reasoning chunks', async () => {
    const server = await practice();
    const ours = await stream(server, '/api/v0/chat/completions', {
      model: 'practice/swift-3b@q8_0',
      messages,
      stream: true,
    });
    const theirs = sse(read('recorded/lmstudio-v0-chat-stream.2025-05-06.excerpt.sse'));
    expect(shape(ours.chunks)).toEqual(shape(theirs));
    expect(shape(ours.chunks.at(-1))).toEqual(shape(theirs.at(-1)));
    const thinker = await stream(server, '/v1/chat/completions', {
      model: 'practice/thinker-8b',
      messages,
      stream: true,
    });
    const thought = sse(read('recorded/lmstudio-v1compat-reasoning-content.2025-01-31.excerpt.sse'));
    expect(shape(thinker.chunks[0])).toEqual(shape(thought[0]));
  });

  it('OpenAI model list', async () => {
    const server = await practice();
    const recorded = json('recorded/lmstudio-v1-models-two-instances.2025-01-20.json');
    expect(shape((await get(server, '/v1/models')).body)).toEqual(shape(recorded));
  });

  it('errors', async () => {
    const server = await practice();
    const chat = '/v1/chat/completions';
    const fails = async (name: string) =>
      shape((await post(server, chat, { model: 'practice/spark-1b', messages }, { 'x-llp-fault': name })).body);
    expect(await fails('no-model-loaded')).toEqual(
      shape(json('recorded/lmstudio-v1compat-no-models-loaded.object.2026-04-02.json')),
    );
    expect(await fails('no-model-loaded-text')).toEqual(
      shape(json('recorded/lmstudio-v1compat-no-models-loaded.string.2025-11-14.json')),
    );
    expect(await fails('model-not-found')).toEqual(
      shape(json('recorded/lmstudio-v1compat-model-not-found.2025-11-14.json')),
    );
    expect(await fails('auth-missing')).toEqual(shape(json('recorded/lmstudio-v1-auth-missing.2026-06-29.json')));
    expect(await fails('unexpected-endpoint')).toEqual(
      shape(json('recorded/lmstudio-unexpected-endpoint-200.2025-04-25.json')),
    );
    const overflow = await stream(server, chat, { model: 'practice/fault-context-overflow', messages, stream: true });
    expect(shape(overflow.chunks)).toEqual(
      shape(sse(read('recorded/lmstudio-v1compat-context-overflow.2026-08-25.sse'))),
    );
    const union = await post(server, '/api/v1/chat', { model: 'practice/spark-1b', input: [{ type: 'message' }] });
    expect(shape(union.body)).toEqual(shape(json('recorded/lmstudio-v1chat-invalid-union.2026-09-06.json')));
  });

  it('documented v1 bodies', async () => {
    const server = await practice();
    const model = 'practice/atlas-20b';
    const load = await post(server, '/api/v1/models/load', { model, echo_load_config: true });
    const documented = shape(json('documented/lmstudio-v1-models-load.json'));
    // The practice models are no mixtures that would report a number of experts.
    expect(shape(load.body)).toEqual(documented.filter((line) => !line.includes('num_experts')));
    const chat = await post(server, '/api/v1/chat', { model: 'practice/swift-3b@q4_k_m', input: 'Tides?' });
    expect(shape(chat.body)).toEqual(shape(json('documented/lmstudio-v1-chat-nonstream.json')));
    const models = shape((await get(server, '/api/v1/models')).body);
    const known = shape(json('documented/lmstudio-v1-models.json')).filter((line) => !line.includes('num_experts'));
    expect(models).toEqual(known);
    const unload = await post(server, '/api/v1/models/unload', { instance_id: model });
    expect(shape(unload.body)).toEqual(shape(json('documented/lmstudio-v1-models-unload.json')));
  });

  it('documented v1 events', async () => {
    const server = await practice();
    const request = { model: 'practice/thinker-8b', input: 'Tides?', stream: true };
    const ours = (await stream(server, '/api/v1/chat', request)).chunks;
    for (const event of sse(read('documented/lmstudio-v1-chat-stream.assembled.sse'))) {
      if (event.type === 'chat.end') continue;
      const same = ours.find((chunk) => chunk.type === event.type);
      expect(shape(same), String(event.type)).toEqual(shape(event));
    }
  });
});
