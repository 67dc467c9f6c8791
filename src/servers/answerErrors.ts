import { said, type Said } from '../l10n/said';
import type { ServerFacts } from '../model/chat';
import { ServerError } from '../model/server';
import { hostOf } from './address';
import type { ErrorContext } from './errors';

/** The connection ended in good order, but nothing said that the answer was whole. */
export function cutAnswer(context: ErrorContext, begun: boolean): ServerError {
  const server = hostOf(context.server);
  return new ServerError(
    'truncated',
    begun
      ? said`The answer is cut: ${server} closed the connection without saying that it had finished. What arrived is kept; retry for a whole answer.`
      : said`${server} closed the connection before the first token. Look into the server log, then retry.`,
    { ...context },
  );
}

export function silentAnswer(context: ErrorContext, seconds: number, begun: boolean): ServerError {
  const server = hostOf(context.server);
  return new ServerError(
    'stalled',
    begun
      ? said`The answer stalled: ${server} sent nothing for ${seconds} s. What arrived is kept; retry, or raise the limit in the settings.`
      : said`${server} sent no first token within ${seconds} s. It may still be reading the prompt: retry, or raise the limit in the settings.`,
    { ...context },
  );
}

export function badChunk(context: ErrorContext, data: string): ServerError {
  const start = data.replace(/\s+/g, ' ').trim().slice(0, 120);
  const excerpt = start.length < data.trim().length ? `${start}…` : start;
  return new ServerError(
    'bad-response',
    said`${hostOf(context.server)} sent something that is no answer: ${excerpt}. Check the kind of the server in the settings, and its log.`,
    { ...context, body: data.slice(0, 4000) },
  );
}

export function emptyAnswer(context: ErrorContext, facts: ServerFacts): ServerError {
  const { promptTokens, completionTokens, stopReason } = facts.stats;
  const what = wordless(completionTokens, stopReason);
  return new ServerError(
    'empty-answer',
    promptTokens
      ? said`${what} The prompt has ${promptTokens} tokens: check that it fits into the loaded context.`
      : said`${what} Check that the prompt fits into the loaded context.`,
    { ...context },
  );
}

function wordless(tokens: number | null | undefined, stopReason: string | null | undefined): Said {
  if (tokens && stopReason)
    return said`The model ended its answer without a word although it counted ${tokens} tokens (stop: ${stopReason}).`;
  if (tokens) return said`The model ended its answer without a word although it counted ${tokens} tokens.`;
  return stopReason
    ? said`The model ended its answer without a word (stop: ${stopReason}).`
    : said`The model ended its answer without a word.`;
}

/** A prompt longer than the loaded context, seen from the figures, as the server itself said nothing. */
export function overflow(context: ErrorContext, promptTokens: number, contextLength: number): ServerError {
  return new ServerError(
    'context-overflow',
    said`The prompt has ${promptTokens} tokens, but "${context.model ?? 'the model'}" is loaded with a context of ${contextLength}, and the server answered nothing. Shorten the prompt, or load the model with a longer context.`,
    { ...context },
  );
}
