import type { BotParameters } from './bot';
import type { RunStats, RuntimeInfo } from './run';
import type { ModelInfo, ServerConfig, ServerKind } from './server';

/** One chat request as a server adapter takes it. */
export interface ChatRequest {
  modelId: string;
  messages: { role: 'system' | 'user'; content: string }[];
  parameters: Omit<BotParameters, 'systemPrompt'>;
  /** A JSON schema that the answer is to fit, of a server that can hold a model to one; others refuse or ignore it. */
  schema?: { name: string; schema: Record<string, unknown> };
}

/** Stats and facts that a server states about an answer; what it does not state is absent. */
export interface ServerFacts {
  stats: Partial<Omit<RunStats, 'sources'>>;
  runtime?: RuntimeInfo;
  /** Id of the model that answers, as the answer itself names it. */
  answeredBy?: string;
  /** True where the server refused to be asked for token counts. */
  usageRefused?: boolean;
  /** Prompt tokens that came from the server's cache: a time to first token that says little. */
  cachedPromptTokens?: number;
  /** Facts on the loaded model that came with the answer. */
  model?: Partial<Pick<ModelInfo, 'architecture' | 'quantization' | 'format' | 'loadedContextLength'>>;
}

/** One typed event of an answer as it arrives. */
export type ChatEvent =
  | { type: 'loading'; progress: number | null }
  | { type: 'prompt-processing'; progress: number | null }
  | { type: 'reasoning'; text: string }
  /** An empty text says that a first token arrived whose text is held back while a `<think>` tag may be beginning. */
  | { type: 'text'; text: string }
  /** All text so far was reasoning: the chat template had swallowed `<think>` and only `</think>` came. */
  | { type: 'text-was-reasoning' }
  /** A tool call's name or arguments; shown as text is not possible, but it counts as a token. */
  | { type: 'tool'; text: string }
  | { type: 'facts'; facts: ServerFacts }
  /** The answer is whole. `finishReason` is null where only `[DONE]` or `chat.end` said so. */
  | { type: 'end'; finishReason: string | null };

export interface ChatOptions {
  signal?: AbortSignal;
  /** Receives what went over the wire, for the raw log: request line and body, response head, every body byte. */
  onRaw?: (direction: 'request' | 'response', data: string | Uint8Array) => void;
  /** Pairs of tags around reasoning that this person's models use, besides the known ones. */
  reasoningTags?: readonly (readonly [open: string, close: string])[];
  /** Seconds without a byte before the first token; Infinity by default, as a slow prefill may take 10 minutes. */
  firstTokenTimeoutSeconds?: number;
  /** Seconds without a byte once the answer has begun; 120 by default. */
  idleTimeoutSeconds?: number;
}

export interface LoadResult {
  instanceId: string;
  loadSeconds: number | null;
  contextLength: number | null;
}

/**
 * One inference server, whatever its kind. All methods throw `ServerError`.
 * A stream that ends without `end` having been yielded always throws (`truncated`, `connection-lost`, …).
 */
export interface ServerAdapter {
  readonly config: ServerConfig;
  readonly kind: ServerKind;
  /** Base URL without trailing slash and without `/v1`. */
  readonly url: string;
  /** True where the last answer said that this is the practice server. */
  readonly practice: boolean;
  /** Gets ready what the first answer needs on this side, so that it does not count into that answer's times. */
  prepare?(): Promise<void>;
  listModels(signal?: AbortSignal): Promise<ModelInfo[]>;
  getModel(id: string, signal?: AbortSignal): Promise<ModelInfo>;
  chat(request: ChatRequest, options?: ChatOptions): AsyncIterable<ChatEvent>;
  /** Without streaming, for servers that only then say their own stats, model facts and runtime. */
  chatOnce?(
    request: ChatRequest,
    options?: ChatOptions,
  ): Promise<{ text: string; reasoning: string; facts: ServerFacts }>;
  /** Present where the server can load and unload models on request. */
  load?(modelId: string, options: { contextLength?: number; signal?: AbortSignal }): Promise<LoadResult>;
  unload?(instanceId: string, signal?: AbortSignal): Promise<void>;
  /** How a model is loaded, and where its file is on the server's machine; asked after an answer. */
  local?(modelId: string, signal: AbortSignal): Promise<LocalModel>;
}

/** What is not known is null. */
export interface LocalModel {
  file: string | null;
  load: Record<string, string | number | boolean> | null;
}
