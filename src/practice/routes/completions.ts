import { finishReason } from '../answerPlan';
import type { Piece } from '../answerPlan';
import type { RunResult } from '../answerRun';
import { runAnswer } from '../answerRun';
import type { ChatRequest } from '../chatRequest';
import { readCompletionRequest } from '../chatRequest';
import type { Exchange, Route } from '../exchange';
import { openAiErrorBody, PracticeFailure } from '../failures';
import { completionId } from '../ids';
import type { PracticeModel } from '../models';
import { hangUp, openEventStream, sendEvent, sendHalfJson, sendJson } from '../wire';
import { RUNTIME_VERSION, runtimeName } from '../runtime';

type Flavour = 'v0' | 'openai';

/** Chat completions in OpenAI's form and in LM Studio's v0 form, which adds statistics when not streaming. */
export const completionRoutes: readonly Route[] = [
  { method: 'POST', path: '/v1/chat/completions', handle: (exchange) => complete(exchange, 'openai') },
  { method: 'POST', path: '/api/v0/chat/completions', handle: (exchange) => complete(exchange, 'v0') },
];

async function complete(exchange: Exchange, flavour: Flavour): Promise<void> {
  const request = readCompletionRequest(exchange.body);
  if (request.stream) await stream(request, exchange, flavour);
  else await reply(request, exchange, flavour);
}

async function stream(request: ChatRequest, exchange: Exchange, flavour: Flavour): Promise<void> {
  const { response, signal, pace } = exchange;
  const frame = { id: completionId(), object: 'chat.completion.chunk', created: Math.floor(pace.clock.now() / 1000) };
  let named = { model: '', system_fingerprint: '' };
  let model: PracticeModel | undefined;
  const send = (choices: unknown[], more: object = {}): Promise<void> =>
    sendEvent(response, { ...frame, ...named, choices, ...more }, signal);
  try {
    for await (const step of runAnswer(request, exchange)) {
      if (step.kind === 'prompt' && !response.headersSent) {
        named = { model: step.instance.id, system_fingerprint: step.instance.id };
        model = step.instance.model;
        openEventStream(response);
      } else if (step.kind === 'piece') {
        exchange.entry.completionTokens++;
        await send([{ index: 0, delta: delta(step.piece, model), logprobs: null, finish_reason: null }]);
      } else if (step.kind === 'break') {
        exchange.entry.problem = step.how;
        hangUp(response, step.how);
        return;
      } else if (step.kind === 'end') {
        note(exchange, step.result);
        await send([{ index: 0, delta: {}, logprobs: null, finish_reason: finishReason(step.result.plan.stopReason) }]);
        // The v0 stream has no figures, whatever is asked for.
        if (request.includeUsage && flavour === 'openai') await send([], { usage: usage(step.result) });
        await sendEvent(response, '[DONE]', signal);
        response.end();
      }
    }
  } catch (error) {
    if (!(error instanceof PracticeFailure) || !response.headersSent) throw error;
    exchange.entry.problem = error.message;
    await sendEvent(response, openAiErrorBody(error), signal, 'error');
    response.end();
  }
}

async function reply(request: ChatRequest, exchange: Exchange, flavour: Flavour): Promise<void> {
  const { response, pace } = exchange;
  const pieces: Piece[] = [];
  const created = Math.floor(pace.clock.now() / 1000);
  let model: PracticeModel | undefined;
  for await (const step of runAnswer(request, exchange)) {
    if (step.kind === 'prompt') model = step.instance.model;
    if (step.kind === 'piece') {
      pieces.push(step.piece);
      exchange.entry.completionTokens++;
    }
    if (step.kind === 'break') {
      exchange.entry.problem = step.how;
      sendHalfJson(response, { id: completionId(), choices: [{ message: message(pieces, model) }] }, step.how);
      return;
    }
    if (step.kind === 'end') {
      note(exchange, step.result);
      sendJson(response, 200, body(step.result, pieces, created, flavour));
    }
  }
}

function body(result: RunResult, pieces: readonly Piece[], created: number, flavour: Flavour): unknown {
  const { instance, plan } = result;
  const choice = {
    index: 0,
    message: message(pieces, instance.model),
    logprobs: null,
    finish_reason: finishReason(plan.stopReason),
  };
  const common = {
    id: completionId(),
    object: 'chat.completion',
    created,
    model: instance.id,
    choices: [choice],
    usage: usage(result),
  };
  if (flavour === 'openai') return { ...common, stats: {}, system_fingerprint: instance.id };
  return {
    ...common,
    stats: {
      tokens_per_second: result.tokensPerSecond,
      time_to_first_token: result.timeToFirstTokenSeconds,
      generation_time: result.generationSeconds,
      stop_reason: plan.stopReason,
    },
    model_info: {
      arch: instance.model.architecture,
      quant: instance.model.quantization,
      format: instance.model.format,
      context_length: instance.config.context_length,
    },
    runtime: {
      name: runtimeName(instance.model),
      version: RUNTIME_VERSION,
      supported_formats: [instance.model.format],
    },
  };
}

function message(pieces: readonly Piece[], model: PracticeModel | undefined): Record<string, unknown> {
  const join = (channel: Piece['channel']): string =>
    pieces
      .filter((piece) => piece.channel === channel)
      .map((piece) => piece.text)
      .join('');
  const reasoning = reasoningField(model);
  return {
    role: 'assistant',
    content: join('content'),
    ...(reasoning ? { [reasoning]: join('reasoning') } : {}),
    tool_calls: [],
  };
}

/** LM Studio names the role in every delta, and sends no empty one ahead. */
function delta(piece: Piece, model: PracticeModel | undefined): Record<string, unknown> {
  const field = piece.channel === 'content' ? 'content' : (reasoningField(model) ?? 'content');
  return { role: 'assistant', [field]: piece.text };
}

function reasoningField(model: PracticeModel | undefined): string | undefined {
  return model?.reasoning === 'reasoning_content' || model?.reasoning === 'reasoning' ? model.reasoning : undefined;
}

function usage({ instance, plan }: RunResult): Record<string, unknown> {
  const completion = plan.pieces.length;
  return {
    prompt_tokens: plan.promptTokens,
    completion_tokens: completion,
    total_tokens: plan.promptTokens + completion,
    ...(reasoningField(instance.model)
      ? { completion_tokens_details: { reasoning_tokens: plan.reasoningTokens } }
      : {}),
  };
}

function note({ entry }: Exchange, result: RunResult): void {
  entry.promptTokens = result.plan.promptTokens;
  entry.tokensPerSecond = result.tokensPerSecond;
}
