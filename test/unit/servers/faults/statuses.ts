import { head, jsonResponse } from '../support/byteServer';
import { answers, hangsAfter, plain, type Fault } from './fault';

/** Errors that the status says, too. */
export const statuses: Fault[] = [
  {
    name: '400: no models loaded (string)',
    play: answers(
      jsonResponse(
        { error: "No models loaded. Please load a model in the developer page or use the 'lms load' command." },
        '400 Bad Request',
      ),
    ),
    text: '',
    error: 'no-model-loaded',
    says: /No model is loaded/,
  },
  {
    name: '404: no models loaded (object)',
    play: answers(
      jsonResponse(
        { error: { message: 'No models loaded.', type: 'invalid_request_error', param: 'model', code: null } },
        '404 Not Found',
      ),
    ),
    text: '',
    error: 'no-model-loaded',
    says: /No model is loaded/,
  },
  {
    name: '400: unknown model',
    play: answers(
      jsonResponse(
        {
          error: {
            message: 'Invalid model identifier "tiny". Please specify a valid downloaded model.',
            code: 'model_not_found',
          },
        },
        '400 Bad Request',
      ),
    ),
    text: '',
    error: 'unknown-model',
    says: /does not know "tiny"/,
  },
  {
    name: '404: unknown model of Ollama',
    play: answers(jsonResponse({ error: 'model "tiny" not found, try pulling it first' }, '404 Not Found')),
    text: '',
    error: 'unknown-model',
    says: /try pulling/,
  },
  {
    name: '404: unknown model of vLLM',
    play: answers(
      jsonResponse(
        { error: { message: 'The model `tiny` does not exist.', type: 'NotFoundError', code: 404 } },
        '404 Not Found',
      ),
    ),
    text: '',
    error: 'unknown-model',
    says: /does not exist/,
  },
  {
    name: '400: context overflow of llama-server',
    play: answers(
      jsonResponse(
        {
          error: {
            code: 400,
            message: 'request (9000 tokens) exceeds the available context size (4096 tokens), try increasing it',
            type: 'exceed_context_size_error',
            n_ctx: 4096,
          },
        },
        '400 Bad Request',
      ),
    ),
    text: '',
    error: 'context-overflow',
    says: /9000 tokens/,
  },
  {
    name: '400: parameters refused',
    play: answers(
      jsonResponse(
        { error: { message: 'temperature must be non-negative', type: 'BadRequestError' } },
        '400 Bad Request',
      ),
    ),
    text: '',
    error: 'bad-request',
    says: /refused the request \(400\).*temperature/,
  },
  {
    name: '422: a list of details',
    play: answers(
      jsonResponse(
        { detail: [{ loc: ['body', 'min_p'], msg: 'Input should be less than 1', type: 'less_than' }] },
        '422 Unprocessable Entity',
      ),
    ),
    text: '',
    error: 'bad-request',
    says: /less than 1/,
  },
  {
    name: '401: a key is wanted',
    play: answers(
      jsonResponse(
        { error: { type: 'invalid_request', code: 'invalid_api_key', message: 'An LM Studio API token is required' } },
        '401 Unauthorized',
      ),
    ),
    text: '',
    error: 'unauthorized',
    says: /Set the API key/,
  },
  {
    name: '403 without a body',
    play: answers(plain('', '403 Forbidden')),
    text: '',
    error: 'unauthorized',
    says: /HTTP status 403/,
  },
  {
    name: '404 in plain text',
    play: answers(plain('404 page not found', '404 Not Found')),
    text: '',
    error: 'wrong-route',
    says: /page not found/,
  },
  {
    name: '429 with Retry-After in seconds',
    play: answers(
      jsonResponse({ error: { message: 'Too many requests' } }, '429 Too Many Requests', { 'retry-after': '7' }),
    ),
    text: '',
    error: 'rate-limited',
    says: /wait 7 s/,
    details: { status: 429, retryAfterSeconds: 7 },
  },
  {
    name: '429 with Retry-After as a date in the past',
    play: answers(jsonResponse({}, '429 Too Many Requests', { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' })),
    text: '',
    error: 'rate-limited',
    says: /takes no more requests/,
    details: { retryAfterSeconds: 0 },
  },
  {
    name: '500 with a compute error',
    play: answers(jsonResponse({ error: { message: 'Compute error.' } }, '500 Internal Server Error')),
    text: '',
    error: 'runtime-error',
    says: /Compute error/,
  },
  {
    name: '500 in plain text',
    play: answers(plain('Internal Server Error', '500 Internal Server Error')),
    text: '',
    error: 'server-error',
    says: /failed \(500\)/,
  },
  {
    name: '502 with a web page',
    play: answers(plain('<html>Bad Gateway</html>', '502 Bad Gateway')),
    text: '',
    error: 'server-error',
    says: /failed \(502\)/,
  },
  {
    name: '503 with Retry-After',
    play: answers(plain('', '503 Service Unavailable', { 'retry-after': '2' })),
    text: '',
    error: 'server-error',
    says: /wait 2 s/,
    details: { status: 503, retryAfterSeconds: 2 },
  },
  {
    name: '503 while loading',
    play: answers(
      jsonResponse(
        { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } },
        '503 Service Unavailable',
      ),
    ),
    text: '',
    error: 'loading',
    says: /still loading "tiny"/,
  },
  {
    name: 'the guardrail against a full memory',
    play: answers(
      jsonResponse(
        {
          error: {
            message:
              'Failed to load model "tiny". Error: Model loading was stopped due to insufficient system resources.',
          },
        },
        '404 Not Found',
      ),
    ),
    text: '',
    error: 'load-failed',
    says: /could not load "tiny".*Free memory/,
  },
  {
    name: '500 whose body never ends',
    play: hangsAfter(head({ 'content-type': 'text/plain' }, '500 Internal Server Error') + 'out of luck'),
    text: '',
    error: 'server-error',
    says: /out of luck/,
  },
  {
    name: '400 with a body of 2 MB',
    play: answers(plain('no '.repeat(700_000), '400 Bad Request')),
    text: '',
    error: 'bad-request',
    says: /no no no/,
  },
  {
    name: '413 with a web page of a proxy',
    play: answers(
      plain(
        '<html><head><title>413 Request Entity Too Large</title></head><body><center>nginx</center></body></html>',
        '413 Request Entity Too Large',
      ),
    ),
    text: '',
    error: 'too-large',
    says: /larger than what .* takes: 413 Request Entity Too Large\. Shorten/,
  },
  {
    name: '413 without a word',
    play: answers(plain('', '413 Payload Too Large')),
    text: '',
    error: 'too-large',
    says: /HTTP status 413/,
  },
  {
    name: '400: the body is too large for Ollama',
    play: answers(jsonResponse({ error: 'http: request body too large' }, '400 Bad Request')),
    text: '',
    error: 'too-large',
    says: /request body too large/,
  },
  {
    name: '401 with a web page',
    play: answers(plain('<html><title>401 Authorization Required</title></html>', '401 Unauthorized')),
    text: '',
    error: 'unauthorized',
    says: /401 Authorization Required\. Set the API key/,
  },
  {
    name: '429 with a web page',
    play: answers(plain('<!DOCTYPE html><title>Slow down</title>', '429 Too Many Requests')),
    text: '',
    error: 'rate-limited',
    says: /Slow down/,
  },
  {
    name: '404 with a web page',
    play: answers(plain('<html><title>404 Not Found</title></html>', '404 Not Found')),
    text: '',
    error: 'wrong-route',
    says: /404 Not Found/,
  },
  {
    name: '407: the proxy wants a sign-in',
    play: answers(plain('<html><title>Authentication needed</title></html>', '407 Proxy Authentication Required')),
    text: '',
    error: 'proxy',
    says: /A proxy on the way .*refuses \(407\).*NO_PROXY/,
  },
  {
    name: '403 with the page of a proxy',
    play: answers(
      plain('<!DOCTYPE html><title>ERROR: Access denied</title>', '403 Forbidden', {
        'x-squid-error': 'ERR_ACCESS_DENIED 0',
      }),
    ),
    text: '',
    error: 'proxy',
    says: /NO_PROXY/,
  },
  {
    name: '504 of a gateway',
    play: answers(plain('<html><title>504 Gateway Time-out</title></html>', '504 Gateway Timeout')),
    text: '',
    error: 'server-error',
    says: /cannot reach the server behind it/,
  },
  {
    name: '500: words that begin like a page',
    play: answers(plain('<unk> is no token of this model', '500 Internal Server Error')),
    text: '',
    error: 'server-error',
    says: /<unk> is no token/,
  },
  {
    name: '300 without a location',
    play: answers(plain('choose', '300 Multiple Choices')),
    text: '',
    error: 'wrong-address',
    says: /choose/,
  },
];
