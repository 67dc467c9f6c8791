import type { ChatEvent, ChatOptions, ChatRequest, ServerFacts } from '../../model/chat';
import type { AnswerProtocol, Step } from '../answerProtocol';
import { readAnswer } from '../answer';
import { readErrorEvent, readStatedError } from '../errorShapes';
import { stated } from '../facts';
import { createSseFramer, type Frame } from '../frames';
import { isRecord, list, number, parseJson, record, text, type JsonRecord } from '../json';
import type { StreamExtras } from '../openAi/chat';
import { lmStudioReasoning } from '../reasoningFields';
import type { Wire } from '../wire';

/**
 * Whether `/api/v1/chat` can carry the request: it knows no penalty but the repeat one, no `min_p`, no seed, temperatures of 0 to 1
 * only, and no budget of thought in tokens.
 */
export function fitsNativeChat({ parameters, schema }: ChatRequest): boolean {
  if (schema) return false;
  const { frequencyPenalty, presencePenalty, minP, seed, temperature = 0, reasoning } = parameters;
  if (frequencyPenalty !== undefined || presencePenalty !== undefined || minP !== undefined) return false;
  if (seed !== undefined) return false;
  return temperature <= 1 && (reasoning === undefined || lmStudioReasoning(reasoning) !== undefined);
}

/** Whether only `/api/v1/chat` can say what the bot wishes: LM Studio's OpenAI route has no switch for thinking. */
export function needsNativeChat({ parameters, schema }: ChatRequest): boolean {
  if (schema) return false;
  return parameters.reasoning === 'off' || parameters.reasoning === 'on' || parameters.reasoning === '0';
}

/** LM Studio's own `/api/v1/chat`: named events with load and prompt progress, and its stats at the end of a stream. */
export function nativeChat(
  wire: Wire,
  request: ChatRequest,
  options: ChatOptions,
  extras: Pick<StreamExtras, 'explainEmpty'>,
): AsyncGenerator<ChatEvent> {
  const body = JSON.stringify(nativeBody(request));
  return readAnswer({
    open: (signal) =>
      wire.open(`${wire.url}/api/v1/chat`, body, { signal, onRaw: options.onRaw, model: request.modelId }),
    protocol: nativeProtocol,
    context: wire.context(request.modelId),
    options,
    timers: wire.timers,
    secret: wire.secret,
    explainEmpty: extras.explainEmpty,
  });
}

function nativeBody({ modelId, messages, parameters }: ChatRequest): Record<string, unknown> {
  const { temperature, topK, topP, repeatPenalty, maxTokens, contextLength, reasoning } = parameters;
  const said = (role: 'system' | 'user') =>
    messages
      .filter((message) => message.role === role)
      .map(({ content }) => content)
      .join('\n\n');
  const body = {
    model: modelId,
    input: said('user'),
    system_prompt: said('system') || undefined,
    stream: true,
    // Nothing of a benchmark is to be kept on the server.
    store: false,
    temperature,
    top_k: topK,
    top_p: topP,
    repeat_penalty: repeatPenalty,
    max_output_tokens: maxTokens !== undefined && maxTokens < 0 ? undefined : maxTokens,
    context_length: contextLength,
    reasoning: lmStudioReasoning(reasoning),
  };
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}

export const nativeProtocol: AnswerProtocol = { framer: createSseFramer, steps: readEvent, wholeBody: readWhole };

function readEvent({ event, data }: Frame): Step[] {
  const body = parseJson(data);
  if (!isRecord(body)) return data.trim() === '[DONE]' ? [{ type: 'done' }] : [{ type: 'broken', data }];
  const type = text(body['type']) ?? event ?? '';
  const content = text(body['content']) ?? '';
  const progress = number(body['progress']);
  switch (type) {
    case 'message.delta':
      return [{ type: 'content', text: content }];
    case 'reasoning.delta':
      return [{ type: 'reasoning', text: content }];
    case 'tool_call.start':
      return [{ type: 'tool', text: text(body['tool']) ?? '' }];
    case 'tool_call.arguments':
      return [{ type: 'tool', text: JSON.stringify(body['arguments'] ?? {}) }];
    case 'model_load.start':
    case 'model_load.progress':
      return [{ type: 'loading', progress }];
    case 'model_load.end':
      return [
        {
          type: 'facts',
          facts: { stats: stated<ServerFacts['stats']>({ loadSeconds: number(body['load_time_seconds']) }) },
        },
      ];
    case 'prompt_processing.start':
    case 'prompt_processing.progress':
      return [{ type: 'prompt-processing', progress }];
    case 'error':
      return [{ type: 'error', error: readErrorEvent(data, body) }];
    case 'chat.end':
      return [{ type: 'facts', facts: resultFacts(record(body['result'])) }, { type: 'done' }];
    default: {
      const error = readStatedError(body);
      return error ? [{ type: 'error', error }] : [];
    }
  }
}

function resultFacts(result: JsonRecord): ServerFacts {
  const stats = record(result['stats']);
  return {
    stats: stated<ServerFacts['stats']>({
      promptTokens: number(stats['input_tokens']),
      completionTokens: number(stats['total_output_tokens']),
      reasoningTokens: number(stats['reasoning_output_tokens']),
      tokensPerSecond: number(stats['tokens_per_second']),
      timeToFirstTokenSeconds: number(stats['time_to_first_token_seconds']),
      loadSeconds: number(stats['model_load_time_seconds']),
    }),
  };
}

/** The same answer without streaming. */
function readWhole(json: unknown): Step[] | null {
  const result = record(json);
  if (!Array.isArray(result['output'])) return null;
  const steps = list(result['output']).flatMap((entry): Step[] => {
    const part = record(entry);
    const content = text(part['content']) ?? '';
    if (part['type'] === 'reasoning') return [{ type: 'reasoning', text: content }];
    return part['type'] === 'tool_call'
      ? [{ type: 'tool', text: text(part['tool']) ?? '' }]
      : [{ type: 'content', text: content }];
  });
  return [...steps, { type: 'facts', facts: resultFacts(result) }, { type: 'done' }];
}
