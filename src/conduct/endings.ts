import { said, type Said } from '../l10n/said';
import { endingOf, isWhole } from '../model/stopReason';
import type { RunStats } from '../model/run';
import { ServerError } from '../model/server';

/** Why an answer that the server calls finished is none to be scored, or null where it is one. */
export function answerFailure(answer: {
  stats: RunStats;
  text: string;
  reasoning: string;
  /** The model called a tool, which is an answer without text. */
  tools: boolean;
}): ServerError | null {
  const { stopReason } = answer.stats;
  const ending = endingOf(stopReason);
  if (!isWhole(ending)) return new ServerError('truncated', brokenOff(ending, stopReason ?? ''));
  if (answer.text.trim() !== '' || answer.reasoning.trim() === '' || answer.tools) return null;
  return new ServerError(
    'truncated',
    ending === 'length' || ending === 'context'
      ? said`The model was still thinking when it reached its limit, so there is no answer; allow it more tokens, or less thinking.`
      : said`The model only thought and gave no answer; run the prompt again.`,
  );
}

function brokenOff(ending: string, stopReason: string): Said {
  const reason = stopReason
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()
    .slice(0, 60);
  return ending === 'refused'
    ? said`A filter of the server ended the answer (stop: ${reason}); what arrived is kept.`
    : said`The server broke the answer off (stop: ${reason}); what arrived is kept, run the prompt again.`;
}
