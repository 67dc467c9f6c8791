import { head, jsonResponse } from '../support/byteServer';
import { chunk, doneEvent, event } from '../support/chunks';
import { answers, plain, streams, type Fault } from './fault';

const hello = chunk({ content: 'Hel' }) + chunk({ content: 'lo' });
const tooLong =
  'Input does not fit in context length. The input has 31430 tokens, but the context length only supports 30000 tokens.';
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
    name: '400: a template without a system role (LM Studio)',
    play: answers(
      jsonResponse(
        { error: 'Error rendering prompt with jinja template: "System role not supported".' },
        '400 Bad Request',
      ),
    ),
    text: '',
    error: 'template',
    says: /chat template of "tiny" refuses.*put those words into the prompt/,
  },
  {
    name: '500: a template without a system role (llama-server)',
    play: answers(
      jsonResponse(
        { error: { code: 500, message: 'Jinja Exception: System role not supported', type: 'server_error' } },
        '500 Internal Server Error',
      ),
    ),
    text: '',
    error: 'template',
    says: /System role not supported/,
  },
  {
    name: '400: roles must alternate (vLLM)',
    play: answers(
      jsonResponse(
        {
          error: {
            message: 'Conversation roles must alternate user/assistant/user/assistant/...',
            type: 'BadRequestError',
            code: 400,
          },
        },
        '400 Bad Request',
      ),
    ),
    text: '',
    error: 'template',
    says: /roles must alternate/,
  },
];
