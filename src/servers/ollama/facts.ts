import type { ServerFacts } from '../../model/chat';
import { stated } from '../facts';
import { number, text, type JsonRecord } from '../json';

const seconds = (nanoseconds: unknown) => {
  const value = number(nanoseconds);
  return value === null ? null : value / 1e9;
};

const rate = (tokens: number | null, time: number | null) =>
  tokens !== null && time !== null && time > 0 ? tokens / time : null;

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
      tokensPerSecond: rate(tokens, decoding),
      prefillSeconds: prompt,
      promptTokensPerSecond: rate(number(line['prompt_eval_count']), prompt),
      totalSeconds: seconds(line['total_duration']),
      loadSeconds: loading,
      stopReason: text(line['done_reason']),
    }),
  };
}
