import type { ChatEvent } from '../model/chat';
import { badChunk, silentAnswer } from './answerErrors';
import type { AnswerSource, Step } from './answerProtocol';
import { AnswerState } from './answerState';
import { cancelled, networkError } from './errors';
import { FrameTooLong } from './frames';
import { AnswerMask } from './secret';
import { createThinkSplitter, type SplitPiece, type ThinkSplitter } from './thinkSplitter';
import { Watchdog } from './watchdog';

/**
 * Reads one streamed answer. Ends with an `end` event or throws ServerError; whatever arrived before was yielded.
 * Leaving the loop early, or aborting, destroys the connection, so that the server stops generating.
 */
export async function* readAnswer(source: AnswerSource): AsyncGenerator<ChatEvent> {
  if (source.secret === null) {
    yield* readEvents(source);
    return;
  }
  const mask = new AnswerMask(source.secret);
  try {
    for await (const event of readEvents(source)) yield* mask.pass(event);
  } catch (error) {
    yield* mask.end();
    throw error;
  }
}

async function* readEvents(source: AnswerSource): AsyncGenerator<ChatEvent> {
  const { context, options } = source;
  const splitter = createThinkSplitter(options.reasoningTags);
  const state = new AnswerState(source);
  const stop = new AbortController();
  let silence: number | null = null;
  const watchdog = new Watchdog((seconds) => {
    silence = seconds;
    stop.abort();
  }, source.timers);
  const abort = () => stop.abort();
  options.signal?.addEventListener('abort', abort, { once: true });
  try {
    if (options.signal?.aborted) throw cancelled(context);
    watchdog.wait(state.patience());
    const response = await source.open(stop.signal);
    watchdog.rest();
    const reader = bodyOf(response).getReader();
    for (let over = false; !over;) {
      watchdog.wait(state.patience());
      const read = await reader.read().catch((error: unknown) => {
        // The answer was whole already; how the connection ends does not matter any more.
        if (state.finished && options.signal?.aborted !== true) return { done: true as const, value: undefined };
        throw error;
      });
      watchdog.rest();
      if (read.value) options.onRaw?.('response', read.value);
      for (const step of read.done ? state.end() : state.feed(read.value)) {
        for (const event of eventsOf(step, splitter)) yield state.note(event);
      }
      over = read.done || state.done;
    }
    for (const piece of splitter.end()) yield state.note(piece);
    await state.verify();
    yield { type: 'end', finishReason: state.finishReason };
  } catch (error) {
    for (const piece of splitter.end()) yield piece;
    if (options.signal?.aborted) throw cancelled(context);
    if (silence !== null) throw silentAnswer(context, silence, state.begun);
    if (error instanceof FrameTooLong) throw badChunk(context, 'a line of more than 64 million characters');
    throw networkError(error, context);
  } finally {
    watchdog.rest();
    options.signal?.removeEventListener('abort', abort);
    // With a reason of ours: making the usual one costs a stack trace.
    stop.abort(null);
  }
}

function eventsOf(step: Step, splitter: ThinkSplitter): (ChatEvent | SplitPiece)[] {
  switch (step.type) {
    case 'content':
      return splitter.content(step.text);
    case 'reasoning':
      return splitter.reasoning(step.text);
    case 'tool':
      return step.text === '' ? [] : [{ type: 'tool', text: step.text }];
    case 'facts':
    case 'loading':
    case 'prompt-processing':
      return [step];
    default:
      return [];
  }
}

function bodyOf(response: Response): ReadableStream<Uint8Array> {
  return response.body ?? new ReadableStream({ start: (controller) => controller.close() });
}
