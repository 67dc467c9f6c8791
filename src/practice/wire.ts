import type { IncomingMessage, ServerResponse } from 'node:http';
import { invalidRequest, PracticeFailure } from './failures';

/** Carried by every response, so that no practice result can be taken for a real one. */
export const PRACTICE_HEADER = 'x-llp-practice';

const RESET_DELAY_MS = 60;
const LARGEST_BODY = 64 * 1024 * 1024;

/** The headers of every response. */
export function prepare(response: ServerResponse): void {
  response.setHeader(PRACTICE_HEADER, '1');
  response.setHeader('X-Powered-By', 'Express');
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const bytes = Buffer.from(JSON.stringify(body), 'utf8');
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': bytes.length });
  response.end(bytes);
}

/** Begins a JSON body and breaks it off in the middle, by a close or a reset of the connection. */
export function sendHalfJson(response: ServerResponse, body: unknown, how: 'cut' | 'reset'): void {
  const bytes = Buffer.from(JSON.stringify(body), 'utf8');
  response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': bytes.length });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => hangUp(response, how));
}

export function openEventStream(response: ServerResponse): void {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-cache',
    Connection: 'keep-alive',
  });
  response.flushHeaders();
}

/** Writes one server-sent event and waits when the client reads more slowly than the model writes. */
export async function sendEvent(
  response: ServerResponse,
  data: unknown,
  signal: AbortSignal,
  event?: string,
): Promise<void> {
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  const frame = `${event === undefined ? '' : `event: ${event}\n`}data: ${text}\n\n`;
  if (response.write(frame)) return;
  await new Promise<void>((resolve, reject) => {
    const drained = (): void => {
      signal.removeEventListener('abort', gone);
      resolve();
    };
    const gone = (): void => {
      response.off('drain', drained);
      reject(signal.reason as Error);
    };
    response.once('drain', drained);
    signal.addEventListener('abort', gone, { once: true });
    if (signal.aborted) gone();
  });
}

/** Ends a response early: "cut" closes it as if it were complete, "reset" tears the connection down. */
export function hangUp(response: ServerResponse, how: 'cut' | 'reset'): void {
  const socket = response.socket;
  // A reset throws away what the client has not read yet; it is to hit in the middle, not before the beginning.
  if (how === 'reset') setTimeout(() => socket?.resetAndDestroy(), RESET_DELAY_MS);
  else if (response.hasHeader('content-length') || !response.chunkedEncoding) socket?.destroy();
  else response.end();
}

/** The JSON body of a request; undefined when there is none. Throws a PracticeFailure. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new PracticeFailure('invalid-request', 'The request body is too large.', 413);
    chunks.push(chunk);
  }
  if (size === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    throw invalidRequest('The request body is not valid JSON.');
  }
}
