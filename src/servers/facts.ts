import type { ServerFacts } from '../model/chat';
import { list, number, numeric, record, text, type JsonRecord } from './json';

type Stats = ServerFacts['stats'];

/** Later statements win over earlier ones, figure by figure. */
export function mergeFacts(earlier: ServerFacts, later: ServerFacts): ServerFacts {
  const merged: ServerFacts = { ...earlier, ...later, stats: { ...earlier.stats, ...later.stats } };
  if (earlier.model || later.model) merged.model = { ...earlier.model, ...later.model };
  return merged;
}

/** Whether anything is stated at all. */
export function statesAnything(facts: ServerFacts): boolean {
  return Object.keys(facts).length > 1 || Object.keys(facts.stats).length > 0;
}

/** Leaves out what is null: an absent figure is "not stated". */
export function stated<T extends object>(values: { [K in keyof T]: T[K] | null }): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as Partial<T>;
}

const perSecond = (milliseconds: number | null) => (milliseconds === null ? null : milliseconds / 1000);

/** OpenAI's `usage`, with the rates and times that newer TabbyAPI adds to it (rates may be strings). */
function usageStats(usage: JsonRecord): Stats {
  return stated<Stats>({
    promptTokens: number(usage['prompt_tokens']),
    completionTokens: number(usage['completion_tokens']),
    reasoningTokens: number(record(usage['completion_tokens_details'])['reasoning_tokens']),
    tokensPerSecond: numeric(usage['completion_tokens_per_sec']),
    prefillSeconds: numeric(usage['prompt_time']),
    promptTokensPerSecond: numeric(usage['prompt_tokens_per_sec']),
    totalSeconds: numeric(usage['total_time']),
  });
}

/** llama.cpp's `timings`. The time to the first token is measured: waiting for a slot and loading are not in `prompt_ms`. */
function timingStats(timings: JsonRecord): Stats {
  return stated<Stats>({
    completionTokens: number(timings['predicted_n']),
    tokensPerSecond: numeric(timings['predicted_per_second']),
    prefillSeconds: perSecond(number(timings['prompt_ms'])),
    promptTokensPerSecond: numeric(timings['prompt_per_second']),
    draftTokens: number(timings['draft_n']),
    acceptedDraftTokens: number(timings['draft_n_accepted']),
  });
}

/** vLLM's per-request `metrics`. Its own `tokens_per_second` includes the prefill, so the decoding speed is computed. */
function metricStats(metrics: JsonRecord, completionTokens: number | null): Stats {
  const generation = perSecond(number(metrics['generation_time_ms']));
  const speed =
    // The generation time begins with the first token, so one interval fewer than tokens was timed.
    completionTokens !== null && completionTokens > 1 && generation !== null && generation > 0
      ? (completionTokens - 1) / generation
      : null;
  return stated<Stats>({
    tokensPerSecond: speed,
    timeToFirstTokenSeconds: perSecond(number(metrics['time_to_first_token_ms'])),
  });
}

/** LM Studio's `stats`. `generation_time` is not used: its meaning changed between runtimes. */
function lmStudioStats(stats: JsonRecord): Stats {
  return stated<Stats>({
    tokensPerSecond: number(stats['tokens_per_second']),
    timeToFirstTokenSeconds: number(stats['time_to_first_token']),
    stopReason: text(stats['stop_reason']),
    draftTokens: number(stats['total_draft_tokens_count']),
    acceptedDraftTokens: number(stats['accepted_draft_tokens_count']),
  });
}

/** Everything that a chunk or a whole answer in OpenAI's shape states about itself, in any server's dialect. */
export function readFacts(body: JsonRecord): ServerFacts {
  // Nearly all chunks state nothing; a fast stream has tens of thousands of them a second.
  if (!(
    body['usage'] ||
    body['timings'] ||
    body['stats'] ||
    body['metrics'] ||
    body['runtime'] ||
    body['model_info']
  )) {
    return { stats: {} };
  }
  const usage = record(body['usage']);
  const timings = record(body['timings']);
  const stats: Stats = {
    ...timingStats(timings),
    ...usageStats(usage),
    ...metricStats(record(body['metrics']), number(usage['completion_tokens'])),
    ...lmStudioStats(record(body['stats'])),
  };
  const facts: ServerFacts = { stats };
  const cached = number(record(usage['prompt_tokens_details'])['cached_tokens']) ?? number(timings['cache_n']);
  if (cached !== null) facts.cachedPromptTokens = cached;
  const runtime = record(body['runtime']);
  if (text(runtime['name']) !== null)
    facts.runtime = { name: text(runtime['name']), version: text(runtime['version']) };
  const info = record(body['model_info']);
  const model = stated<NonNullable<ServerFacts['model']>>({
    architecture: text(info['arch']),
    quantization: text(info['quant']),
    format: text(info['format']),
    loadedContextLength: number(info['context_length']),
  });
  if (Object.keys(model).length > 0) facts.model = model;
  return facts;
}

/** The first choice; others are not asked for, and are ignored where they come. */
export function firstChoice(body: JsonRecord): JsonRecord {
  const choices = list(body['choices']).map(record);
  return choices.find((choice) => (choice['index'] ?? 0) === 0) ?? {};
}
