import { describe, expect, it } from 'vitest';
import { ServerError } from '../../../src/model/server';
import { connectServer, normalizeServerUrl } from '../../../src/servers';

describe('the address of a server', () => {
  it.each([
    ['http://127.0.0.1:1234', 'http://127.0.0.1:1234'],
    ['http://127.0.0.1:1234/', 'http://127.0.0.1:1234'],
    ['http://127.0.0.1:1234/v1', 'http://127.0.0.1:1234'],
    ['http://127.0.0.1:1234/v1/', 'http://127.0.0.1:1234'],
    ['http://127.0.0.1:1234/v1/chat/completions', 'http://127.0.0.1:1234'],
    ['http://127.0.0.1:1234/api/v0/models', 'http://127.0.0.1:1234'],
    ['  localhost:1234  ', 'http://localhost:1234'],
    ['my-server', 'http://my-server'],
    ['192.168.1.7:8080/v1', 'http://192.168.1.7:8080'],
    ['[::1]:1234', 'http://[::1]:1234'],
    ['HTTPS://Server.lan/', 'https://server.lan'],
    ['https://server.lan/gateway/lm/v1', 'https://server.lan/gateway/lm'],
    ['http://server/v1?x=1#y', 'http://server'],
  ])('%s is %s', (typed, url) => {
    expect(normalizeServerUrl(typed)).toBe(url);
    expect(normalizeServerUrl(url), 'a second time').toBe(url);
  });

  it.each([
    ['', /is empty/],
    ['ftp://server', /begins with ftp:\/\/, but/],
    ['file:///etc/passwd', /begins with file:\/\//],
    ['http://', /is no server address/],
    ['http://a b', /is no server address/],
    ['http://host:99999', /is no server address/],
    ['http://user:pass@server', /set an API key instead/],
  ])('%s is refused', async (typed, says) => {
    const failure = connectServer({ url: typed });
    await expect(failure).rejects.toBeInstanceOf(ServerError);
    await expect(failure).rejects.toMatchObject({ code: 'wrong-address' });
    await expect(failure).rejects.toThrow(says);
  });
});
