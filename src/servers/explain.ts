import type { ServerError, ServerErrorCode } from '../model/server';

export type ServerErrorAction =
  | 'retry'
  | 'open-settings'
  | 'choose-model'
  | 'set-api-key'
  | 'show-log'
  | 'start-server'
  | 'reduce-prompt'
  | 'edit-parameters'
  | 'none';

export interface ServerErrorExplanation {
  sentence: string;
  /** What the first button does. */
  action: ServerErrorAction;
  /** The words on that button; empty where there is none. */
  label: string;
  /** Whether the same request can succeed later without anybody changing anything. */
  retryable: boolean;
}

const actions: Record<ServerErrorCode, readonly [ServerErrorAction, retryable: boolean]> = {
  unreachable: ['start-server', true],
  'wrong-address': ['open-settings', false],
  'wrong-route': ['open-settings', false],
  unauthorized: ['set-api-key', false],
  'no-model-loaded': ['choose-model', false],
  'unknown-model': ['choose-model', false],
  'load-failed': ['show-log', true],
  loading: ['retry', true],
  'context-overflow': ['reduce-prompt', false],
  'rate-limited': ['retry', true],
  'server-error': ['retry', true],
  'runtime-error': ['show-log', true],
  'bad-request': ['edit-parameters', false],
  template: ['reduce-prompt', false],
  'too-large': ['reduce-prompt', false],
  proxy: ['open-settings', false],
  'bad-response': ['show-log', false],
  'empty-answer': ['show-log', false],
  truncated: ['retry', true],
  stalled: ['retry', true],
  'connection-lost': ['retry', true],
  cancelled: ['none', false],
};

const labels: Record<ServerErrorAction, string> = {
  retry: 'Retry',
  'open-settings': 'Open Settings',
  'choose-model': 'Choose Model',
  'set-api-key': 'Set API Key',
  'show-log': 'Show Log',
  'start-server': 'Start Server',
  'reduce-prompt': 'Edit Prompt',
  'edit-parameters': 'Edit Parameters',
  none: '',
};

/** What to tell a person about a failure, and what the button beside it does. */
export function explainServerError(error: ServerError): ServerErrorExplanation {
  const [action, retryable] = actions[error.code];
  return { sentence: error.message, action, label: labels[action], retryable };
}
