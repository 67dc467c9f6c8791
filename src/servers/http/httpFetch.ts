import { said } from '../../l10n/said';
import type { IncomingMessage } from 'node:http';
import { bodyStream } from './body';
import { defaultConnectSeconds, sendOnce, StaleConnection, type HttpRequest } from './connect';
import { connectHosts } from './loopback';
import { proxyFor, type Environment } from './proxy';
import { TransportError } from './transportError';

/** The part of `fetch` that the server adapters use. */
export type Fetch = (url: string | URL, init?: FetchInit) => Promise<Response>;
export interface FetchInit {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  signal?: AbortSignal | null;
}

const maximumRedirects = 5;
const bodiless = new Set([101, 204, 205, 304]);
/** Nothing was sent yet when these arise, so another address of this machine may be tried. */
const refused = new Set([
  'ECONNREFUSED',
  'EADDRNOTAVAIL',
  'EAFNOSUPPORT',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EINVAL',
]);

/**
 * A `fetch` without hidden time limits. Node's own gives up after 300 s without a response head or body byte, which
 * kills slow prefills, and VS Code replaces the global one. Over `node:http` the only limit is 10 s for connecting,
 * and VS Code's proxy and certificate settings still apply. Rejects with TransportError.
 */
export function createHttpFetch(environment: Environment = process.env, connectSeconds = defaultConnectSeconds): Fetch {
  return async (input, init = {}) => {
    let request: HttpRequest = {
      method: (init.method ?? 'GET').toUpperCase(),
      url: new URL(input),
      connectSeconds,
      headers: Object.fromEntries(new Headers(init.headers)),
      ...(init.body === undefined ? {} : { body: init.body }),
      ...(init.signal ? { signal: init.signal } : {}),
    };
    for (let redirects = 0; ; redirects++) {
      const response = await send(request, environment);
      const location = redirectOf(response);
      if (location === null) return toResponse(response, request);
      response.destroy();
      request = { ...request, url: followed(request, location, redirects) };
    }
  };
}

async function send(request: HttpRequest, environment: Environment): Promise<IncomingMessage> {
  const proxy = proxyFor(request.url, environment);
  let failure: TransportError | undefined;
  for (const host of connectHosts(request.url.hostname)) {
    try {
      return await sendOnce(request, host, proxy).catch((error: unknown) => {
        if (error instanceof StaleConnection) return sendOnce(request, host, proxy, true);
        throw error;
      });
    } catch (error) {
      const transport = TransportError.from('connect', error);
      // The first failure is the one about the address that the person entered.
      failure ??= transport;
      if (transport.phase !== 'connect' || !(refused.has(transport.code) || isAggregate(transport))) throw transport;
    }
  }
  throw failure ?? new TransportError('connect', 'UNKNOWN', said`No address to connect to.`);
}

/** Node wraps the refusals of several addresses of one name; some versions leave the code out. */
function isAggregate(error: TransportError): boolean {
  return error.cause instanceof AggregateError;
}

function redirectOf(response: IncomingMessage): string | null {
  const status = response.statusCode ?? 0;
  return [301, 302, 303, 307, 308].includes(status) ? (response.headers.location ?? null) : null;
}

/** Redirects stay within the origin, as the request carries a prompt and maybe a key; method and body stay the same. */
function followed(request: HttpRequest, location: string, redirects: number): URL {
  let next: URL;
  try {
    next = new URL(location, request.url);
  } catch {
    throw new TransportError('head', 'REDIRECT', said`The server redirects to "${location}", which is no address.`);
  }
  if (next.origin !== request.url.origin)
    throw new TransportError('head', 'REDIRECT', said`The server redirects to ${next.origin}.`);
  if (redirects >= maximumRedirects)
    throw new TransportError('head', 'REDIRECT', said`The server redirects in a circle.`);
  return next;
}

function toResponse(response: IncomingMessage, request: HttpRequest): Response {
  const headers = new Headers();
  for (let at = 0; at + 1 < response.rawHeaders.length; at += 2) {
    try {
      headers.append(response.rawHeaders[at] ?? '', response.rawHeaders[at + 1] ?? '');
    } catch {
      // A header that the standard forbids carries nothing that is needed here.
    }
  }
  const status = response.statusCode ?? 0;
  if (status < 200 || status > 599) {
    response.destroy();
    throw new TransportError('head', 'STATUS', said`The server answered with the unknown status ${status}.`);
  }
  const empty = bodiless.has(status) || request.method === 'HEAD';
  if (empty) response.resume();
  try {
    return new Response(empty ? null : bodyStream(response, request.signal), { status, headers });
  } catch (error) {
    response.destroy();
    throw TransportError.from('head', error);
  }
}
