/** What can go wrong with a request, in the words LM Studio uses. */
export type FailureKind =
  | 'no-models'
  | 'no-models-text'
  | 'model-not-found'
  | 'invalid-request'
  | 'auth'
  | 'overflow'
  | 'compute'
  | 'load-failed'
  | 'unloaded';

/** A failure that is answered to the client. `status` is the HTTP status while no header has been sent yet. */
export class PracticeFailure extends Error {
  constructor(
    readonly kind: FailureKind,
    message: string,
    readonly status = 400,
    readonly code: string | null = null,
    readonly param: string | null = null,
  ) {
    super(message);
    this.name = 'PracticeFailure';
  }
}

export function noModelsLoaded(asText = false): PracticeFailure {
  const message = "No models loaded. Please load a model in the developer page or use the 'lms load' command.";
  return new PracticeFailure(asText ? 'no-models-text' : 'no-models', message, 400, null, 'model');
}

export function modelNotFound(asked: string, known: readonly string[]): PracticeFailure {
  const message = `Invalid model identifier "${asked}". Please specify a valid downloaded model (e.g., ${known.join(', ')}).`;
  return new PracticeFailure('model-not-found', message, 400, 'model_not_found', 'model');
}

export function contextOverflow(promptTokens: number, contextLength: number): PracticeFailure {
  const message =
    `Input does not fit in context length. The input has ${promptTokens} tokens, ` +
    `but the context length only supports ${contextLength} tokens.`;
  return new PracticeFailure('overflow', message);
}

export function loadFailed(modelId: string): PracticeFailure {
  const message =
    `Failed to load model "${modelId}". Error: Model loading was stopped due to insufficient system resources. ` +
    'Under the current settings, this model requires more memory than is free.';
  return new PracticeFailure('load-failed', message, 404, 'model_load_failed', 'model');
}

export function invalidRequest(
  message: string,
  code: string | null = null,
  param: string | null = null,
): PracticeFailure {
  return new PracticeFailure('invalid-request', message, 400, code, param);
}

export function apiTokenProblem(given: boolean): PracticeFailure {
  const message = given
    ? 'The API token that was given is not valid for this server.'
    : 'This server requires an API token, and none was given. Send it as "Authorization: Bearer $LM_API_TOKEN".';
  return new PracticeFailure('auth', message, 401, 'invalid_api_key');
}

/** Body of a failure on the OpenAI-compatible and v0 routes. */
export function openAiErrorBody(failure: PracticeFailure): unknown {
  const { kind, message, param, code } = failure;
  if (kind === 'no-models-text') return { error: message };
  // The token check sits in front of all routes and has one body for all of them.
  if (kind === 'auth') return v1ErrorBody(failure);
  if (kind === 'overflow' || kind === 'compute' || kind === 'unloaded') return { error: { message }, message };
  return { error: { message, type: 'invalid_request_error', param, code } };
}

/** Body of a failure on the /api/v1 routes. */
export function v1ErrorBody({ kind, message, param, code }: PracticeFailure): { error: Record<string, unknown> } {
  const error: Record<string, unknown> = { type: v1Type(kind), message };
  if (code !== null) error.code = code;
  if (param !== null) error.param = param;
  return { error };
}

function v1Type(kind: FailureKind): string {
  if (kind === 'model-not-found') return 'model_not_found';
  if (kind === 'load-failed') return 'model_load_failed';
  if (kind === 'compute' || kind === 'unloaded') return 'internal_error';
  return 'invalid_request';
}
