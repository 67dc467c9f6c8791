import { said } from '../l10n/said';
import type { ChatEvent, ChatRequest, ServerAdapter, ServerFacts } from '../model/chat';
import { guarded } from '../model/guarded';
import type { Run, RunRequest, RunStatus } from '../model/run';
import { ServerError, type ModelInfo } from '../model/server';
import { flagsOf } from './flags';
import { answerFailure } from './endings';
import { Meter } from './meter';

/** What a watcher of a run sees. */
export type ConductEvent =
  | Extract<ChatEvent, { type: 'loading' | 'prompt-processing' | 'text' | 'reasoning' | 'text-was-reasoning' }>
  | { type: 'waiting' };

export interface ConductOptions {
  signal?: AbortSignal;
  onEvent?: (event: ConductEvent) => void;
  onRaw?: (direction: 'request' | 'response', data: string | Uint8Array) => void;
  /** Without streaming, where the server then states its own figures. */
  stream?: boolean;
  idleTimeoutSeconds?: number;
  /** Pairs of tags around reasoning, besides the known ones. */
  reasoningTags?: readonly (readonly [open: string, close: string])[];
  /** Characters of answer and reasoning after which the run is stopped; what came is kept. */
  mostCharacters?: number;
  /** Whether the server lists a model of that id. */
  isListed?: (modelId: string) => boolean;
  meter?: Meter;
  /** Receives the failure with all its details, e.g. how long the server asks to wait. */
  onFailure?: (failure: ServerError) => void;
  /** Told of faults of those who watch (`onEvent`, `onRaw`, `onFailure`): the run goes on without them. */
  onProblem?: (problem: unknown) => void;
}

export type Outcome = Pick<
  Run,
  'status' | 'errorCode' | 'error' | 'text' | 'reasoning' | 'stats' | 'flags' | 'model' | 'runtime'
>;

/**
 * Sends one request and gathers its answer. Never throws for what a server does: the outcome says how it ended, and
 * whatever had arrived by then is in it. `model` is what the server listed when the run began.
 */
export async function conduct(
  adapter: ServerAdapter,
  request: RunRequest & Pick<ChatRequest, 'schema'>,
  model: ModelInfo | null,
  watched: ConductOptions = {},
): Promise<Outcome> {
  const options = safelyWatched(watched);
  const meter = options.meter ?? new Meter();
  const gathered: Gathered = { text: [], reasoning: [], facts: [], characters: 0, tools: false };
  const most = options.mostCharacters ?? Infinity;
  let failure: ServerError | null = null;
  let ended = false;
  try {
    options.onEvent?.({ type: 'waiting' });
    // Loading our own code is not the server's time.
    await adapter.prepare?.();
    meter.begin();
    for await (const event of eventsOf(adapter, request, options)) {
      meter.see(event);
      gather(event, gathered);
      if (event.type === 'end') ended = true;
      if (gathered.characters > most) throw tooLong(most);
      if (event.type !== 'tool' && event.type !== 'facts' && event.type !== 'end') options.onEvent?.(event);
    }
  } catch (error) {
    failure = asServerError(error, options.signal);
  }
  const text = gathered.text.join('');
  const reasoning = gathered.reasoning.join('');
  if (!failure && !ended)
    failure = new ServerError(
      'truncated',
      said`The server ended the answer before it was complete; run the prompt again.`,
    );
  const stats = meter.stats();
  failure ??= answerFailure({ stats, text, reasoning, tools: gathered.tools });
  if (failure) options.onFailure?.(failure);
  const status = statusOf(failure, text + reasoning);
  const now = await loadedFacts(adapter, request, model, gathered.text.length > 0, options.signal);
  const used = model && { ...model, ...now, ...defined(gathered.facts.map((facts) => facts.model ?? {})) };
  return {
    status,
    errorCode: failure?.code ?? null,
    error: failure?.message ?? null,
    text,
    reasoning,
    stats,
    flags: flagsOf({
      ...{ status, failure, stats, model: used, request },
      cachedPromptTokens: cachedIn(gathered.facts),
      atOnce: meter.atOnce,
      refusedFigures: meter.refused.size > 0,
      answeredBy: lastOf(gathered.facts, 'answeredBy'),
      usageRefused: lastOf(gathered.facts, 'usageRefused') ?? false,
      isListed: options.isListed,
    }),
    model: used,
    runtime: gathered.facts.map((facts) => facts.runtime).findLast((runtime) => runtime !== undefined) ?? null,
  };
}

