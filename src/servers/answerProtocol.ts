import type { ChatOptions, ServerFacts } from '../model/chat';
import type { ServerError } from '../model/server';
import type { ErrorContext } from './errors';
import type { StatedError } from './errorShapes';
import type { Frame, Framer } from './frames';
import type { Secret } from './secret';
import type { Timers } from './watchdog';

/** What one frame of a stream means; the same for all protocols. */
export type Step =
  | { type: 'content' | 'reasoning' | 'tool'; text: string }
  | { type: 'loading' | 'prompt-processing'; progress: number | null }
  | { type: 'facts'; facts: ServerFacts }
  /** The server named the reason of the end; a few more frames (usage, `[DONE]`) may follow. */
  | { type: 'finish'; reason: string }
  /** Nothing follows, whatever the connection does. */
  | { type: 'done' }
  | { type: 'error'; error: StatedError }
  /** The frame cannot be read. */
  | { type: 'broken'; data: string };

export interface AnswerProtocol {
  framer(): Framer;
  steps(frame: Frame): Step[];
  /** Reads an answer that came as one JSON body although a stream was asked for; null where it is none. */
  wholeBody?(json: unknown): Step[] | null;
}

export interface AnswerSource {
  /** Sends the request; resolves with a response of status 200..299, else throws ServerError. */
  open(signal: AbortSignal): Promise<Response>;
  protocol: AnswerProtocol;
  context: ErrorContext;
  options: ChatOptions;
  timers: Timers | undefined;
  /** Masks the key in the answer, over whatever pieces it is cut; null where there is none. */
  secret: Secret | null;
  /** May know better why nothing came, e.g. by comparing the prompt's tokens with the loaded context. */
  explainEmpty?: ((facts: ServerFacts) => Promise<ServerError | null>) | undefined;
}
