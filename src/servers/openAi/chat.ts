import type { OpenAI } from 'openai';
import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions';
import type { ChatEvent, ChatOptions, ChatRequest, ServerFacts } from '../../model/chat';
import { ServerError, type ServerKind } from '../../model/server';
import { readAnswer } from '../answer';
import { networkError } from '../errors';
import type { Wire } from '../wire';
import { chatBody } from './request';
import { chatCompletionProtocol, type CompleteFacts } from './steps';

/** The client limits the wait for the response head; a prefill may take any time, so: the longest delay Node has. */
const noLimit = 2 ** 31 - 1;

/** Loaded when the first answer is asked for: it is larger than all the rest of the extension. */
export function loadClient() {
  return import('openai');
}

export interface StreamExtras {
  /** Adds what the server said elsewhere to the facts that a chunk states. */
  completeFacts?: CompleteFacts;
  explainEmpty?: (facts: ServerFacts) => Promise<ServerError | null>;
  /** What only this kind of server knows in a request. */
  body?: Record<string, unknown>;
}

/** Streams an answer from `/v1/chat/completions`. See `readAnswer` for how it ends. */
export function streamChat(
  wire: Wire,
  kind: ServerKind,
  request: ChatRequest,
  options: ChatOptions = {},
  extras: StreamExtras = {},
): AsyncGenerator<ChatEvent> {
  return readAnswer({
    open: (signal) => openAsAllowed(wire, { ...chatBody(request, kind), ...extras.body }, options, signal),
    protocol: chatCompletionProtocol((facts, chunk) => {
      const complete = extras.completeFacts?.(facts, chunk) ?? facts;
      return withoutUsage.has(wire.url) ? { ...complete, usageRefused: true } : complete;
    }),
    context: wire.context(request.modelId),
    options,
    timers: wire.timers,
    secret: wire.secret,
    explainEmpty: extras.explainEmpty,
  });
}

/** What the client's `fetch` needs to know of the one request that it is called for. */
interface Sending extends Pick<ChatOptions, 'onRaw'> {
  signal: AbortSignal;
  model: string;
  failure?: unknown;
}

/** A client for each server: making one takes longer than sending a request with it. */
const clients = new WeakMap<Wire, OpenAI>();

/** Servers that refuse to be asked for token counts, by address: an adapter is made anew at each refresh of its list. */
const withoutUsage = new Set<string>();

/** Asks once more without what only serves figures, where a strict server refuses that. */
async function openAsAllowed(
  wire: Wire,
  body: Record<string, unknown>,
  options: ChatOptions,
  signal: AbortSignal,
): Promise<Response> {
  const asks = !withoutUsage.has(wire.url);
  try {
    return await openStream(wire, body, options, signal, asks);
  } catch (error) {
    if (!asks || !refusesUsage(error)) throw error;
    const response = await openStream(wire, body, options, signal, false);
    withoutUsage.add(wire.url);
    return response;
  }
}

function refusesUsage(error: unknown): boolean {
  if (!(error instanceof ServerError) || (error.details.status !== 400 && error.details.status !== 422)) return false;
  return /stream_options|include_usage|extra[ _]?(?:inputs?|fields?|forbidden)|unknown field|unrecognized|additional propert/i.test(
    `${error.message} ${error.details.body ?? ''}`,
  );
}

/**
 * The `openai` client builds and sends the request; the raw response is ours to read, as the client's own iterator
 * reports success on truncated streams and on errors under status 200, and dies on an empty `data:`.
 */
async function openStream(
  wire: Wire,
  chat: Record<string, unknown>,
  options: ChatOptions,
  signal: AbortSignal,
  withUsage: boolean,
): Promise<Response> {
  const model = String(chat['model']);
  const sending: Sending = { signal, onRaw: options.onRaw, model };
  const client = clients.get(wire) ?? newClient(wire, (await loadClient()).OpenAI);
  const usage = withUsage ? { stream_options: { include_usage: true } } : {};
  const body = { ...chat, stream: true, ...usage };
  // The client hands what it does not know in here on to its `fetch`.
  const fetchOptions = { sending } as OpenAI.RequestOptions['fetchOptions'];
  try {
    return await client.chat.completions
      .create(body as unknown as ChatCompletionCreateParamsStreaming, { signal, fetchOptions })
      .asResponse();
  } catch (error) {
    throw networkError(sending.failure ?? error, wire.context(model));
  }
}

function newClient(wire: Wire, Client: typeof OpenAI): OpenAI {
  const client = new Client({
    baseURL: `${wire.url}/v1`,
    // The wire adds the real key, and nothing from the environment may reach another server.
    apiKey: 'unused',
    adminAPIKey: null,
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: noLimit,
    logLevel: 'off',
    fetch: async (input, init) => {
      const { sending } = init as unknown as { sending: Sending };
      try {
        const url = input instanceof Request ? input.url : String(input);
        const sent = typeof init?.body === 'string' ? init.body : '';
        return await wire.open(url, sent, sending);
      } catch (error) {
        sending.failure = error;
        throw error;
      }
    },
  });
  clients.set(wire, client);
  return client;
}
