import type { Piece } from '../answerPlan';
import type { RunResult, Step } from '../answerRun';
import { runAnswer } from '../answerRun';
import type { ChatMessage } from '../answers/brief';
import type { ChatRequest } from '../chatRequest';
import { isFields, readV1ChatRequest } from '../chatRequest';
import type { Exchange, Route } from '../exchange';
import { invalidRequest, PracticeFailure, v1ErrorBody } from '../failures';
import { responseId } from '../ids';
import { hangUp, openEventStream, sendEvent, sendHalfJson, sendJson } from '../wire';

/** LM Studio's own chat: named events when streaming, statistics either way, optional memory of the conversation. */
export const v1ChatRoutes: readonly Route[] = [{ method: 'POST', path: '/api/v1/chat', handle: chat }];

interface Output {
  type: 'reasoning' | 'message';
  content: string;
}

async function chat(exchange: Exchange): Promise<void> {
  const fields = isFields(exchange.body) ? exchange.body : {};
  const history = earlier(fields.previous_response_id, exchange);
  const request = readV1ChatRequest(exchange.body, history);
  const store = fields.store !== false;
  if (request.stream) await stream(request, exchange, store);
  else await reply(request, exchange, store);
}

function earlier(id: unknown, { conversations }: Exchange): readonly ChatMessage[] {
  if (typeof id !== 'string') return [];
  const messages = conversations.get(id);
  if (messages) return messages;
  throw invalidRequest(`No response with the id "${id}" is stored.`, 'invalid_value', 'previous_response_id');
}

async function reply(request: ChatRequest, exchange: Exchange, store: boolean): Promise<void> {
  const output: Output[] = [];
  for await (const step of runAnswer(request, exchange)) {
    if (step.kind === 'piece') collect(output, step.piece, exchange);
    if (step.kind === 'break') {
      exchange.entry.problem = step.how;
      sendHalfJson(exchange.response, { output }, step.how);
      return;
    }
    if (step.kind === 'end') sendJson(exchange.response, 200, finish(step.result, output, request, exchange, store));
  }
}

async function stream(request: ChatRequest, exchange: Exchange, store: boolean): Promise<void> {
  const { response, signal } = exchange;
  const send = (type: string, fields: object = {}): Promise<void> =>
    sendEvent(response, { type, ...fields }, signal, type);
  const output: Output[] = [];
  let instanceId = '';
  const open = async (id: string): Promise<void> => {
    if (response.headersSent) return;
    instanceId = id;
    openEventStream(response);
    await send('chat.start', { model_instance_id: id });
  };
  try {
    for await (const step of runAnswer(request, exchange)) {
      if (step.kind === 'break') {
        exchange.entry.problem = step.how;
        hangUp(response, step.how);
        return;
      }
      if (step.kind === 'load-start') await open(step.instanceId);
      if (step.kind === 'prompt') await open(step.instance.id);
      if (step.kind === 'piece') await sendPiece(step.piece, output, exchange, send);
      else await sendStage(step, send);
      if (step.kind === 'end') {
        const last = output.at(-1);
        if (last) await send(`${last.type}.end`);
        await send('chat.end', { result: finish(step.result, output, request, exchange, store) });
        response.end();
      }
    }
  } catch (error) {
    if (!(error instanceof PracticeFailure) || !response.headersSent) throw error;
    exchange.entry.problem = error.message;
    await send('error', v1ErrorBody(error));
    await send('chat.end', { result: { model_instance_id: instanceId, output, stats: partialStats(exchange) } });
    response.end();
  }
}

type Send = (type: string, fields?: object) => Promise<void>;

async function sendStage(step: Step, send: Send): Promise<void> {
  if (step.kind === 'load-start') {
    await send('model_load.start', { model_instance_id: step.instanceId });
  } else if (step.kind === 'load-progress') {
    await send('model_load.progress', { model_instance_id: step.instanceId, progress: step.progress });
  } else if (step.kind === 'load-end') {
    await send('model_load.end', { model_instance_id: step.instance.id, load_time_seconds: step.seconds });
  } else if (step.kind === 'prompt') {
    if (step.progress === 0) await send('prompt_processing.start');
    else await send('prompt_processing.progress', { progress: step.progress });
    if (step.progress === 1) await send('prompt_processing.end');
  }
}

async function sendPiece(piece: Piece, output: Output[], exchange: Exchange, send: Send): Promise<void> {
  const before = output.at(-1);
  const current = collect(output, piece, exchange);
  if (current !== before) {
    if (before) await send(`${before.type}.end`);
    await send(`${current.type}.start`);
  }
  await send(`${current.type}.delta`, { content: piece.text });
}

function collect(output: Output[], piece: Piece, { entry }: Exchange): Output {
  entry.completionTokens++;
  const type = piece.channel === 'reasoning' ? 'reasoning' : 'message';
  let last = output.at(-1);
  if (last?.type !== type) output.push((last = { type, content: '' }));
  last.content += piece.text;
  return last;
}

function finish(
  result: RunResult,
  output: Output[],
  request: ChatRequest,
  exchange: Exchange,
  store: boolean,
): unknown {
  const { instance, plan } = result;
  exchange.entry.promptTokens = plan.promptTokens;
  exchange.entry.tokensPerSecond = result.tokensPerSecond;
  const id = store ? responseId() : undefined;
  if (id !== undefined) {
    const answer = output
      .filter((item) => item.type === 'message')
      .map((item) => item.content)
      .join('');
    exchange.conversations.remember(id, [
      ...request.messages.filter((message) => message.role !== 'system'),
      { role: 'assistant', content: answer, images: 0 },
    ]);
  }
  return {
    model_instance_id: instance.id,
    output,
    stats: {
      input_tokens: plan.promptTokens,
      total_output_tokens: plan.pieces.length,
      reasoning_output_tokens: plan.reasoningTokens,
      tokens_per_second: result.tokensPerSecond,
      time_to_first_token_seconds: result.timeToFirstTokenSeconds,
      ...(result.loadSeconds === undefined ? {} : { model_load_time_seconds: result.loadSeconds }),
    },
    ...(id === undefined ? {} : { response_id: id }),
  };
}

function partialStats({ entry }: Exchange): unknown {
  return {
    input_tokens: entry.promptTokens ?? 0,
    total_output_tokens: entry.completionTokens,
    reasoning_output_tokens: 0,
    tokens_per_second: 0,
    time_to_first_token_seconds: 0,
  };
}
