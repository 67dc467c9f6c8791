import { said, type Said } from '../l10n/said';
import { ServerError, type ServerErrorCode } from '../model/server';
import { hostOf } from './address';
import { readStatedError, type StatedError } from './errorShapes';
import { TransportError } from './http/transportError';
import { parseJson } from './json';
import { statedSentences } from './statedSentences';

/** What an error message can name: the server's URL, and the model where one was asked for. */
export interface ErrorContext {
  server: string;
  model?: string;
}

const tooLarge =
  /entity too large|content too large|payload ?too ?large|(?:request|body|payload|input).{0,40}too large|physical batch size|(?:request|body|payload).{0,24}exceeds?.{0,40}(?:bytes|limit|size|[KMG]i?B)\b/i;

/** First match wins; the words are those of LM Studio, llama.cpp, Ollama, vLLM, TabbyAPI and OpenAI. */
const wordings: readonly (readonly [ServerErrorCode, RegExp])[] = [
  ['wrong-route', /unexpected endpoint or method/i],
  ['proxy', /^proxy_refused$/],
  // Before the others: LM Studio then names other models, and a model's name can hold any words.
  ['unknown-model', /^model_not_found$|^invalid model identifier/i],
  [
    'unauthorized',
    /invalid_api_key|invalid api key|api token is required|unauthori[sz]ed|authentication_error|incorrect api key|admin key/i,
  ],
  [
    'load-failed',
    /model_load_failed|failed to load|loading was stopped|error loading model|insufficient system resources|requires more system memory|unable to load/i,
  ],
  [
    'context-overflow',
    /does not fit in context|context.{0,20}overflow|overflows?\b.*context|(?:exceed|greater|larger|longer|more).{0,60}(?:context|max_seq_len|max_model_len)|exceed_context_size|context_length_exceeded|maximum context length|reached context length|context (?:length|size|window).{0,40}(?:exceed|too small|not enough|reached)|prompt is too long|n_ctx/i,
  ],
  [
    'no-model-loaded',
    /no models?\b.{0,24}\bloaded|model (?:is )?(?:not loaded|unloaded)|model has been unloaded|no model is set/i,
  ],
  ['too-large', tooLarge],
  [
    'template',
    /system (?:role|message|prompt|instruction)s?.{0,20}(?:not|un)\s?(?:be )?(?:supported|allowed|enabled)|(?:not support|only support|no) .{0,24}system (?:role|message|prompt)|developer instruction is not enabled|roles? must alternate|only user.{0,24}assistant roles|jinja|chat[ _]template/i,
  ],
  ['loading', /^loading model|model is (?:still )?loading|model_loading/i],
  [
    'unknown-model',
    /model_not_found|invalid model identifier|model .{0,200}(?:not found|does not exist)|no such model|unknown model/i,
  ],
  ['rate-limited', /rate.?limit|too many requests|queue is full/i],
  [
    'runtime-error',
    /compute error|has crashed|runner.*(?:crash|terminated|exit)|cuda error|out of memory|engine.*(?:dead|died)/i,
  ],
];

/** The code that a stated error means, by its words first and by the status where the words say nothing. */
export function classify(stated: StatedError, status: number | null): ServerErrorCode {
  // These say all there is to say, whatever words come along.
  if (status === 401) return 'unauthorized';
  if (status === 407) return 'proxy';
  const words = [stated.message, stated.code, stated.type].filter((part) => part !== null);
  for (const [code, pattern] of wordings) if (words.some((part) => pattern.test(part))) return code;
  if (status === null) return 'runtime-error';
  if (status === 401 || status === 403) return 'unauthorized';
  if (status === 404 || status === 405 || status === 501) return 'wrong-route';
  if (status === 413) return 'too-large';
  if (status === 429) return 'rate-limited';
  if (status >= 500) return 'server-error';
  if (status >= 400) return 'bad-request';
  return status >= 300 ? 'wrong-address' : 'runtime-error';
}

