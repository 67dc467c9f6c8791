import type { ChatEvent, ServerFacts } from '../model/chat';
import { badChunk, cutAnswer, emptyAnswer } from './answerErrors';
import type { AnswerSource, Step } from './answerProtocol';
import { responseError, statedServerError } from './errors';
import { mergeFacts } from './facts';
import { FrameTooLong, type Frame, type Framer } from './frames';
import { parseJson } from './json';
import type { SplitPiece } from './thinkSplitter';

/** Seconds that usage and `[DONE]` may take after the finish reason; the answer itself is whole by then. */
const graceSeconds = 5;
/** Characters of a whole JSON body at most. */
const maximumBody = 64 * 1024 * 1024;

/** Where an answer stands: whether it is JSON or a stream, has begun, has finished, and what the server stated. */
export class AnswerState {
  begun = false;
  finished = false;
  done = false;
  finishReason: string | null = null;
  private facts: ServerFacts = { stats: {} };
  private visible = false;
  private mode: 'unknown' | 'stream' | 'body' = 'unknown';
  private head = '';
  private bodyParts: string[] = [];
  private bodyLength = 0;
  private frames = 0;
  private readonly decoder = new TextDecoder('utf-8');
  private readonly framer: Framer;

  constructor(private readonly source: AnswerSource) {
    this.framer = source.protocol.framer();
  }

  /** Seconds of silence that are still no failure. */
  patience(): number {
    const { firstTokenTimeoutSeconds = Infinity, idleTimeoutSeconds = 120 } = this.source.options;
    const idle = limit(idleTimeoutSeconds);
    if (this.finished) return Math.min(graceSeconds, idle);
    return this.begun ? idle : limit(firstTokenTimeoutSeconds);
  }

  *feed(bytes: Uint8Array): Generator<Step> {
    const text = this.decoder.decode(bytes, { stream: true });
    if (this.mode !== 'unknown') {
      yield* this.take(text);
      return;
    }
    this.head += text;
    const first = this.head.trimStart().charAt(0);
    if (first === '') return;
    const whole = first === '<' || ((first === '{' || first === '[') && this.source.protocol.wholeBody !== undefined);
    this.mode = whole ? 'body' : 'stream';
    yield* this.take(this.head);
  }

  private *take(text: string): Generator<Step> {
    if (this.mode === 'stream') {
      yield* this.accept(this.framer.feed(text), false);
      return;
    }
    this.bodyParts.push(text);
    this.bodyLength += text.length;
    if (this.bodyLength > maximumBody) throw new FrameTooLong();
  }

  /** The connection has ended cleanly. */
  *end(): Generator<Step> {
    if (this.mode === 'body') yield* this.endOfBody();
    else yield* this.accept(this.framer.end(), true);
  }

  private *endOfBody(): Generator<Step> {
    const body = this.bodyParts.join('');
    const { context, protocol } = this.source;
    const failure = responseError({ status: 200, headers: new Headers(), body }, context);
    if (failure) throw failure;
    const steps = protocol.wholeBody?.(parseJson(body)) ?? null;
    if (steps === null) throw badChunk(context, body);
    this.frames++;
    for (const step of steps) yield this.checked(step, false);
  }

  private *accept(frames: Frame[], atEnd: boolean): Generator<Step> {
    for (const frame of frames) {
      this.frames++;
      for (const step of this.source.protocol.steps(frame)) yield this.checked(step, atEnd);
      if (this.done) return;
    }
  }

  private checked(step: Step, atEnd: boolean): Step {
    if (step.type === 'finish') {
      this.finished = true;
      this.finishReason ??= step.reason;
    } else if (step.type === 'done') this.finished = this.done = true;
    else if (step.type === 'error' && !this.finished) throw statedServerError(step.error, this.source.context);
    // The last frame of a cut stream is often half a line; that it was cut is said by verify().
    else if (step.type === 'broken' && !atEnd && !this.finished) throw badChunk(this.source.context, step.data);
    return step;
  }

  note<T extends ChatEvent | SplitPiece>(event: T): T {
    if (event.type === 'facts') this.facts = mergeFacts(this.facts, event.facts);
    if (event.type === 'text' || event.type === 'reasoning' || event.type === 'tool') {
      this.begun = true;
      if (event.type !== 'text' || event.text.trim() !== '') this.visible = true;
    }
    return event;
  }

  /** Throws unless the answer is whole and holds something. */
  async verify(): Promise<void> {
    const { context, explainEmpty } = this.source;
    if (!this.finished) {
      if (this.frames === 0 && !looksLikeEvents(this.head)) throw badChunk(context, this.head);
      throw cutAnswer(context, this.begun);
    }
    if (this.visible) return;
    throw (await explainEmpty?.(this.facts)) ?? emptyAnswer(context, this.facts);
  }
}

const eventFields = ['data:', 'event:', 'id:', 'retry:'];

/** Whether a body without a single event is the beginning of a stream: comments, a field, or a part of its name. */
function looksLikeEvents(head: string): boolean {
  const said = head.replace(/^:.*$/gm, '').trimStart();
  return said === '' || eventFields.some((field) => field.startsWith(said) || said.startsWith(field));
}

/** A limit of 0 in the settings means none. */
function limit(seconds: number): number {
  return seconds > 0 ? seconds : Infinity;
}
