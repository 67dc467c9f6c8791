import { describe, expect, it } from 'vitest';
import { errorText, get, post, practice } from './practiceClient';

const FIRST = 'practice/swift-3b@q4_k_m';

describe('model lists of the practice server', () => {
  it('greets like LM Studio', async () => {
    const server = await practice();
    expect((await get(server, '/lmstudio-greeting')).body).toEqual({ lmstudio: true });
  });

  it('lists v0 models with their fields, loaded context only where loaded', async () => {
    const server = await practice();
    const { body } = await get(server, '/api/v0/models');
    expect(body.object).toBe('list');
    const [loaded, other] = [body.data[0], body.data[1]];
    expect(loaded).toEqual({
      id: FIRST,
      object: 'model',
      type: 'llm',
      publisher: 'llp-practice',
      arch: 'llama',
      compatibility_type: 'gguf',
      quantization: 'Q4_K_M',
      state: 'loaded',
      max_context_length: 32768,
      loaded_context_length: 8192,
      capabilities: ['tool_use'],
    });
    expect(other?.state).toBe('not-loaded');
    expect(other).not.toHaveProperty('loaded_context_length');
  });

  it('offers llm, vlm and embeddings, gguf and mlx, and two quantizations of one model', async () => {
    const server = await practice();
    const models = (await get(server, '/api/v0/models')).body.data;
    const types = models.map((model) => String(model.type));
    expect(new Set(types)).toEqual(new Set(['llm', 'vlm', 'embeddings']));
    expect(types.filter((type) => type === 'embeddings')).toHaveLength(2);
    expect(models.some((model) => model.compatibility_type === 'mlx')).toBe(true);
    expect(models.filter((model) => model.id.startsWith('practice/swift-3b@'))).toHaveLength(2);
    expect(models.every((model) => model.publisher === 'llp-practice')).toBe(true);
  });

  it('finds one model by an id with slash and variant, plain or encoded, and a second instance', async () => {
    const server = await practice();
    for (const path of [FIRST, encodeURIComponent(FIRST)]) {
      expect((await get(server, `/api/v0/models/${path}`)).body.id).toBe(FIRST);
    }
    await post(server, '/api/v1/models/load', { model: FIRST, context_length: 4096 });
    const second = (await get(server, `/api/v0/models/${FIRST}:2`)).body;
    expect([second.id, second.loaded_context_length]).toEqual([`${FIRST}:2`, 4096]);
    const missing = await get(server, '/api/v0/models/nobody/nothing');
    expect([missing.status, missing.body.error.code]).toEqual([404, 'model_not_found']);
    expect(errorText((await get(server, '/api/v0/models/%E0%A4%A')).body)).toContain('Unexpected endpoint');
  });

  it('lists further instances on /v1/models', async () => {
    const server = await practice();
    await post(server, '/api/v1/models/load', { model: FIRST });
    const ids = (await get(server, '/v1/models')).body.data.map((model) => String(model.id));
    expect(ids.slice(0, 3)).toEqual([FIRST, `${FIRST}:2`, 'practice/swift-3b@q8_0']);
  });

  it('gives the v1 list its own fields and the loaded instances with their configuration', async () => {
    const server = await practice();
    const { models } = (await get(server, '/api/v1/models')).body;
    const [first, atlas] = [models[0], models.find((model) => model.key === 'practice/atlas-20b')];
    expect(first?.loaded_instances[0]).toMatchObject({ id: FIRST, config: { context_length: 8192, parallel: 1 } });
    expect(atlas).toMatchObject({
      type: 'llm',
      quantization: { name: 'MXFP4', bits_per_weight: 4 },
      params_string: '20B-A3B',
      loaded_instances: [],
      capabilities: { vision: false, reasoning: { default: 'on' } },
      selected_variant: 'practice/atlas-20b@mxfp4',
    });
    const embedding = models.find((model) => model.type === 'embedding');
    expect(embedding).not.toHaveProperty('capabilities');
    expect(embedding?.params_string).toBeNull();
  });

  it('hides the models that exist to fail unless told to list them', async () => {
    const hidden = await get(await practice(), '/api/v0/models');
    const shown = await get(await practice({ faults: true }), '/api/v0/models');
    const faults = (body: typeof hidden.body) => body.data.filter((model) => model.id.startsWith('practice/fault-'));
    expect(faults(hidden.body)).toHaveLength(0);
    expect(faults(shown.body).length).toBeGreaterThan(10);
  });

  it('answers 200 with an error text to routes and methods that do not exist, marked as practice', async () => {
    const server = await practice();
    const health = await get(server, '/health?deep=1');
    expect([health.status, health.body]).toEqual([
      200,
      { error: 'Unexpected endpoint or method. (GET /health?deep=1)' },
    ]);
    expect(health.headers.get('x-llp-practice')).toBe('1');
    expect(health.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(health.headers.get('access-control-allow-origin')).toBeNull();
    const posted = await post(server, '/chat/completions', {});
    expect(errorText(posted.body)).toBe('Unexpected endpoint or method. (POST /chat/completions)');
  });
});
