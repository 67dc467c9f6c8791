import { SaidError, saidOf } from '../l10n/said';
import type { ServerError, ServerErrorCode } from '../model/server';
import type { Patience } from './port';

/** What a failure means for the queue: how far it reaches, and whether time may heal it. */
export interface Verdict {
  /** `server`: nothing there can succeed until a person does something; `model`: none of its prompts can. */
  reach: 'job' | 'model' | 'server';
  /** Whether the same request can succeed later without anybody changing anything. */
  transient: boolean;
  /** Whether the whole server is asked to rest, not only this prompt. */
  rest: boolean;
}

const verdicts: Record<ServerErrorCode, Verdict> = {
  unreachable: { reach: 'server', transient: true, rest: true },
  'rate-limited': { reach: 'job', transient: true, rest: true },
  loading: { reach: 'job', transient: true, rest: true },
  'connection-lost': { reach: 'job', transient: true, rest: false },
  'server-error': { reach: 'job', transient: true, rest: false },
  'runtime-error': { reach: 'job', transient: true, rest: false },
  truncated: { reach: 'job', transient: true, rest: false },
  stalled: { reach: 'job', transient: true, rest: false },
  'load-failed': { reach: 'model', transient: true, rest: false },
  'no-model-loaded': { reach: 'model', transient: false, rest: false },
  'unknown-model': { reach: 'model', transient: false, rest: false },
  unauthorized: { reach: 'server', transient: false, rest: false },
  'wrong-address': { reach: 'server', transient: false, rest: false },
  'wrong-route': { reach: 'server', transient: false, rest: false },
  'context-overflow': { reach: 'job', transient: false, rest: false },
  'bad-request': { reach: 'job', transient: false, rest: false },
  template: { reach: 'job', transient: false, rest: false },
  'too-large': { reach: 'job', transient: false, rest: false },
  proxy: { reach: 'server', transient: false, rest: false },
  'bad-response': { reach: 'job', transient: false, rest: false },
  'empty-answer': { reach: 'job', transient: false, rest: false },
  cancelled: { reach: 'job', transient: false, rest: false },
};

export function judge(code: ServerErrorCode): Verdict {
  return verdicts[code];
}

/** ms to wait after the given number of attempts: exponential with some chance in it, never less than the server asks. */
export function backoff(
  attempts: number,
  failure: Pick<ServerError, 'details'> | null,
  patience: Patience,
  chance = Math.random(),
): number {
  const base = Math.min(patience.backoffMs * 2 ** Math.max(0, attempts - 1), patience.longestBackoffMs);
  const asked = (failure?.details.retryAfterSeconds ?? 0) * 1000;
  return Math.max(asked, base * (0.75 + chance / 2));
}

/** What was thrown, as an error. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new SaidError(saidOf(thrown));
}
