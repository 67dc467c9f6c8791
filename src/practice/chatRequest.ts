import type { ChatMessage } from './answers/brief';
import { invalidRequest } from './failures';

/** A chat request of any route, in one form. */
export interface ChatRequest {
  model: string | undefined;
  messages: readonly ChatMessage[];
  stream: boolean;
  includeUsage: boolean;
  temperature: number;
  seed: number;
  /** Undefined: no limit. */
  maxTokens: number | undefined;
  stops: readonly string[];
  schema: unknown;
  /** Context length wished for when the model has to be loaded. */
  contextLength: number | undefined;
  reasoning: 'default' | 'off';
}

type Fields = Record<string, unknown>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads the body of /v1/chat/completions and /api/v0/chat/completions. Throws a PracticeFailure. */
export function readCompletionRequest(body: unknown): ChatRequest {
  if (!isFields(body)) throw invalidRequest('The body must be a JSON object');
  if (!Array.isArray(body.messages)) throw invalidRequest("'messages' field is required", null, 'messages');
  const format = isFields(body.response_format) ? body.response_format : {};
  const schema = isFields(format.json_schema) ? format.json_schema.schema : undefined;
  const streamOptions = isFields(body.stream_options) ? body.stream_options : {};
  return {
    model: text(body.model),
    messages: body.messages.map(readMessage),
    stream: body.stream === true,
    includeUsage: streamOptions.include_usage === true,
    temperature: number(body.temperature) ?? 0.7,
    seed: number(body.seed) ?? 0,
    maxTokens: limit(number(body.max_tokens) ?? number(body.max_completion_tokens)),
    stops: readStops(body.stop),
    schema: format.type === 'json_schema' ? schema : undefined,
    contextLength: undefined,
    reasoning: 'default',
  };
}

/** Reads the body of /api/v1/chat; `history` is the conversation that previous_response_id refers to. */
export function readV1ChatRequest(body: unknown, history: readonly ChatMessage[]): ChatRequest {
  if (!isFields(body)) throw invalidRequest('The body must be a JSON object');
  const model = text(body.model);
  if (model === undefined) throw invalidRequest('"model" is required', 'missing_required_parameter', 'model');
  const system = text(body.system_prompt);
  return {
    model,
    messages: [
      ...(system === undefined ? [] : [{ role: 'system', content: system, images: 0 }]),
      ...history,
      readInput(body.input),
    ],
    stream: body.stream === true,
    includeUsage: false,
    temperature: number(body.temperature) ?? 0.7,
    seed: 0,
    maxTokens: limit(number(body.max_output_tokens)),
    stops: [],
    schema: undefined,
    contextLength: number(body.context_length),
    reasoning: body.reasoning === 'off' ? 'off' : 'default',
  };
}

function readMessage(message: unknown): ChatMessage {
  if (!isFields(message) || typeof message.role !== 'string') {
    throw invalidRequest("Each entry of 'messages' must have a role", null, 'messages');
  }
  const { role, content } = message;
  if (!Array.isArray(content)) return { role, content: text(content) ?? '', images: 0 };
  const parts = content.filter(isFields);
  return {
    role,
    content: parts.map((part) => text(part.text) ?? '').join('\n'),
    images: parts.filter((part) => part.type === 'image_url').length,
  };
}

function readInput(input: unknown): ChatMessage {
  if (typeof input === 'string') return { role: 'user', content: input, images: 0 };
  if (!Array.isArray(input)) throw invalidRequest('"input" is required', 'missing_required_parameter', 'input');
  const parts = input.filter(isFields);
  if (parts.length !== input.length || parts.some((part) => part.type !== 'text' && part.type !== 'image')) {
    throw invalidRequest("Invalid discriminator value. Expected 'text' | 'image'", 'invalid_union', 'input');
  }
  return {
    role: 'user',
    content: parts.map((part) => text(part.content) ?? '').join('\n'),
    images: parts.filter((part) => part.type === 'image').length,
  };
}

function readStops(stop: unknown): string[] {
  const list: unknown[] = Array.isArray(stop) ? stop : [stop];
  return list.filter((item): item is string => typeof item === 'string' && item !== '');
}

/** A negative limit means none. */
function limit(tokens: number | undefined): number | undefined {
  return tokens === undefined || tokens < 0 ? undefined : Math.floor(tokens);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