/** Seconds for a look at a model that the answer has loaded. */
const lookSeconds = 3;

/** What a server lists only of a loaded model, asked for after an answer for which it was loaded. */
async function loadedFacts(
  adapter: ServerAdapter,
  { modelId }: RunRequest,
  model: ModelInfo | null,
  answered: boolean,
  signal: AbortSignal | undefined,
): Promise<Partial<ModelInfo>> {
  if (!answered || model?.state !== 'not-loaded' || signal?.aborted === true) return {};
  const limit = AbortSignal.timeout(lookSeconds * 1000);
  try {
    const loaded = await adapter.getModel(modelId, signal ? AbortSignal.any([signal, limit]) : limit);
    // That it was not loaded as the run began is a fact of the run.
    return loaded.state === 'loaded' ? defined([{ ...loaded, id: model.id, state: null }]) : {};
  } catch {
    // It is only for the facts; the answer is there.
    return {};
  }
}

/** A watcher that fails is not the server's fault, and must not end the answer. */
function safelyWatched(options: ConductOptions): ConductOptions {
  const { onEvent, onRaw, onFailure, onProblem = () => undefined } = options;
  return {
    ...options,
    ...(onEvent ? { onEvent: guarded(onEvent, onProblem) } : {}),
    ...(onRaw ? { onRaw: guarded(onRaw, onProblem) } : {}),
    ...(onFailure ? { onFailure: guarded(onFailure, onProblem) } : {}),
  };
}

interface Gathered {
  text: string[];
  reasoning: string[];
  facts: ServerFacts[];
  characters: number;
  tools: boolean;
}

function tooLong(most: number): ServerError {
  return new ServerError(
    'truncated',
    said`The answer was stopped at ${most} characters, the most that the settings allow; what arrived is kept.`,
  );
}

function lastOf<K extends keyof ServerFacts>(facts: ServerFacts[], key: K): ServerFacts[K] | undefined {
  return facts.findLast((one) => one[key] !== undefined)?.[key];
}

function cachedIn(facts: ServerFacts[]): number | null {
  return facts.findLast((one) => one.cachedPromptTokens !== undefined)?.cachedPromptTokens ?? null;
}

function gather(event: ChatEvent, gathered: Gathered): void {
  if (event.type === 'text' || event.type === 'reasoning') {
    gathered[event.type].push(event.text);
    gathered.characters += event.text.length;
  }
  if (event.type === 'tool') gathered.tools = true;
  // Not by spreading: an answer may come in more pieces than a call takes arguments.
  if (event.type === 'text-was-reasoning') gathered.reasoning = gathered.reasoning.concat(gathered.text.splice(0));
  if (event.type === 'facts') gathered.facts.push(event.facts);
}

async function* eventsOf(
  adapter: ServerAdapter,
  request: RunRequest,
  options: ConductOptions,
): AsyncIterable<ChatEvent> {
  const { signal, onRaw, idleTimeoutSeconds, reasoningTags } = options;
  const chatOptions = { signal, onRaw, idleTimeoutSeconds, ...(reasoningTags ? { reasoningTags } : {}) };
  if (options.stream !== false || !adapter.chatOnce) {
    yield* adapter.chat(request, chatOptions);
    return;
  }
  const answer = await adapter.chatOnce(request, chatOptions);
  yield { type: 'facts', facts: answer.facts };
  if (answer.reasoning !== '') yield { type: 'reasoning', text: answer.reasoning };
  if (answer.text !== '') yield { type: 'text', text: answer.text };
  yield { type: 'end', finishReason: answer.facts.stats.stopReason ?? null };
}

function asServerError(error: unknown, signal: AbortSignal | undefined): ServerError {
  if (error instanceof ServerError) return error;
  if (signal?.aborted) return new ServerError('cancelled', said`The run was cancelled.`);
  const reason = error instanceof Error ? error.message : String(error);
  return new ServerError('bad-response', said`The answer could not be read: ${reason}`, {}, { cause: error });
}

function statusOf(failure: ServerError | null, arrived: string): RunStatus {
  if (!failure) return 'complete';
  if (failure.code === 'cancelled') return 'cancelled';
  const cutShort = ['truncated', 'stalled', 'connection-lost', 'runtime-error', 'server-error', 'context-overflow'];
  return arrived !== '' && cutShort.includes(failure.code) ? 'truncated' : 'failed';
}

function defined<T extends object>(parts: Partial<T>[]): Partial<T> {
  const entries = parts
    .flatMap((part) => Object.entries(part))
    .filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries) as Partial<T>;
}
