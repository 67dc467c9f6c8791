import { composeAnswer } from './answers/composeAnswer';
import { hashText } from './answers/random';
import type { ChatRequest } from './chatRequest';
import { contextOverflow, invalidRequest } from './failures';
import type { Instance } from './residency';
import { countTokens, tokenize } from './tokens';

export interface Piece {
  channel: 'reasoning' | 'content';
  text: string;
}

export type StopReason = 'eosFound' | 'stopStringFound' | 'maxPredictedTokensReached' | 'contextLengthReached';

/** All that is known about an answer before the first token is sent. Rates are simulated, unscaled. */
export interface AnswerPlan {
  pieces: readonly Piece[];
  promptTokens: number;
  reasoningTokens: number;
  stopReason: StopReason;
  /** Prompt processing in simulated milliseconds, less what the prompt cache saves. */
  prefillMs: number;
  tokensPerSecond: number;
}

const TOKENS_PER_MESSAGE = 4;
const SHORTEST_PREFILL_MS = 12;

/** Composes the answer, applies limits and stop strings, and computes its times. Throws a PracticeFailure. */
export function planAnswer(request: ChatRequest, instance: Instance): AnswerPlan {
  const { model, config } = instance;
  if (model.kind !== 'vlm' && request.messages.some((message) => message.images > 0)) {
    throw invalidRequest('This model does not support image inputs.', null, 'messages');
  }
  const prompt = request.messages.map((message) => `${message.role}\n${message.content}`).join('\n');
  const promptTokens = countTokens(prompt) + TOKENS_PER_MESSAGE * request.messages.length;
  if (promptTokens >= config.context_length) throw contextOverflow(promptTokens, config.context_length);

  const room = config.context_length - promptTokens;
  const wished = request.maxTokens ?? model.ownMaxTokens ?? Infinity;
  const limit = Math.min(wished, room);
  const all = composePieces(request, instance, limit);
  const stopped = cutAtStop(all, request.stops);
  const pieces = stopped.slice(0, limit);
  const truncated = pieces.length < stopped.length;
  const wobble = 0.97 + (hashText(`${model.id}|${prompt}`) % 600) / 10_000;
  return {
    pieces,
    promptTokens,
    reasoningTokens: pieces.filter((piece) => piece.channel === 'reasoning').length,
    stopReason: truncated
      ? wished <= room
        ? 'maxPredictedTokensReached'
        : 'contextLengthReached'
      : stopped.length < all.length || stopped.at(-1)?.text !== all.at(-1)?.text
        ? 'stopStringFound'
        : 'eosFound',
    prefillMs: prefillMs(prompt, promptTokens, instance),
    tokensPerSecond: model.decodeTokensPerSecond * wobble,
  };
}

/** Finish reason as the OpenAI-shaped routes name it. */
export function finishReason(stopReason: StopReason): 'stop' | 'length' {
  return stopReason === 'eosFound' || stopReason === 'stopStringFound' ? 'stop' : 'length';
}

function composePieces(request: ChatRequest, { model }: Instance, limit: number): Piece[] {
  const { reasoning, content } = composeAnswer({
    modelId: model.id,
    persona: model.persona,
    reasons: model.reasoning !== 'none' && request.reasoning !== 'off',
    messages: request.messages,
    temperature: request.temperature,
    seed: request.seed,
    schema: request.schema,
    // Enough to run into the limit, bounded so that a huge context does not make a huge answer.
    tokensWanted: Math.min(limit, 8000) + 50,
  });
  const inline = model.reasoning === 'think-tags' && reasoning !== '';
  const text = inline ? `<think>\n${reasoning}\n</think>\n\n${content}` : content;
  const apart = inline ? '' : reasoning;
  return [
    ...tokenize(apart).map((piece): Piece => ({ channel: 'reasoning', text: piece })),
    ...tokenize(text).map((piece): Piece => ({ channel: 'content', text: piece })),
  ];
}

/** Ends the content before the first stop string; the token that the stop begins in is shortened. */
function cutAtStop(pieces: Piece[], stops: readonly string[]): Piece[] {
  const content = pieces
    .filter((piece) => piece.channel === 'content')
    .map((piece) => piece.text)
    .join('');
  const hits = stops.map((stop) => content.indexOf(stop)).filter((at) => at >= 0);
  if (hits.length === 0) return pieces;
  let left = Math.min(...hits);
  const kept: Piece[] = [];
  for (const piece of pieces) {
    if (piece.channel === 'reasoning') {
      kept.push(piece);
      continue;
    }
    if (left <= 0) break;
    kept.push({ ...piece, text: piece.text.slice(0, left) });
    left -= piece.text.length;
  }
  return kept;
}

/** A prompt that begins like the last one on the same instance is not processed again. */
function prefillMs(prompt: string, promptTokens: number, instance: Instance): number {
  const before = instance.cachedPrompt;
  let same = 0;
  while (same < prompt.length && same < before.length && prompt[same] === before[same]) same++;
  const fresh = promptTokens * (1 - same / Math.max(1, prompt.length));
  instance.cachedPrompt = prompt;
  return SHORTEST_PREFILL_MS + (fresh / instance.model.prefillTokensPerSecond) * 1000;
}
