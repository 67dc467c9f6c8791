import { byteServer, head, jsonResponse, type ByteServer, type Handler } from './byteServer';
import type { ServerAdapter } from '../../../../src/model/chat';
import { connectServer } from '../../../../src/servers';

/** Answers by method and path; the rest as the server kind does for unknown routes. */
export function serverWith(
  table: Record<string, unknown>,
  unknown = jsonResponse({ detail: 'Not Found' }, '404 Not Found'),
): Handler {
  return async (connection) => {
    const answer = table[`${connection.method} ${connection.path}`] ?? unknown;
    if (typeof answer === 'function') return (answer as Handler)(connection);
    await connection.write(typeof answer === 'string' ? answer : jsonResponse(answer));
    connection.end();
  };
}

/** A streamed answer of these parts. */
export const stream =
  (...parts: string[]): Handler =>
  async (connection) => {
    await connection.write(head() + parts.join(''));
    connection.end();
  };

/** One server at a time, with the adapter that is found for it. */
export function playground() {
  let server: ByteServer | undefined;
  return {
    async connect(handler: Handler): Promise<ServerAdapter> {
      server = await byteServer(handler);
      return connectServer({ url: server.url });
    },
    close: () => server?.close(),
    get requests(): string[] {
      return server?.requests ?? [];
    },
    /** The JSON bodies posted to a path, in order. */
    bodies(path: string): unknown[] {
      return (server?.requests ?? [])
        .filter((request) => request.startsWith(`POST ${path} `))
        .map((request) => JSON.parse(request.slice(request.indexOf('{'))) as unknown);
    },
  };
}