/** Server texts can be long (LM Studio lists all models); one line of it is enough, the whole body is in the details. */
function oneLine(message: string): string {
  const line = message
    .replace(/\s+/g, ' ')
    .replace(/ ?\(e\.g\.,[^)]*\)/, '')
    .trim();
  const short = line.length > 300 ? `${line.slice(0, 299)}…` : line;
  return /[.!?…]$/.test(short) ? short : `${short}.`;
}

export function statedServerError(
  stated: StatedError,
  context: ErrorContext,
  extra: { status?: number; retryAfterSeconds?: number; body?: string } = {},
): ServerError {
  const code = classify(stated, extra.status ?? null);
  const message = statedSentences({
    code,
    server: hostOf(context.server),
    model: context.model,
    status: extra.status,
    said: oneLine(stated.message),
    retryAfterSeconds: extra.retryAfterSeconds,
  });
  return new ServerError(code, message, { ...context, ...extra });
}

/** The error that a whole response is: a status of 300 and more, a stated error under any status, or a web page. */
export function responseError(
  response: { status: number; headers: Headers; body: string },
  context: ErrorContext,
): ServerError | null {
  const { status, body } = response;
  const retryAfterSeconds = retryAfter(response.headers.get('retry-after'));
  const extra = { status, body: body.slice(0, 4000), ...(retryAfterSeconds === null ? {} : { retryAfterSeconds }) };
  const stated = readStatedError(parseJson(body));
  if (stated) return statedServerError(stated, context, extra);
  const page = pageWords(body);
  if (page !== null && status < 400) return webPage(context, extra);
  if (status < 300) return null;
  const message = (page ?? body.trim()) || `HTTP status ${status}`;
  const code = page !== null && status < 500 && isOfProxy(response.headers, page) ? 'proxy_refused' : null;
  return statedServerError({ message, code, type: null }, context, extra);
}

/** What a web page says of itself: its title or heading, else its words. Null where the body is no page. */
function pageWords(body: string): string | null {
  if (!/^\s*<(?:!doctype|!--|\?xml|html|head|body|title|center|h\d|p|div)\b/i.test(body)) return null;
  const start = body.slice(0, 20_000);
  const named = /<title\b[^<>]*>([^<]*)/i.exec(start)?.[1] ?? /<h1\b[^<>]*>([^<]*)/i.exec(start)?.[1] ?? '';
  return named.trim() || start.replace(/<[^<>]*>/g, ' ').trim();
}

/** Proxies of companies answer in the server's place, with a page of their own. */
function isOfProxy(headers: Headers, page: string): boolean {
  return (
    headers.has('x-squid-error') ||
    headers.has('proxy-authenticate') ||
    /squid|bluecoat|zscaler|mcafee|web gateway/i.test(`${headers.get('via') ?? ''} ${headers.get('server') ?? ''}`) ||
    /\bproxy\b|access denied by/i.test(page)
  );
}

function webPage(context: ErrorContext, extra: { status?: number; body?: string }): ServerError {
  return new ServerError(
    'wrong-address',
    said`${hostOf(context.server)} answers with a web page, not as a language model server. Check the server address in the settings.`,
    { ...context, ...extra },
  );
}

/** Seconds from a Retry-After header (seconds or an HTTP date), or null. */
export function retryAfter(header: string | null, now = Date.now()): number | null {
  if (header === null || header.trim() === '') return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, (date - now) / 1000);
}

const certificateCodes = /CERT|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)|ALTNAME/;
/** Zlib's and Brotli's complaints about the bytes. */
const undecodable = /^ENCODING$|^Z_|^ERR__ERROR|^ERR_BROTLI/;
const notHttp = /^HPE_|^ERR_HTTP|^STATUS$/;

