import { said } from '../../l10n/said';
import http from 'node:http';
import https from 'node:https';
import tls from 'node:tls';
import type { Duplex } from 'node:stream';
import { proxyAuthorization } from './proxy';
import { TransportError } from './transportError';

export interface HttpRequest {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body?: string;
  signal?: AbortSignal;
  connectSeconds: number;
}

/** Seconds a TCP and TLS connection may take. It ends before the request is sent, so a slow model is never hit by it. */
export const defaultConnectSeconds = 10;

/** Pings of the operating system on a silent connection, so that a dead host is noticed during a long prefill. */
const keepAliveMilliseconds = 30_000;

/**
 * Connections that an answer has left idle serve the next request, as connecting costs a round trip. They are kept for so
 * few ms that no server, all of which wait 5 s or more, has closed them by then; one that says less is believed.
 */
const idle = { keepAlive: true, keepAliveMsecs: keepAliveMilliseconds, timeout: 1_500 };
const agents = { http: new http.Agent(idle), https: new https.Agent(idle) };

/**
 * Sends one request to one host and resolves with the response head. Rejects with TransportError. With `fresh` it goes
 * over a connection of its own.
 */
export async function sendOnce(
  request: HttpRequest,
  host: string,
  proxy: URL | null,
  fresh = false,
): Promise<http.IncomingMessage> {
  const secure = request.url.protocol === 'https:';
  const tunnel = proxy !== null && secure ? await openTunnel(request, proxy) : undefined;
  const direct = proxy === null || tunnel !== undefined;
  const headers: Record<string, string> = { host: request.url.host, ...request.headers };
  if (request.body !== undefined) headers['content-length'] = String(Buffer.byteLength(request.body));
  if (proxy !== null && !direct) Object.assign(headers, proxyAuthorization(proxy));
  const target = direct ? request.url : proxy;
  const options: https.RequestOptions = {
    method: request.method,
    host: direct ? host : bare(target.hostname),
    port: target.port || (target.protocol === 'https:' ? 443 : 80),
    path: direct ? `${request.url.pathname}${request.url.search}` : request.url.href,
    headers,
    agent: fresh || proxy !== null ? false : secure ? agents.https : agents.http,
    // The agent's limit is for idle connections alone.
    timeout: 0,
    setHost: false,
    ...(secure ? { servername: serverName(request.url.hostname) } : {}),
    ...(tunnel ? { createConnection: () => tunnel } : {}),
  };
  const outgoing = target.protocol === 'https:' ? https.request(options) : http.request(options);
  return awaitHead(outgoing, request, direct ? null : proxy, tunnel !== undefined);
}

function awaitHead(
  outgoing: http.ClientRequest,
  request: HttpRequest,
  proxy: URL | null,
  connected: boolean,
): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    let phase: 'connect' | 'head' = connected ? 'head' : 'connect';
    const begun = performance.now();
    const limit = connected ? undefined : connectTimer(outgoing, request, proxy ?? request.url);
    const abort = () => outgoing.destroy(new TransportError(phase, 'ABORTED', said`The request was cancelled.`));
    const settle = () => {
      clearTimeout(limit);
      request.signal?.removeEventListener('abort', abort);
    };
    outgoing.on('socket', (socket) => {
      const ready = () => {
        phase = 'head';
        clearTimeout(limit);
      };
      if (outgoing.reusedSocket) return ready();
      socket.setKeepAlive(true, keepAliveMilliseconds);
      socket.setNoDelay(true);
      if (!connected) socket.once((proxy ?? request.url).protocol === 'https:' ? 'secureConnect' : 'connect', ready);
    });
    outgoing.on('response', (response) => {
      settle();
      resolve(response);
    });
    outgoing.on('error', (error) => {
      settle();
      if (isStale(outgoing, error, performance.now() - begun)) return reject(new StaleConnection());
      reject(proxy !== null && phase === 'connect' ? proxyFailure(proxy, error) : TransportError.from(phase, error));
    });
    if (request.signal?.aborted) abort();
    else request.signal?.addEventListener('abort', abort, { once: true });
    outgoing.end(request.body);
  });
}

/** The server had closed the idle connection that the request went into: it never saw the request. */
export class StaleConnection extends Error {}

function isStale(outgoing: http.ClientRequest, error: NodeJS.ErrnoException, ms: number): boolean {
  return outgoing.reusedSocket && ms < 1_000 && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}

/** A TLS connection to the target through an HTTP proxy (CONNECT). */
async function openTunnel(request: HttpRequest, proxy: URL): Promise<Duplex> {
  const authority = `${request.url.hostname}:${request.url.port || '443'}`;
  const options = {
    method: 'CONNECT',
    host: bare(proxy.hostname),
    port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
    path: authority,
    headers: { host: authority, ...proxyAuthorization(proxy) },
    agent: false as const,
    setHost: false,
  };
  const outgoing = proxy.protocol === 'https:' ? https.request(options) : http.request(options);
  return new Promise((resolve, reject) => {
    const abort = () => outgoing.destroy(new TransportError('connect', 'ABORTED', said`The request was cancelled.`));
    const limit = connectTimer(outgoing, request, proxy);
    const fail = (error: unknown) => {
      clearTimeout(limit);
      request.signal?.removeEventListener('abort', abort);
      reject(TransportError.from('connect', error));
    };
    outgoing.on('error', (error) => fail(proxyFailure(proxy, error)));
    outgoing.on('connect', (response, socket) => {
      if (response.statusCode !== 200) {
        socket.destroy();
        fail(
          new TransportError(
            'connect',
            'PROXY',
            said`The proxy ${proxy.host} answered ${response.statusCode ?? ''} to CONNECT ${authority}.`,
          ),
        );
        return;
      }
      const secured = tls.connect({ socket, servername: serverName(request.url.hostname) });
      secured.once('error', fail);
      secured.once('secureConnect', () => {
        clearTimeout(limit);
        request.signal?.removeEventListener('abort', abort);
        secured.removeListener('error', fail);
        resolve(secured);
      });
    });
    if (request.signal?.aborted) abort();
    else request.signal?.addEventListener('abort', abort, { once: true });
    outgoing.end();
  });
}

function connectTimer(outgoing: http.ClientRequest, request: HttpRequest, url: URL): NodeJS.Timeout {
  const { connectSeconds } = request;
  return setTimeout(() => {
    const message = said`No connection to ${url.host} within ${connectSeconds} s.`;
    // Connected, but no handshake: a server that waits for plain HTTP.
    const code = outgoing.socket?.connecting === false && url.protocol === 'https:' ? 'TLS_TIMEOUT' : 'CONNECT_TIMEOUT';
    outgoing.destroy(new TransportError('connect', code, message));
  }, connectSeconds * 1000);
}

function proxyFailure(proxy: URL, error: unknown): TransportError {
  const transport = TransportError.from('connect', error);
  const { code } = transport;
  if (code === 'ABORTED') return transport;
  return new TransportError(
    'connect',
    'PROXY',
    said`The proxy ${proxy.host} cannot be reached (${transport.message === '' ? code : transport.said}).`,
    {
      cause: error,
    },
  );
}

function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}

/** TLS names a host, never an address. */
function serverName(hostname: string): string {
  return /^[\d.]+$|:/.test(bare(hostname)) ? '' : hostname;
}
