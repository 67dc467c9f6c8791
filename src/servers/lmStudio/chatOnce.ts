import { said } from '../../l10n/said';
import type { ChatOptions, ChatRequest, ServerFacts } from '../../model/chat';
import { ServerError } from '../../model/server';
import { firstChoice, readFacts } from '../facts';
import { isRecord, record, text } from '../json';
import { chatBody } from '../openAi/request';
import { createThinkSplitter, type SplitPiece } from '../thinkSplitter';
import type { Wire } from '../wire';

export interface WholeAnswer {
  text: string;
  reasoning: string;
  facts: ServerFacts;
}

/** `POST /api/v0/chat/completions` without streaming: the only route on which LM Studio names runtime, stop reason and quantization. */
export async function chatOnce(
  wire: Wire,
  request: ChatRequest,
  options: ChatOptions = {},
  extra: Record<string, unknown> = {},
): Promise<WholeAnswer> {
  const init: Parameters<Wire['json']>[1] = {
    body: { ...chatBody(request, 'lmstudio'), ...extra, stream: false },
    seconds: Infinity,
    model: request.modelId,
  };
  if (options.signal) init.signal = options.signal;
  if (options.onRaw) init.onRaw = options.onRaw;
  const body = await wire.json('/api/v0/chat/completions', init);
  const choice = firstChoice(record(body));
  if (!isRecord(body) || !isRecord(choice['message'])) {
    const message = said`The server at ${new URL(wire.url).host} answered without a message. Check its kind in the settings, and its log.`;
    throw new ServerError('bad-response', message, {
      ...wire.context(request.modelId),
      body: JSON.stringify(body).slice(0, 4000),
    });
  }
  const facts = readFacts(body);
  const reason = text(choice['finish_reason']);
  if (reason !== null) facts.stats.stopReason ??= reason;
  return { ...splitWhole(choice['message'], options.reasoningTags), facts };
}

function splitWhole(
  message: Record<string, unknown>,
  tags: ChatOptions['reasoningTags'],
): { text: string; reasoning: string } {
  const splitter = createThinkSplitter(tags);
  const pieces: SplitPiece[] = [
    ...splitter.reasoning(text(message['reasoning_content']) ?? text(message['reasoning']) ?? ''),
    ...splitter.content(text(message['content']) ?? ''),
    ...splitter.end(),
  ];
  return collect(pieces);
}

/** The answer and the reasoning that a series of pieces adds up to. */
export function collect(pieces: Iterable<SplitPiece>): { text: string; reasoning: string } {
  const answer = { text: '', reasoning: '' };
  for (const piece of pieces) {
    if (piece.type === 'text-was-reasoning') {
      answer.reasoning += answer.text;
      answer.text = '';
    } else answer[piece.type] += piece.text;
  }
  return answer;
}