/** A failure below HTTP as a sentence. */
export function networkError(error: unknown, context: ErrorContext): ServerError {
  if (error instanceof ServerError) return error;
  const transport = TransportError.from('head', error);
  const { code, phase } = transport;
  const server = hostOf(context.server);
  const fail = (kind: ServerErrorCode, sentence: Said) =>
    new ServerError(kind, sentence, { ...context }, { cause: error });
  if (code === 'ABORTED') return cancelled(context);
  if (code === 'REDIRECT')
    return fail('wrong-address', said`${transport.said} Enter the final address of the server in the settings.`);
  if (code === 'PROXY') return fail('unreachable', said`${transport.said} Check HTTP_PROXY, HTTPS_PROXY and NO_PROXY.`);
  if (certificateCodes.test(code)) {
    return fail(
      'wrong-address',
      said`The certificate of ${server} is not trusted (${transport.said}). Add its authority to the system, or use http:// where that is safe.`,
    );
  }
  if (code === 'EPROTO' || code === 'TLS_TIMEOUT' || code.startsWith('ERR_SSL')) {
    return fail('wrong-address', said`${server} does not speak https. Use http:// in the server address.`);
  }
  if (notHttp.test(code))
    return fail(
      'wrong-address',
      said`What answers at ${server} does not speak HTTP. Check the server address in the settings.`,
    );
  if (phase === 'connect') return unreachable(server, transport, (sentence) => fail('unreachable', sentence));
  if (code === 'TOO_LONG') {
    return fail('bad-response', said`${transport.said} Check the address and kind of ${server} in the settings.`);
  }
  if (undecodable.test(code)) {
    return fail(
      'bad-response',
      said`The answer of ${server} cannot be decompressed (${transport.said}). Turn off compression on the server or proxy, then retry.`,
    );
  }
  const cause = code === 'UNKNOWN' ? transport.message : code;
  return fail(
    'connection-lost',
    phase === 'head'
      ? said`The connection to ${server} was lost before it answered (${cause}). The server may have crashed or run out of memory: look into its log, then retry.`
      : said`The connection to ${server} was lost within the answer (${cause}). The server may have crashed or run out of memory: look into its log, then retry.`,
  );
}

function unreachable(
  server: string,
  { code, message }: TransportError,
  fail: (sentence: Said) => ServerError,
): ServerError {
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return fail(
        said`The name of the server ${server} is not known on this network. Check the server address in the settings.`,
      );
    case 'ETIMEDOUT':
    case 'CONNECT_TIMEOUT':
      return fail(said`Nothing answers at ${server}. Check that the machine is on, and its address and firewall.`);
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return fail(said`There is no way to ${server} on this network. Check the network and the server address.`);
    case 'ECONNREFUSED':
      return fail(
        said`No server runs at ${server}. Start it (in LM Studio: Developer, Start server), or correct the address in the settings.`,
      );
    default:
      return fail(
        said`No connection to ${server}: ${oneLine(message || code)} Start the server, or correct the address in the settings.`,
      );
  }
}

/** A failure while a model was loading: whatever the server called it, the model is not loaded. */
export function loadFailure(error: unknown): unknown {
  const vague: ServerErrorCode[] = ['server-error', 'runtime-error', 'bad-request', 'context-overflow'];
  if (!(error instanceof ServerError) || !vague.includes(error.code)) return error;
  const { server = '', model, body = '' } = error.details;
  const context = model === undefined ? { server } : { server, model };
  const stated = readStatedError(parseJson(body));
  if (stated)
    return statedServerError({ message: stated.message, code: 'model_load_failed', type: null }, context, { body });
  return new ServerError(
    'load-failed',
    model === undefined
      ? said`The server could not load the model, and did not say why. Free memory or choose a smaller model or context, then retry.`
      : said`The server could not load "${model}", and did not say why. Free memory or choose a smaller model or context, then retry.`,
    { ...context, body },
  );
}

export function cancelled(context: ErrorContext): ServerError {
  return new ServerError('cancelled', said`The answer was cancelled.`, { ...context });
}
