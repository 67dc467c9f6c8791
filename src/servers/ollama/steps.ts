import type { RuntimeInfo } from '../../model/run';
import type { AnswerProtocol, Step } from '../answerProtocol';
import { readStatedError } from '../errorShapes';
import { createLineFramer, type Frame } from '../frames';
import { isRecord, list, parseJson, record, text, type JsonRecord } from '../json';
import { firstName } from '../openAi/steps';
import { readOllamaFacts } from './facts';

/** `/api/chat` as newline-delimited JSON; the line with `done: true` is the last one. */
export function ollamaProtocol(runtime: RuntimeInfo | null): AnswerProtocol {
  const named = firstName();
  return { framer: createLineFramer, steps: (frame) => readLine(frame, runtime, named) };
}

function readLine({ data }: Frame, runtime: RuntimeInfo | null, named: ReturnType<typeof firstName>): Step[] {
  const line = parseJson(data);
  if (!isRecord(line)) return [{ type: 'broken', data }];
  const error = readStatedError(line);
  if (error) return [{ type: 'error', error }];
  const message = record(line['message']);
  const steps: Step[] = [
    ...named(line),
    { type: 'reasoning', text: text(message['thinking']) ?? '' },
    { type: 'content', text: text(message['content']) ?? '' },
    ...list(message['tool_calls']).map((call): Step => ({
      type: 'tool',
      text: toolText(record(record(call)['function'])),
    })),
  ];
  if (line['done'] !== true) return steps;
  const facts = readOllamaFacts(line);
  steps.push({ type: 'facts', facts: runtime ? { ...facts, runtime } : facts });
  const reason = text(line['done_reason']);
  if (reason !== null) steps.push({ type: 'finish', reason });
  return [...steps, { type: 'done' }];
}

function toolText(call: JsonRecord): string {
  return `${text(call['name']) ?? ''}${call['arguments'] === undefined ? '' : JSON.stringify(call['arguments'])}`;
}
