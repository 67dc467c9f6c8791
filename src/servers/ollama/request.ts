import type { ChatRequest } from '../../model/chat';
import { ollamaThink } from '../reasoningFields';

/** The body of `/api/chat`. `context` is that of an explicit load: naming another one would load anew. */
export function ollamaBody(
  { modelId, messages, parameters, schema }: ChatRequest,
  context?: number,
): Record<string, unknown> {
  const {
    temperature,
    topK,
    topP,
    minP,
    repeatPenalty,
    frequencyPenalty,
    presencePenalty,
    maxTokens,
    contextLength,
    seed,
  } = parameters;
  const options = {
    temperature,
    top_k: topK,
    top_p: topP,
    min_p: minP,
    repeat_penalty: repeatPenalty,
    frequency_penalty: frequencyPenalty,
    presence_penalty: presencePenalty,
    num_predict: maxTokens !== undefined && maxTokens < 0 ? -1 : maxTokens,
    num_ctx: context ?? contextLength,
    seed,
  };
  const set = Object.entries(options).filter(([, value]) => value !== undefined);
  const think = ollamaThink(parameters.reasoning);
  // Asked so, Ollama refuses a prompt that does not fit in place of cutting it in silence.
  const uncut = { truncate: false, shift: false };
  return {
    model: modelId,
    messages,
    stream: true,
    ...uncut,
    ...(schema ? { format: schema.schema } : {}),
    ...(think === undefined ? {} : { think }),
    ...(set.length > 0 ? { options: Object.fromEntries(set) } : {}),
  };
}
