import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import tls from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { networkError } from '../../../src/servers/errors';
import { createHttpFetch } from '../../../src/servers/http/httpFetch';
import { proxyFor } from '../../../src/servers/http/proxy';
import { byteServer, head, jsonResponse } from './support/byteServer';
import { selfSigned } from './support/certificate';

const closers: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const fetch = createHttpFetch({});

async function hello(host: string): Promise<number> {
  const server = await byteServer(async (connection) => {
    await connection.write(jsonResponse({ host: /^host: (.*)$/im.exec(connection.request)?.[1] }));
    connection.end();
  }, host);
  closers.push(() => server.close());
  return server.port;
}

async function failure(
  url: string,
  environment: Record<string, string> = {},
): Promise<{ code: string; message: string }> {
  const error: unknown = await createHttpFetch(environment)(url).then(
    (response) => response.text(),
    (reason: unknown) => reason,
  );
  return networkError(error, { server: url });
}

async function listen<T extends net.Server>(server: T): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
}

const hasIpv6 = await new Promise<boolean>((resolve) => {
  const probe = net.createServer().once('error', () => resolve(false));
  probe.listen(0, '::1', () => probe.close(() => resolve(true)));
});

describe('reaching this machine', () => {
  const meetings = [
    ['localhost', '127.0.0.1'],
    ['127.0.0.1', '127.0.0.1'],
    ['0.0.0.0', '127.0.0.1'],
    ...(hasIpv6
      ? [
          ['localhost', '::1'],
          ['127.0.0.1', '::1'],
          ['[::1]', '::1'],
          ['[::1]', '127.0.0.1'],
          ['0.0.0.0', '::1'],
        ]
      : []),
  ] as [string, string][];
  it.each(meetings)('finds a server by %s that listens on %s', async (name, host) => {
    const port = await hello(host);
    const response = await fetch(`http://${name}:${port}/`);
    expect(await response.json()).toEqual({ host: `${name}:${port}` });
  });

  it('says that no server runs there', async () => {
    const port = await hello('127.0.0.1');
    await closers.pop()?.();
    const { code, message } = await failure(`http://localhost:${port}/`);
    expect(code).toBe('unreachable');
    expect(message).toMatch(/^No server runs at localhost:\d+\. Start it/);
  });

  it('says that a name is not known', async () => {
    const { code, message } = await failure('http://no-such-host.invalid:1234/');
    expect(code).toBe('unreachable');
    expect(message).toMatch(/not known on this network/);
  });

  it('refuses a port that answers with rubbish', async () => {
    const port = await listen(net.createServer((socket) => socket.resume().end('\u0015\u0003\u0003\u0000')));
    expect(await failure(`http://127.0.0.1:${port}/`)).toMatchObject({ code: 'wrong-address' });
  });

  it('says that a server speaks no https', async () => {
    const port = await listen(http.createServer());
    const { code, message } = await failure(`https://127.0.0.1:${port}/`);
    expect(code).toBe('wrong-address');
    expect(message).toMatch(/does not speak https\. Use http:/);
  });

  it('says so too when the server waits for plain HTTP without a word', async () => {
    const port = await hello('127.0.0.1');
    const error: unknown = await createHttpFetch(
      {},
      0.2,
    )(`https://127.0.0.1:${port}/`).catch((reason: unknown) => reason);
    expect(networkError(error, { server: `https://127.0.0.1:${port}` }).message).toMatch(/does not speak https/);
  });

  it('never sends a key to where a redirect points', async () => {
    const other = await byteServer(async (connection) => connection.end());
    closers.push(() => other.close());
    const server = await byteServer(async (connection) => {
      await connection.write(
        head({ location: `${other.url}/v1/models`, 'content-length': 0 }, '307 Temporary Redirect'),
      );
      connection.end();
    });
    closers.push(() => server.close());
    await expect(fetch(`${server.url}/v1/models`, { headers: { authorization: 'Bearer secret' } })).rejects.toThrow(
      other.url,
    );
    expect(other.requests).toEqual([]);
  });
});

