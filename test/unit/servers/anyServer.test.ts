import { afterEach, describe, expect, it } from 'vitest';
import { connectServer } from '../../../src/servers';
import { playground, serverWith } from './support/adapterTesting';
import { head, jsonResponse } from './support/byteServer';

const server = playground();
afterEach(() => server.close());

describe('any other server', () => {
  it('is taken as OpenAI-compatible by its list', async () => {
    const adapter = await server.connect(
      serverWith({ 'GET /v1/models': { data: [{ id: 'm', owned_by: 'somebody' }] } }),
    );
    expect(adapter.kind).toBe('openai-compatible');
    expect(await adapter.getModel('m')).toMatchObject({ id: 'm', type: null, state: null });
    await expect(adapter.getModel('n')).rejects.toMatchObject({ code: 'unknown-model' });
  });

  it('is refused when it is a web page', async () => {
    const page = '<!DOCTYPE html><title>Router</title>';
    const handler = serverWith({}, head({ 'content-type': 'text/html', 'content-length': page.length }) + page);
    await expect(server.connect(handler)).rejects.toMatchObject({ code: 'wrong-address' });
  });

  it('is refused when it is something else', async () => {
    await expect(server.connect(serverWith({}))).rejects.toMatchObject({ code: 'wrong-address' });
  });

  it('is asked for a key when it wants one before it says what it is', async () => {
    await expect(
      server.connect(serverWith({}, jsonResponse({ detail: 'Please provide an API key' }, '401 Unauthorized'))),
    ).rejects.toMatchObject({ code: 'unauthorized' });
  });

  it('gets a pasted key without the whitespace around it, and refuses one that cannot be sent', async () => {
    const adapter = await server.connect(serverWith({ 'GET /v1/models': { data: [{ id: 'm' }] } }));
    expect(server.requests.some((request) => /^authorization:/im.test(request))).toBe(false);
    const again = await connectServer({ url: adapter.url, kind: 'openai-compatible' }, { apiKey: ' key-1\n' });
    await again.listModels();
    expect(server.requests.at(-1)).toMatch(/^authorization: Bearer key-1\r$/im);
    await expect(connectServer({ url: adapter.url }, { apiKey: 'a\nb: c' })).rejects.toMatchObject({
      code: 'unauthorized',
    });
  });
});
