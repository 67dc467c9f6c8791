// LM Studio as far as a tournament sees it, with fixed times for loading, prefill and decoding. A process of its own.
// Arguments: number of models, ms to load, ms of prefill, ms of decoding. Prints its address; a message asks for counts.
import { createServer } from 'node:http';

const [count = 43, loadMs = 500, prefillMs = 20, decodeMs = 40] = process.argv.slice(2).map(Number);
const pieces = 8;
const ids = Array.from({ length: count }, (_, index) => `bench/model-${String(index + 1).padStart(2, '0')}`);
/** @type {Map<string, number>} context length of what is in memory */
const loaded = new Map();
const counts = { loads: 0, unloads: 0, chats: 0, mostLoaded: 0, mostOpen: 0, unloadedChats: 0, busyMs: 0 };
let open = 0;

const sleep = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));
const chunk = (/** @type {object} */ value) => `data: ${JSON.stringify(value)}\n\n`;
const v0 = (/** @type {string} */ id) => ({
  id,
  object: 'model',
  type: 'llm',
  arch: 'bench',
  compatibility_type: 'gguf',
  quantization: 'Q4_K_M',
  state: loaded.has(id) ? 'loaded' : 'not-loaded',
  max_context_length: 32768,
  ...(loaded.has(id) ? { loaded_context_length: loaded.get(id) } : {}),
});
const v1 = (/** @type {string} */ key) => ({
  type: 'llm',
  key,
  max_context_length: 32768,
  format: 'gguf',
  quantization: { name: 'Q4_K_M', bits_per_weight: 4 },
  loaded_instances: loaded.has(key) ? [{ id: key, config: { context_length: loaded.get(key) } }] : [],
});

/** @type {Record<string, (body: any, response: import('node:http').ServerResponse) => unknown>} */
const routes = {
  'GET /lmstudio-greeting': () => ({ lmstudio: true }),
  'GET /api/v0/models': () => ({ object: 'list', data: ids.map(v0) }),
  'GET /api/v1/models': () => ({ models: ids.map(v1) }),
  'POST /api/v1/models/load': async ({ model, context_length: context = 4096 }) => {
    counts.loads++;
    const begun = performance.now();
    await sleep(loadMs);
    counts.busyMs += performance.now() - begun;
    loaded.set(model, context);
    counts.mostLoaded = Math.max(counts.mostLoaded, loaded.size);
    return {
      type: 'llm',
      instance_id: model,
      status: 'loaded',
      load_time_seconds: loadMs / 1000,
      load_config: { context_length: context },
    };
  },
  'POST /api/v1/models/unload': ({ instance_id: id }) => {
    counts.unloads++;
    loaded.delete(id);
    return { instance_id: id };
  },
  'POST /v1/chat/completions': async ({ model }, response) => {
    const begun = performance.now();
    counts.chats++;
    if (!loaded.has(model)) counts.unloadedChats++;
    counts.mostOpen = Math.max(counts.mostOpen, ++open);
    await sleep(prefillMs);
    response.setHeader('content-type', 'text/event-stream');
    for (let piece = 1; piece <= pieces; piece++) {
      response.write(chunk({ model, choices: [{ index: 0, delta: { content: `word ${piece}, ` } }] }));
      // Against the clock, so that late timers do not add up.
      const due = begun + prefillMs + (decodeMs * piece) / pieces;
      if (piece < pieces || due > performance.now()) await sleep(Math.max(0, due - performance.now()));
    }
    response.write(chunk({ model, choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }));
    response.write(chunk({ model, choices: [], usage: { prompt_tokens: 200, completion_tokens: 16 } }));
    open--;
    counts.busyMs += performance.now() - begun;
    response.end('data: [DONE]\n\n');
    return undefined;
  },
};

const server = createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const body = parts.length > 0 ? JSON.parse(Buffer.concat(parts).toString()) : {};
  const one = /^\/api\/v0\/models\/(.+)$/.exec(request.url ?? '')?.[1];
  const route = routes[`${request.method} ${request.url}`];
  const answer =
    one && ids.includes(decodeURIComponent(one))
      ? v0(decodeURIComponent(one))
      : route
        ? await route(body, response)
        : { error: `Unexpected endpoint or method. (${request.method} ${request.url})` };
  if (answer !== undefined) response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
// What was counted so far; counting begins anew.
process.on('message', () => {
  process.send?.({ ...counts, stillLoaded: loaded.size });
  for (const name of Object.keys(counts)) counts[name] = 0;
});
process.on('disconnect', () => process.exit());
