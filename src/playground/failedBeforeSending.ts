import { unknownStats } from '../model/run';
import type { ServerError } from '../model/server';
import type { Store } from '../store';
import type { RunOptions } from './options';

/** How a run ends whose request could not go out. */
export function failedBeforeSending(
  error: ServerError,
  onFailure: RunOptions['onFailure'],
): Parameters<Store['runs']['finish']>[1] {
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
