import { said, SaidError, withValues } from '../l10n/said';
import { ServerError } from '../model/server';
import { cancelled, networkError, responseError, type ErrorContext } from './errors';
import type { ChatOptions } from '../model/chat';
import { createHttpFetch, type Fetch, type FetchInit } from './http/httpFetch';
import type { Environment } from './http/proxy';
import { readText } from './http/readText';
import { parseJson } from './json';
import { Secret } from './secret';
import type { Timers } from './watchdog';

export interface ConnectOptions {
  apiKey?: string;
  /** Replaces the transport, in tests or behind an unusual network. */
  fetch?: Fetch;
  /** Receives one line for each request and its outcome; never a key or a prompt. */
  log?: (line: string) => void;
  /**
   * Where HTTP_PROXY and its kin are looked up; `process.env` by default. Pass `{}` within VS Code, whose patched
   * `node:http` brings its own proxy settings.
   */
  environment?: Environment;
  /** Replaces the clock of the silence limits, in tests. */
  timers?: Timers;
}

export interface WireInit {
  method?: 'GET' | 'POST';
  body?: unknown;
  signal?: AbortSignal;
  /** Seconds for the whole exchange; Infinity where a model is loaded or answers. */
  seconds?: number;
  onRaw?: ChatOptions['onRaw'];
  model?: string;
}

export interface WireReply {
  status: number;
  headers: Headers;
  body: string;
  /** Undefined where the body is no JSON. */
  json: unknown;
}

/** Questions about models are answered at once by a healthy server; this only bounds a hung one. */
const metadataSeconds = 30;

/** What an error status says fits into this; one that never ends is not waited for. */
const errorBody = { bytes: 256 * 1024, seconds: 2 };

/** The HTTP side of one server: adds the key, notes the practice marker, logs, and turns failures into ServerError. */
export class Wire {
  /** True where the last answer carried the practice server's marker. */
  practice = false;
  readonly timers: Timers | undefined;
  private readonly transport: Fetch;
  private readonly apiKey: string | undefined;
  /** Masks the key in what the server sends; null where there is none. */
  readonly secret: Secret | null;
  private readonly log: (line: string) => void;

  constructor(
    readonly url: string,
    options: ConnectOptions = {},
  ) {
    this.transport = options.fetch ?? createHttpFetch(options.environment);
    this.apiKey = usableKey(url, options.apiKey);
    this.secret = Secret.of(this.apiKey);
    this.log = options.log ?? (() => undefined);
    this.timers = options.timers;
  }

  context(model?: string): ErrorContext {
    return model === undefined ? { server: this.url } : { server: this.url, model };
  }

  /** Sends a request and resolves with the response head, whatever its status. Throws ServerError. */
  async send(
    url: string,
    init: FetchInit,
    { onRaw, model }: Pick<WireInit, 'onRaw' | 'model'> = {},
  ): Promise<Response> {
    const headers: Record<string, string> = {
      accept: 'application/json, text/event-stream',
      'accept-encoding': 'identity',
    };
    if (init.body !== undefined) headers['content-type'] = 'application/json';
    const method = init.method ?? 'GET';
    onRaw?.('request', `${method} ${url}\n${headLines(headers)}\n\n${init.body ?? ''}\n`);
    if (this.apiKey !== undefined) headers['authorization'] = `Bearer ${this.apiKey}`;
    try {
      const received = await this.transport(url, { ...init, method, headers });
      const response = this.secret?.response(received) ?? received;
      this.practice = response.headers.get('x-llp-practice') === '1';
      this.log(`${method} ${url}: ${response.status}`);
      onRaw?.('response', `HTTP ${response.status}\n${headLines(Object.fromEntries(response.headers))}\n\n`);
      return response;
    } catch (error) {
      const failure = this.masked(networkError(error, this.context(model)));
      this.log(`${method} ${url}: ${failure.message}`);
      throw failure;
    }
  }

  /** Posts a JSON text and resolves with a response of status 200..299, whose body is yet to be read. */
  async open(
    url: string,
    body: string,
    options: Pick<WireInit, 'onRaw' | 'model'> & { signal: AbortSignal },
  ): Promise<Response> {
    const response = await this.send(url, { method: 'POST', body, signal: options.signal }, options);
    if (response.ok) return response;
    const text = this.maskedText(await readText(response, errorBody));
    options.onRaw?.('response', text);
    const { status, headers } = response;
    throw (
      responseError({ status, headers, body: text }, this.context(options.model)) ??
      new SaidError(said`HTTP status ${status}`)
    );
  }

  /** Sends a request and reads the whole answer, whatever its status. Throws ServerError for failures below HTTP. */
  async exchange(path: string, init: WireInit = {}): Promise<WireReply> {
    const seconds = init.seconds ?? metadataSeconds;
    const limit = new AbortController();
    const timer = Number.isFinite(seconds) ? setTimeout(() => limit.abort(), seconds * 1000) : undefined;
    const signals = init.signal ? [init.signal, limit.signal] : [limit.signal];
    try {
      const request: FetchInit = {
        method: init.method ?? (init.body === undefined ? 'GET' : 'POST'),
        signal: AbortSignal.any(signals),
      };
      if (init.body !== undefined) request.body = JSON.stringify(init.body);
      const response = await this.send(this.url + path, request, init);
      const body = this.maskedText(await readText(response));
      init.onRaw?.('response', body);
      return { status: response.status, headers: response.headers, body, json: parseJson(body) };
    } catch (error) {
      if (init.signal?.aborted) throw cancelled(this.context(init.model));
      if (limit.signal.aborted) throw silent(this.url, seconds);
      throw networkError(error, this.context(init.model));
    } finally {
      clearTimeout(timer);
    }
  }

  private maskedText(text: string): string {
    return this.secret?.mask(text) ?? text;
  }

  private masked(failure: ServerError): ServerError {
    if (this.maskedText(failure.message) === failure.message) return failure;
    const sentence = withValues(failure.said, (value) => this.maskedText(value));
    return new ServerError(failure.code, sentence, failure.details);
  }

  /** The JSON that a path answers with. Throws ServerError for error statuses, stated errors, web pages and broken JSON. */
  async json(path: string, init: WireInit = {}): Promise<unknown> {
    const reply = await this.exchange(path, init);
    const failure = responseError(reply, this.context(init.model));
    if (failure) throw failure;
    if (reply.json === undefined) throw notJson(this.url, path, reply);
    return reply.json;
  }
}

function headLines(headers: Record<string, string>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

function silent(server: string, seconds: number): ServerError {
  const message = said`The server at ${new URL(server).host} accepted the connection but said nothing for ${seconds} s. It may be busy or hung: look into its log, then retry.`;
  return new ServerError('stalled', message, { server });
}

function notJson(server: string, path: string, reply: WireReply): ServerError {
  const message = said`The server at ${new URL(server).host} answered ${path} with something that is no JSON. Check the server address and kind in the settings.`;
  return new ServerError('bad-response', message, { server, status: reply.status, body: reply.body.slice(0, 4000) });
}

/** The key without the whitespace that comes along when it is pasted. Throws where it cannot be sent at all. */
function usableKey(server: string, key: string | undefined): string | undefined {
  const trimmed = key?.trim() ?? '';
  if (/[^\x21-\x7e]/.test(trimmed)) {
    const message = said`The API key for ${new URL(server).host} holds characters that no key has. Set it anew.`;
    throw new ServerError('unauthorized', message, { server });
  }
  return trimmed === '' ? undefined : trimmed;
}
