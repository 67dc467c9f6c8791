import type { AnswerPlan, Piece } from './answerPlan';
import { planAnswer } from './answerPlan';
import type { ChatRequest } from './chatRequest';
import type { Pace } from './clock';
import {
  contextOverflow,
  invalidRequest,
  loadFailed,
  modelNotFound,
  noModelsLoaded,
  PracticeFailure,
} from './failures';
import type { FaultName } from './faults';
import type { Instance, Residency } from './residency';

/** What happens while a request is answered, in order. Every route turns these into its own wire form. */
export type Step =
  | { kind: 'load-start'; instanceId: string }
  | { kind: 'load-progress'; instanceId: string; progress: number }
  | { kind: 'load-end'; instance: Instance; seconds: number }
  /** Prompt processing begins: from here on, problems arrive within the stream. */
  | { kind: 'prompt'; instance: Instance; progress: number }
  | { kind: 'piece'; piece: Piece }
  | { kind: 'end'; result: RunResult }
  /** The connection is to be closed in the middle: properly ("cut") or by a reset. */
  | { kind: 'break'; how: 'cut' | 'reset' };

/** Outcome and figures of an answer. Seconds and tokens/s are those of the simulated time, scaled by the speed. */
export interface RunResult {
  instance: Instance;
  plan: AnswerPlan;
  timeToFirstTokenSeconds: number;
  tokensPerSecond: number;
  /** Includes the time to the first token. */
  generationSeconds: number;
  /** Set when this request had to load the model. */
  loadSeconds?: number;
}

export interface RunContext {
  residency: Residency;
  pace: Pace;
  signal: AbortSignal;
  fault: FaultName | undefined;
}

/** At full speed the event loop still gets a turn this often, so that a disconnect is noticed. */
const PIECES_PER_TURN = 32;

/** Answers a request step by step. Throws a PracticeFailure, or the signal's reason when it is aborted. */
export async function* runAnswer(request: ChatRequest, context: RunContext): AsyncGenerator<Step> {
  const { residency, pace, fault } = context;
  refuseEarly(request, context);
  if (fault === 'stall-headers') await never(context.signal);
  const found = residency.resolve(request.model);
  const model = 'model' in found ? found.model : found;
  if (model.kind === 'embeddings')
    throw invalidRequest(`Model "${model.id}" is an embedding model, it cannot chat.`, null, 'model');

  let instance: Instance;
  let loadSeconds: number | undefined;
  if ('model' in found) {
    instance = found;
  } else {
    yield { kind: 'load-start', instanceId: model.id };
    yield { kind: 'load-progress', instanceId: model.id, progress: 0.5 };
    instance = await abortable(residency.loadOnDemand(model, request.contextLength), context.signal);
    loadSeconds = instance.loadSeconds;
    yield { kind: 'load-end', instance, seconds: loadSeconds };
  }

  const either = eitherSignal(context.signal, instance.gone.signal);
  const { signal } = either;
  let leave: (() => void) | undefined;
  try {
    leave = await instance.turnstile.enter(signal);
    yield { kind: 'prompt', instance, progress: 0 };
    if (fault === 'stall-start') await never(signal);
    if (fault === 'context-overflow')
      throw contextOverflow(instance.config.context_length + 1430, instance.config.context_length);
    const plan = withFault(planAnswer(request, instance), fault);
    await pace.wait(plan.prefillMs / 2, signal);
    yield { kind: 'prompt', instance, progress: 0.5 };
    await pace.wait(plan.prefillMs / 2, signal);
    yield { kind: 'prompt', instance, progress: 1 };
    yield* generate(plan, pace, signal, fault);
    if (fault === 'cut' || fault === 'reset') return;
    yield { kind: 'end', result: figures(instance, plan, pace, loadSeconds) };
  } finally {
    leave?.();
    either.release();
  }
}

async function* generate(
  plan: AnswerPlan,
  pace: Pace,
  signal: AbortSignal,
  fault: FaultName | undefined,
): AsyncGenerator<Step> {
  const start = pace.clock.now();
  const breakAt = Math.ceil(plan.pieces.length / 2);
  for (const [i, piece] of plan.pieces.entries()) {
    // Due times are counted from the start, so that timers which fire late do not add up.
    const due = start + pace.real((i * 1000) / plan.tokensPerSecond);
    const early = due - pace.clock.now();
    if (early > 0) await pace.clock.sleep(early, signal);
    else if (i % PIECES_PER_TURN === PIECES_PER_TURN - 1) await pace.clock.sleep(0, signal);
    signal.throwIfAborted();
    if (i === breakAt) {
      if (fault === 'compute-error') throw new PracticeFailure('compute', 'Compute error.');
      if (fault === 'stall') await never(signal);
      if (fault === 'cut' || fault === 'reset') {
        yield { kind: 'break', how: fault };
        return;
      }
    }
    yield { kind: 'piece', piece };
  }
}

function figures(instance: Instance, plan: AnswerPlan, pace: Pace, loadSeconds: number | undefined): RunResult {
  const tokensPerSecond = plan.tokensPerSecond * pace.scale;
  const timeToFirstTokenSeconds = plan.prefillMs / 1000 / pace.scale;
  return {
    instance,
    plan,
    timeToFirstTokenSeconds,
    tokensPerSecond,
    generationSeconds: timeToFirstTokenSeconds + plan.pieces.length / tokensPerSecond,
    ...(loadSeconds === undefined ? {} : { loadSeconds }),
  };
}

function refuseEarly(request: ChatRequest, { residency, fault }: RunContext): void {
  if (fault === 'no-model-loaded') throw noModelsLoaded();
  if (fault === 'no-model-loaded-text') throw noModelsLoaded(true);
  if (fault === 'model-not-found') throw modelNotFound(request.model ?? '', residency.visibleIds());
  if (fault === 'load-failed') throw loadFailed(request.model ?? '');
}

function withFault(plan: AnswerPlan, fault: FaultName | undefined): AnswerPlan {
  if (fault === 'context-overflow-silent') return { ...plan, pieces: [], reasoningTokens: 0 };
  return plan;
}

function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abandon = (): void => reject(signal.reason as Error);
    if (signal.aborted) abandon();
    signal.addEventListener('abort', abandon, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abandon));
  });
}

/** Aborted with whichever comes first. Released by hand, because one of the two outlives the request by far. */
function eitherSignal(one: AbortSignal, other: AbortSignal): { signal: AbortSignal; release: () => void } {
  const both = new AbortController();
  const forward = (): void => both.abort(one.aborted ? one.reason : other.reason);
  if (one.aborted || other.aborted) forward();
  one.addEventListener('abort', forward);
  other.addEventListener('abort', forward);
  const release = (): void => {
    one.removeEventListener('abort', forward);
    other.removeEventListener('abort', forward);
  };
  return { signal: both.signal, release };
}

/** Waits until the client gives up. */
function never(signal: AbortSignal): Promise<never> {
  return abortable(new Promise<never>(() => undefined), signal);
}
