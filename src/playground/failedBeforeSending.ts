import { said } from '../l10n/said';
import { unknownStats } from '../model/run';
import { ServerError } from '../model/server';
import type { Store } from '../store';
import type { RunOptions } from './options';

/** How a run ends whose request could not go out; without an error there was no way to the server. */
export function failedBeforeSending(
  known: ServerError | undefined,
  onFailure: RunOptions['onFailure'],
): Parameters<Store['runs']['finish']>[1] {
  const error = known ?? new ServerError('unreachable', said`The server could not be reached.`);
  onFailure?.(error);
  return {
    status: error.code === 'cancelled' ? 'cancelled' : 'failed',
    errorCode: error.code,
    error: error.message,
    text: '',
    reasoning: '',
    stats: unknownStats,
    flags: [],
    model: null,
    runtime: null,
    finishedAt: null,
  };
}
