import { personas } from './answers/persona';
import type { PracticeModel } from './models';
import { PRACTICE_PUBLISHER, practiceModels } from './models';

/** Faults that can be had on demand, with what a client sees. */
export const FAULTS = {
  'no-model-loaded': 'HTTP 400, "No models loaded" as an error object',
  'no-model-loaded-text': 'HTTP 400, "No models loaded" as a bare string',
  'model-not-found': 'HTTP 400, model_not_found with the list of known models',
  'context-overflow': 'HTTP 200 stream with one error event and no text (without streaming: HTTP 400)',
  'context-overflow-silent': 'HTTP 200 stream that ends without any text, with usage',
  'compute-error': 'an error event in the middle of the answer',
  cut: 'the stream ends in the middle, without finish reason and without [DONE]',
  reset: 'the connection is reset in the middle of the answer',
  stall: 'silence in the middle of the answer, with the connection open',
  'stall-start': 'silence after the headers',
  'stall-headers': 'the request is never answered',
  'auth-missing': 'HTTP 401, an API token is required',
  'load-failed': 'the model does not load for lack of memory',
  'unexpected-endpoint': 'HTTP 200 with "Unexpected endpoint or method", as on a route that does not exist',
} as const;

export type FaultName = keyof typeof FAULTS;

export const FAULT_MODEL_PREFIX = 'practice/fault-';

export function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(FAULTS, name);
}

/** One model for each fault, named `practice/fault-NAME`; not listed unless the server is told to. */
export const faultModels: readonly PracticeModel[] = Object.keys(FAULTS).map((name) => ({
  ...(practiceModels[0] as PracticeModel),
  id: `${FAULT_MODEL_PREFIX}${name}`,
  displayName: `Practice Fault: ${name}`,
  publisher: PRACTICE_PUBLISHER,
  persona: personas.solid,
  loadSeconds: 0.2,
  hidden: true,
}));

/** The fault a model stands for, also for a second instance of it (`:2`). */
export function faultOfModel(id: string): FaultName | undefined {
  if (!id.startsWith(FAULT_MODEL_PREFIX)) return undefined;
  const name = id.slice(FAULT_MODEL_PREFIX.length).replace(/:\d+$/, '');
  return isFaultName(name) ? name : undefined;
}

/** A fault wished for in a prompt as `[[fault: NAME]]`. */
export function faultInText(text: string): FaultName | undefined {
  const name = /\[\[fault:\s*([a-z-]{1,40})\s*\]\]/.exec(text)?.[1];
  return name !== undefined && isFaultName(name) ? name : undefined;
}
