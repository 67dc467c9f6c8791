import type { ChatRequest } from '../../model/chat';
import type { ServerKind } from '../../model/server';
import { reasoningFields } from '../reasoningFields';

/** vLLM's family and TabbyAPI call the repeat penalty otherwise. */
const repetitionPenalty: ReadonlySet<ServerKind> = new Set(['vllm', 'aphrodite', 'tabbyapi']);

/** The body of a chat request in OpenAI's shape. What a bot does not set is not sent: the server's default holds. */
export function chatBody(
  { modelId, messages, parameters, schema }: ChatRequest,
  kind: ServerKind,
): Record<string, unknown> {
  const { temperature, topK, topP, minP, repeatPenalty, frequencyPenalty, presencePenalty, maxTokens, seed } =
    parameters;
  // All mean "no limit" by its absence; most refuse -1.
  const limit = maxTokens !== undefined && maxTokens < 0 ? undefined : maxTokens;
  const body = {
    model: modelId,
    messages,
    temperature,
    top_k: topK,
    top_p: topP,
    min_p: minP,
    [repetitionPenalty.has(kind) ? 'repetition_penalty' : 'repeat_penalty']: repeatPenalty,
    frequency_penalty: frequencyPenalty,
    presence_penalty: presencePenalty,
    max_tokens: limit,
    seed,
    response_format: schema && { type: 'json_schema', json_schema: { ...schema, strict: true } },
    ...reasoningFields(parameters.reasoning, kind),
  };
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}
