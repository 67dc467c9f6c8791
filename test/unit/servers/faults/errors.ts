import { head, jsonResponse } from '../support/byteServer';
import { chunk, doneEvent, event } from '../support/chunks';
import { answers, streams, type Fault } from './fault';

const hello = chunk({ content: 'Hel' }) + chunk({ content: 'lo' });
const tooLong =
  'Input does not fit in context length. The input has 31430 tokens, but the context length only supports 30000 tokens.';
const plain = (body: string, status: string, headers: Record<string, string> = {}) =>
  head({ 'content-type': 'text/plain', 'content-length': Buffer.byteLength(body), ...headers }, status) + body;

/** Errors as the servers word and wrap them, under any status. */
export const errors: Fault[] = [
  {
    name: '200 with "Unexpected endpoint"',
    play: answers(jsonResponse({ error: 'Unexpected endpoint or method. (POST /v1/chat/completions)' })),
    text: '',
    error: 'wrong-route',
    says: /no such function/,
  },
  {
    name: '200 with an error object as JSON',
    play: answers(jsonResponse({ error: { message: tooLong } })),
    text: '',
    error: 'context-overflow',
    says: /31430 tokens/,
  },
  {
    name: '200 with JSON that is nothing known',
    play: answers(jsonResponse({ status: 'ok' })),
    text: '',
    error: 'bad-response',
    says: /"status":"ok"/,
  },
  {
    name: '200 with JSON that is cut',
    play: answers(head({ 'content-type': 'application/json' }) + '{"choices":[{"mess'),
    text: '',
    error: 'bad-response',
    says: /no answer/,
  },
  {
    name: '200 with a web page',
    play: answers(plain('<!DOCTYPE html><html></html>', '200 OK')),
    text: '',
    error: 'wrong-address',
    says: /web page/,
  },
  {
    name: '200 with plain text',
    play: answers(plain('It works!', '200 OK')),
    text: '',
    error: 'bad-response',
    says: /It works!/,
  },
  {
    name: 'an error event with an object (context overflow)',
    play: streams(event({ error: { message: tooLong }, message: tooLong }, 'error')),
    text: '',
    error: 'context-overflow',
    says: /does not fit.*Shorten the prompt/,
  },
  {
    name: 'an error event without an error key',
    play: streams(hello, event({ message: 'Compute error.' }, 'error')),
    text: 'Hello',
    error: 'runtime-error',
    says: /Compute error/,
  },
  {
    name: 'an error event with a string',
    play: streams(hello, event('The model has crashed', 'error')),
    text: 'Hello',
    error: 'runtime-error',
    says: /has crashed/,
  },
  {
    name: 'an error event with plain text',
    play: streams(hello, 'event: error\ndata: boom\n\n'),
    text: 'Hello',
    error: 'runtime-error',
    says: /boom/,
  },
  {
    name: 'an error as data with an object',
    play: streams(hello, event({ error: { message: 'Compute error.', code: 500 } })),
    text: 'Hello',
    error: 'runtime-error',
    says: /Compute error/,
  },
  {
    name: 'an error as data with a string',
    play: streams(hello, event({ error: 'Model unloaded by user' })),
    text: 'Hello',
    error: 'no-model-loaded',
    says: /unloaded/,
  },
  {
    name: 'an error and text in one packet',
    play: streams(hello + event({ error: 'boom' }) + doneEvent),
    text: 'Hello',
    error: 'runtime-error',
    says: /boom/,
  },
  {
    name: 'an error field line',
    play: streams(
      'error: {"code":400,"message":"the request exceeds the available context size","type":"invalid_request_error"}\n\n',
      doneEvent,
    ),
    text: '',
    error: 'context-overflow',
    says: /available context size/,
  },
  {
    name: 'a bare JSON line within the stream',
    play: streams(hello, '{"error":"engine died"}\n\n'),
    text: 'Hello',
    error: 'runtime-error',
    says: /engine died/,
  },
  {
    name: 'an error in the shape of older vLLM',
    play: streams(
      event({
        object: 'error',
        message: "This model's maximum context length is 4096 tokens.",
        type: 'BadRequestError',
        code: 400,
      }),
    ),
    text: '',
    error: 'context-overflow',
    says: /4096/,
  },
  {
    name: 'an error in the shape of /api/v1',
    play: streams(
      hello,
      event({ type: 'error', error: { type: 'internal_error', message: 'oops', code: 'x' } }, 'error'),
    ),
    text: 'Hello',
    error: 'runtime-error',
    says: /oops/,
  },
  {
    name: 'an error nested twice',
    play: streams(event({ error: { error: { message: 'deep' } } })),
    text: '',
    error: 'runtime-error',
    says: /deep/,
  },
  {
    name: 'the finish reason "error"',
    play: streams(hello, chunk({}, 'error'), doneEvent),
    text: 'Hello',
    error: 'runtime-error',
    says: /ended the answer with an error/,
  },
  {
    name: 'data that is no JSON',
    play: streams(hello, 'data: oops\n\n', doneEvent),
    text: 'Hello',
    error: 'bad-response',
    says: /oops/,
  },
  {
    name: 'data that is JSON but no object',
    play: streams(hello, 'data: 42\n\n', doneEvent),
    text: 'Hello',
    error: 'bad-response',
    says: /42/,
  },
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
    name: 'the context overflow of the keep-first policy',
    play: streams(
      event(
        {
          error: {
            message:
              'Trying to keep the first 5000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens.',
          },
        },
        'error',
      ),
    ),
    text: '',
    error: 'context-overflow',
    says: /4096/,
  },
  {
    name: '300 without a location',
    play: answers(plain('choose', '300 Multiple Choices')),
    text: '',
    error: 'wrong-address',
    says: /choose/,
  },
];
