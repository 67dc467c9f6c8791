import type { ServerFacts } from '../../model/chat';
import { stated } from '../facts';
import { number, text, type JsonRecord } from '../json';

const seconds = (nanoseconds: unknown) => {
  const value = number(nanoseconds);
  return value === null ? null : value / 1e9;
};

/** What the last line of `/api/chat` states. Durations are nanoseconds; the counts are left out where nothing was done. */
export function readOllamaFacts(line: JsonRecord): ServerFacts {
  const tokens = number(line['eval_count']);
  const decoding = seconds(line['eval_duration']);
  const loading = seconds(line['load_duration']);
  const prompt = seconds(line['prompt_eval_duration']);
  return {
    stats: stated<ServerFacts['stats']>({
      promptTokens: number(line['prompt_eval_count']),
      completionTokens: tokens,
      tokensPerSecond: tokens !== null && decoding !== null && decoding > 0 ? tokens / decoding : null,
      timeToFirstTokenSeconds: prompt === null ? null : (loading ?? 0) + prompt,
      totalSeconds: seconds(line['total_duration']),
      loadSeconds: loading,
      stopReason: text(line['done_reason']),
    }),
  };
}
