import { request } from 'node:http';
import { onTestFinished } from 'vitest';
import type { PracticeServer, PracticeServerOptions } from '../../../src/practice/practiceServer';
import { startPracticeServer } from '../../../src/practice/practiceServer';

interface Message {
  content: string;
  role: string;
  reasoning?: string;
  reasoning_content?: string;
}

interface Model {
  id: string;
  key: string;
  type: string;
  state: string;
  publisher: string;
  compatibility_type: string;
  loaded_context_length?: number;
  loaded_instances: object[];
  params_string: string | null;
}

/** All that any body of the server may hold; each test reads what its route is to send. */
export interface Json {
  id: string;
  object: string;
  type: string;
  model: string;
  content: string;
  message: string;
  state: string;
  loaded_context_length: number;
  data: Model[];
  models: Model[];
  choices: {
    message: Message & Record<string, unknown>;
    delta: Record<string, unknown>;
    finish_reason: string | null;
  }[];
  usage: {
    prompt_tokens: number;
    completion_tokens: number;
    total_tokens: number;
    completion_tokens_details: { reasoning_tokens: number };
  };
  stats: {
    tokens_per_second: number;
    time_to_first_token: number;
    generation_time: number;
    stop_reason: string;
    input_tokens: number;
    total_output_tokens: number;
    reasoning_output_tokens: number;
    model_load_time_seconds?: number;
  };
  model_info: object;
  runtime: { supported_formats: string[] };
  /** A bare text in some answers: see `errorText`. */
  error: { message: string; type: string; code: string | null; param: string };
  instance_id: string;
  model_instance_id: string;
  output: { type: string; content: string }[];
  response_id: string;
  result: Json;
}

/** The error of an answer that has it as a bare text. */
export function errorText(body: Json): string {
  const error: unknown = body.error;
  return typeof error === 'string' ? error : `no text: ${JSON.stringify(error)}`;
}

/** A server on a free port without waits, stopped when the test is over. */
export async function practice(options: PracticeServerOptions = {}): Promise<PracticeServer> {
  const server = await startPracticeServer({ port: 0, speed: Infinity, ...options });
  onTestFinished(() => server.stop());
  return server;
}

export async function get(server: PracticeServer, path: string, headers: Record<string, string> = {}) {
  const response = await fetch(server.url + path, { headers });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Json };
}

export async function post(server: PracticeServer, path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(server.url + path, { method: 'POST', body: JSON.stringify(body), headers });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Json };
}

export interface Frame {
  event: string | undefined;
  data: string;
}

export interface Streamed {
  status: number;
  headers: Record<string, unknown>;
  raw: string;
  frames: Frame[];
  /** Parsed data of all frames but [DONE]. */
  chunks: Json[];
  /** How the connection ended. */
  ended: 'clean' | 'reset';
}

/** Posts and reads a stream to its end by plain node:http, so that a broken connection shows. */
export function stream(
  server: PracticeServer,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
  onText: (raw: string, hangUp: () => void) => void = () => undefined,
): Promise<Streamed> {
  return new Promise((resolve, reject) => {
    // Node reports a reset to the request, the response or both.
    let broken = reject;
    const call = request(server.url + path, { method: 'POST', headers }, (response) => {
      let raw = '';
      const finish = (ended: Streamed['ended']): void => {
        const frames = parseFrames(raw);
        const chunks = frames.filter(({ data }) => data !== '[DONE]').map(({ data }) => JSON.parse(data) as Json);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, raw, frames, chunks, ended });
      };
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        raw += text;
        onText(raw, () => call.destroy());
      });
      response.on('end', () => finish('clean'));
      broken = () => finish('reset');
      response.on('error', broken);
    });
    call.on('error', (error) => broken(error));
    call.end(JSON.stringify(body));
  });
}

function parseFrames(raw: string): Frame[] {
  return raw
    .split('\n\n')
    .filter((block) => block.includes('data: '))
    .map((block) => ({
      event: /^event: (.*)$/m.exec(block)?.[1],
      data: /^data: (.*)$/m.exec(block)?.[1] ?? '',
    }));
}

export function user(content: string): { role: string; content: string }[] {
  return [{ role: 'user', content }];
}

/** Waits until a condition holds; fails after two seconds. */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 2000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('The condition did not come true in time.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