describe('proxies', () => {
  const target = (url: string, environment: Record<string, string>) =>
    proxyFor(new URL(url), environment)?.href ?? null;
  const both = { HTTP_PROXY: 'http://proxy:3128', HTTPS_PROXY: 'secure-proxy:3129' };

  it('are taken from the environment', () => {
    expect(target('http://server:1234/', both)).toBe('http://proxy:3128/');
    expect(target('https://server/', both)).toBe('http://secure-proxy:3129/');
    expect(target('http://server/', { all_proxy: 'http://any:1' })).toBe('http://any:1/');
    expect(target('http://server/', { HTTP_PROXY: 'socks5://x:1' })).toBeNull();
    expect(target('http://server/', {})).toBeNull();
  });

  it.each(['localhost', '127.0.0.1', '127.8.9.1', '[::1]', 'llp.localhost', '0.0.0.0'])(
    'never stand before %s',
    (host) => {
      expect(target(`http://${host}:1234/`, both)).toBeNull();
    },
  );

  it.each([
    ['server', true],
    ['SERVER.lan', true],
    ['*', true],
    ['other, .lan', true],
    ['*.lan', true],
    ['server.lan:1234', true],
    ['server.lan:99', false],
    ['erver.lan', false],
    ['', false],
  ])('are left out by NO_PROXY=%s: %s', (list, exempt) => {
    const host = list === 'server' ? 'server' : 'server.lan';
    expect(target(`http://${host}:1234/`, { ...both, NO_PROXY: list }) === null).toBe(exempt);
  });

  it.each([
    ['192.168.0.0/16', '192.168.1.5', true],
    ['192.168.0.0/16', '192.169.1.5', false],
    ['10.0.0.0/8,localhost', '10.1.2.3', true],
    ['10.0.0.0/8', '10.example.org', false],
    ['192.168.1.*', '192.168.1.5', true],
    ['192.168.1.*', '192.168.10.5', false],
    ['192.168.*', '192.168.1.5', true],
    ['192.168.', '192.168.1.5', true],
    ['10.*', '10.example.org', false],
    ['fd00::/8', '[fd00::1]', true],
    ['[fd00::]/8', '[fd12:3::1]', true],
    ['fd00::/8', '[fe80::1]', false],
    ['fd00::1', '[fd00::1]', true],
    ['<local>', 'gpu-box', true],
    ['<local>', 'gpu-box.lan', false],
    ['192.168.0.0/99', '192.168.0.1', false],
    ['192.168.0.0/x', '192.168.0.1', false],
    ['gpu/24', 'gpu', false],
  ])('are left out by ranges and patterns of addresses: NO_PROXY=%s, %s: %s', (list, host, exempt) => {
    expect(target(`http://${host}:1234/`, { ...both, NO_PROXY: list }) === null).toBe(exempt);
  });

  it('carry a request to a far server', async () => {
    const seen: string[] = [];
    const proxy = http.createServer((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers.host} ${request.headers['proxy-authorization']}`);
      response.end('through');
    });
    const port = await listen(proxy);
    const response = await createHttpFetch({ http_proxy: `http://me:pass@127.0.0.1:${port}` })(
      'http://far.example:1234/v1/models',
    );
    expect(await response.text()).toBe('through');
    expect(seen).toEqual(['GET http://far.example:1234/v1/models far.example:1234 Basic bWU6cGFzcw==']);
  });

  it('tunnel https', async () => {
    const { key, cert } = selfSigned();
    tls.setDefaultCACertificates([...tls.getCACertificates('default'), cert]);
    const secure = https.createServer(
      { key, cert },
      (request, response) => void response.end(`${request.method} ${request.headers.host}`),
    );
    const securePort = await listen(secure);
    const asked: string[] = [];
    const proxy = http.createServer().on('connect', (request, client: net.Socket) => {
      asked.push(request.url ?? '');
      const onward = net.connect(securePort, '127.0.0.1', () => client.write('HTTP/1.1 200 OK\r\n\r\n'));
      onward.pipe(client).pipe(onward);
      onward.on('error', () => client.destroy());
      client.on('error', () => onward.destroy());
    });
    const port = await listen(proxy);
    const through = createHttpFetch({ https_proxy: `http://127.0.0.1:${port}` });
    // The certificate names localhost; the proxy is asked for a name that is not this machine.
    const error: unknown = await through('https://far.example/').catch((reason: unknown) => reason);
    expect(networkError(error, { server: 'https://far.example' }).message).toMatch(
      /certificate of far\.example is not trusted/,
    );
    expect(asked).toEqual(['far.example:443']);
    const direct = await through(`https://localhost:${securePort}/`, { method: 'POST', body: '{}' });
    expect(await direct.text()).toBe(`POST localhost:${securePort}`);
    expect(asked).toHaveLength(1);
  });

  it('say why they refuse', async () => {
    const proxy = http
      .createServer()
      .on('connect', (_request, client: net.Socket) => client.end('HTTP/1.1 407 Who are you\r\n\r\n'));
    const port = await listen(proxy);
    const { code, message } = await failure('https://far.example/', { https_proxy: `http://127.0.0.1:${port}` });
    expect(code).toBe('unreachable');
    expect(message).toMatch(/proxy 127\.0\.0\.1:\d+ answered 407.*HTTPS_PROXY/);
  });

  it('are named when they do not run', async () => {
    const port = await hello('127.0.0.1');
    await closers.pop()?.();
    const { code, message } = await failure('http://far.example/', { http_proxy: `http://127.0.0.1:${port}` });
    expect(code).toBe('unreachable');
    expect(message).toContain('proxy');
  });
});

describe('certificates', () => {
  it('that nobody trusts are refused with a sentence', async () => {
    const { key, cert } = selfSigned();
    const port = await listen(https.createServer({ key, cert }, (_request, response) => void response.end()));
    const { code, message } = await failure(`https://127.0.0.1:${port}/`);
    expect(code).toBe('wrong-address');
    expect(message).toMatch(/certificate of 127\.0\.0\.1:\d+ is not trusted/);
  });
});
