import type { ServerResponse } from 'node:http';
import type { ChatMessage } from './answers/brief';
import type { RunContext } from './answerRun';
import type { RequestEntry } from './requestLog';

/** One request on its way through a route. */
export interface Exchange extends RunContext {
  response: ServerResponse;
  /** Parsed JSON body; undefined when there was none. */
  body: unknown;
  entry: RequestEntry;
  /** What the path pattern left over, decoded: a model id. */
  rest: string;
  conversations: Conversations;
}

export interface Route {
  method: 'GET' | 'POST';
  /** Exact path, or a prefix that ends in a slash and is followed by a model id. */
  path: string;
  handle(exchange: Exchange): Promise<void> | void;
}

/** Answers of /api/v1/chat that can be continued by their response id; the oldest are forgotten. */
export class Conversations {
  private readonly byId = new Map<string, readonly ChatMessage[]>();

  constructor(private readonly kept = 100) {}

  get(responseId: string): readonly ChatMessage[] | undefined {
    return this.byId.get(responseId);
  }

  remember(responseId: string, messages: readonly ChatMessage[]): void {
    this.byId.set(responseId, messages);
    const oldest = this.byId.keys().next().value;
    if (this.byId.size > this.kept && oldest !== undefined) this.byId.delete(oldest);
  }
}
