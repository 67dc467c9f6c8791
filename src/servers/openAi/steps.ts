import type { ServerFacts } from '../../model/chat';
import type { AnswerProtocol, Step } from '../answerProtocol';
import { readErrorEvent, readStatedError } from '../errorShapes';
import { firstChoice, readFacts, statesAnything } from '../facts';
import { createSseFramer, type Frame } from '../frames';
import { isRecord, list, parseJson, record, text, type JsonRecord } from '../json';

/** Streamed `/v1/chat/completions`, as all servers speak it. */
export function chatCompletionProtocol(complete: CompleteFacts = (facts) => facts): AnswerProtocol {
  const named = firstName(complete);
  return {
    framer: createSseFramer,
    steps: (frame) => readFrame(frame, complete, named),
    wholeBody: (json) => readWholeBody(json, complete, named),
  };
}

type Named = (chunk: JsonRecord) => Step[];

/** Which model answers, and on what it runs, said once an answer: each of its chunks names both, also of a cut one. */
export function firstName(complete: CompleteFacts = (facts) => facts): Named {
  let said = false;
  return (chunk) => {
    const model = said ? null : text(chunk['model']);
    if (model === null) return [];
    said = true;
    return [{ type: 'facts', facts: complete({ stats: {}, answeredBy: model }, chunk) }];
  };
}

export type CompleteFacts = (facts: ServerFacts, chunk: JsonRecord) => ServerFacts;

function readFrame({ event, data }: Frame, complete: CompleteFacts, named: Named): Step[] {
  if (data.trim() === '[DONE]') return [{ type: 'done' }];
  const chunk = parseJson(data);
  if (event === 'error') return [{ type: 'error', error: readErrorEvent(data, chunk) }];
  if (!isRecord(chunk)) return [{ type: 'broken', data }];
  const error = readStatedError(chunk);
  if (error) return [{ type: 'error', error }];
  return readChunk(chunk, complete, named);
}

/** The steps of a chunk, or of a whole `chat.completion`, whose `message` has the shape of a `delta`. */
function readChunk(chunk: JsonRecord, complete: CompleteFacts, named: Named): Step[] {
  const choice = firstChoice(chunk);
  const delta = record(isRecord(choice['delta']) ? choice['delta'] : choice['message']);
  const steps: Step[] = [
    ...named(chunk),
    // A server that sends both fields sends the same text twice.
    ...said('reasoning', delta['reasoning_content'] || delta['reasoning']),
    ...said('content', delta['content'] ?? choice['text']),
    ...said('content', delta['refusal']),
    ...toolTexts(delta).map((call): Step => ({ type: 'tool', text: call })),
  ];
  const facts = readFacts(chunk);
  const reason = text(choice['finish_reason']);
  if (reason === 'error')
    return [
      ...steps,
      { type: 'error', error: { message: 'the server ended the answer with an error', code: null, type: null } },
    ];
  if (reason !== null) facts.stats.stopReason ??= reason;
  if (statesAnything(facts)) steps.push({ type: 'facts', facts: complete(facts, chunk) });
  if (reason !== null) steps.push({ type: 'finish', reason });
  return steps;
}

/** Content is a string, or a list of parts in some gateways' dialect (`{type: "text" | "thinking", …}`). */
function said(type: 'content' | 'reasoning', content: unknown): Step[] {
  if (typeof content === 'string') return content === '' ? [] : [{ type, text: content }];
  return list(content).flatMap((entry): Step[] => {
    const part = record(entry);
    if (part['type'] === 'thinking') return said('reasoning', part['thinking']);
    return said(type, text(part['text']));
  });
}

function toolTexts(delta: JsonRecord): string[] {
  const calls = [
    ...list(delta['tool_calls']).map((call) => record(record(call)['function'])),
    record(delta['function_call']),
  ];
  return calls.flatMap((call) => [text(call['name']), text(call['arguments'])]).filter((part) => part !== null);
}

function readWholeBody(json: unknown, complete: CompleteFacts, named: Named): Step[] | null {
  if (!isRecord(json) || !Array.isArray(json['choices']) || json['choices'].length === 0) return null;
  return [...readChunk(json, complete, named), { type: 'done' }];
}
