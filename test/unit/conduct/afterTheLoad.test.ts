import { afterEach, describe, expect, it } from 'vitest';
import { conduct } from '../../../src/conduct/conduct';
import { connectServer } from '../../../src/servers';
import { byteServer, head, jsonResponse, type ByteServer } from '../servers/support/byteServer';

let server: ByteServer;
afterEach(() => server.close());

const entry = (loaded: boolean) => ({
  id: 'm',
  object: 'model',
  owned_by: 'llamacpp',
  status: { value: loaded ? 'loaded' : 'unloaded' },
  meta: loaded ? { n_ctx: 2048, n_ctx_train: 8192, n_params: 134_515_008, size: 1 } : null,
});
const piece = (content: string) =>
  `data: ${JSON.stringify({ model: 'm', system_fingerprint: 'b9000-x', choices: [{ index: 0, delta: { content } }] })}\n\n`;

/** A router whose model is loaded by the first chat. The answer ends with `end`. */
async function router(end: string) {
  let loaded = false;
  server = await byteServer(async (connection) => {
    if (connection.method === 'POST') {
      loaded = true;
      await connection.write(head({ 'content-type': 'text/event-stream' }) + piece('Hello') + end);
    } else await connection.write(jsonResponse({ object: 'list', data: [entry(loaded)] }));
    connection.end();
  });
  const adapter = await connectServer({ url: server.url, kind: 'llama-server' });
  const request = {
    server: server.url,
    modelId: 'm',
    messages: [{ role: 'user' as const, content: 'Hi' }],
    parameters: {},
  };
  return conduct(adapter, request, await adapter.getModel('m'));
}

describe('a run that has loaded its model', () => {
  it('keeps what the server lists only of a loaded one, and that it was not loaded before', async () => {
    const outcome = await router(
      'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n',
    );
    expect(outcome.status).toBe('complete');
    expect(outcome.model).toMatchObject({ state: 'not-loaded', loadedContextLength: 2048, parameters: '135M' });
    expect(outcome.flags).toContain('cold-load');
  });

  it('knows what it ran on also where the answer was cut', async () => {
    const outcome = await router('');
    expect(outcome).toMatchObject({ status: 'truncated', runtime: { name: 'llama.cpp', version: 'b9000-x' } });
  });
});
