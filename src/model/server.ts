import { SaidError, type Said } from '../l10n/said';
export const serverKinds = [
  'lmstudio',
  'llama-server',
  'ollama',
  'vllm',
  'aphrodite',
  'tabbyapi',
  'openai-compatible',
] as const;
export type ServerKind = (typeof serverKinds)[number];

/** What people call them. */
export const serverKindNames: Record<ServerKind, string> = {
  lmstudio: 'LM Studio',
  'llama-server': 'llama-server',
  ollama: 'Ollama',
  vllm: 'vLLM',
  aphrodite: 'Aphrodite',
  tabbyapi: 'TabbyAPI',
  'openai-compatible': 'OpenAI-compatible',
};

/** One entry of the setting `llp.servers`. */
export interface ServerConfig {
  /** Base URL, with or without a trailing `/v1`. */
  url: string;
  name?: string;
  /** Set by hand; without it the kind is detected by the shape of what the server answers. */
  kind?: ServerKind;
  /** Requests in flight at once; 1 unless the server batches. */
  concurrency?: number;
  /** Name of the machine it runs on, where that is not what its address says; servers of one run one after the other. */
  machine?: string;
  /** LM Studio only: answer through its own `/api/v1/chat`, which states its stats and load progress while streaming. */
  chatRoute?: 'openai' | 'native';
  /** LM Studio only: seconds without a request after which it unloads a model that a request has loaded. */
  ttlSeconds?: number;
}

/** A model as a server lists it. What the server does not say is null, never guessed. */
export interface ModelInfo {
  id: string;
  server: string;
  kind: ServerKind;
  /** `llm`, `vlm`, `embeddings`, … (an open string). */
  type: string | null;
  displayName: string | null;
  publisher: string | null;
  architecture: string | null;
  quantization: string | null;
  /** `gguf`, `mlx`, … (an open string). */
  format: string | null;
  /** As the server words it, e.g. `26B-A4B`. */
  parameters: string | null;
  sizeBytes: number | null;
  maxContextLength: number | null;
  loadedContextLength: number | null;
  state: 'loaded' | 'not-loaded' | 'loading' | null;
  /** Ids of the loaded instances, where the server tells. */
  instances: string[];
}

/** Why a server could not do what was asked; each kind has its own sentence and its own button. */
export type ServerErrorCode =
  | 'unreachable'
  | 'wrong-address'
  | 'wrong-route'
  | 'unauthorized'
  | 'no-model-loaded'
  | 'unknown-model'
  | 'load-failed'
  | 'loading'
  | 'context-overflow'
  | 'rate-limited'
  | 'server-error'
  | 'runtime-error'
  /** The server refused the parameters or the shape of the request. */
  | 'bad-request'
  /** The chat template of the model takes no such messages, often no system prompt. */
  | 'template'
  /** The request has more bytes than the server, or a proxy before it, takes. */
  | 'too-large'
  /** A proxy on the way refuses. */
  | 'proxy'
  | 'bad-response'
  | 'empty-answer'
  | 'truncated'
  | 'stalled'
  | 'connection-lost'
  | 'cancelled';

export class ServerError extends SaidError {
  override readonly name = 'ServerError';
  constructor(
    readonly code: ServerErrorCode,
    /** One sentence for a person, then what to do next. */
    said: Said,
    readonly details: {
      server?: string;
      model?: string;
      status?: number;
      retryAfterSeconds?: number;
      body?: string;
    } = {},
    options?: ErrorOptions,
  ) {
    super(said, options);
  }
}
