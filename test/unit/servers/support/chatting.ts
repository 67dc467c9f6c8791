import type { ChatEvent, ChatOptions, ServerAdapter } from '../../../../src/model/chat';
import { ServerError, type ServerKind } from '../../../../src/model/server';
import { connectServer, type ConnectOptions } from '../../../../src/servers';

export interface Outcome {
  text: string;
  reasoning: string;
  tool: string;
  events: ChatEvent[];
  error: ServerError | null;
}

/** Collects an answer up to its end or its error. */
export async function collect(answer: AsyncIterable<ChatEvent>): Promise<Outcome> {
  const outcome: Outcome = { text: '', reasoning: '', tool: '', events: [], error: null };
  try {
    for await (const event of answer) {
      outcome.events.push(event);
      if (event.type === 'text-was-reasoning') {
        outcome.reasoning += outcome.text;
        outcome.text = '';
      } else if (event.type === 'text' || event.type === 'reasoning' || event.type === 'tool')
        outcome[event.type] += event.text;
    }
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    outcome.error = error;
  }
  return outcome;
}

export async function chatWith(
  url: string,
  options: ChatOptions = {},
  kind: ServerKind = 'lmstudio',
  connect: ConnectOptions = {},
): Promise<Outcome> {
  const adapter = await connectServer({ url, kind }, connect);
  return collect(ask(adapter, options));
}

export function ask(adapter: ServerAdapter, options: ChatOptions = {}): AsyncIterable<ChatEvent> {
  return adapter.chat({ modelId: 'tiny', messages: [{ role: 'user', content: 'Hello' }], parameters: {} }, options);
}

export function factsOf(outcome: Outcome): Record<string, unknown> {
  return Object.assign(
    {},
    ...outcome.events.flatMap((event) => (event.type === 'facts' ? [event.facts.stats] : [])),
  ) as Record<string, unknown>;
}
