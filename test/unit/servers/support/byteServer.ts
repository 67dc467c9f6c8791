import net, { type AddressInfo } from 'node:net';

/** What the server does with one connection, byte by byte. */
export interface Connection {
  /** The request as it came: head and body. */
  readonly request: string;
  readonly method: string;
  readonly path: string;
  /** Resolves when the client is gone. */
  readonly closed: Promise<void>;
  write(data: string | Uint8Array): Promise<void>;
  /** FIN: no more bytes from the server. */
  end(): void;
  /** RST. */
  reset(): void;
}

export type Handler = (connection: Connection) => Promise<void> | void;

export interface ByteServer {
  readonly url: string;
  readonly port: number;
  readonly requests: string[];
  close(): Promise<void>;
}

/** A server that speaks nothing but bytes, so that each fault of the wire can be played exactly. */
export async function byteServer(handler: Handler, host = '127.0.0.1', port = 0): Promise<ByteServer> {
  const sockets = new Set<net.Socket>();
  const requests: string[] = [];
  const server = net.createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    const closed = new Promise<void>((resolve) => {
      socket.once('end', resolve);
      socket.once('close', () => {
        sockets.delete(socket);
        resolve();
      });
    });
    socket.on('error', () => undefined);
    let received = Buffer.alloc(0);
    let handled = false;
    socket.on('data', (data) => {
      received = Buffer.concat([received, data]);
      const request = wholeRequest(received);
      if (request === null || handled) return;
      handled = true;
      requests.push(request);
      const [, method = '', path = ''] = /^(\S+) (\S+)/.exec(request) ?? [];
      const connection: Connection = {
        request,
        method,
        path,
        closed,
        write: (bytes) =>
          new Promise((resolve) => (socket.destroyed ? resolve() : socket.write(bytes, () => resolve()))),
        end: () => void socket.end(),
        reset: () => void socket.resetAndDestroy(),
      };
      void handler(connection);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    port: bound,
    requests,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** The request as text once head and body are complete, else null. */
function wholeRequest(received: Buffer): string | null {
  const head = received.indexOf('\r\n\r\n');
  if (head < 0) return null;
  const length = Number(/^content-length: *(\d+)/im.exec(received.subarray(0, head).toString('latin1'))?.[1] ?? 0);
  return received.length < head + 4 + length ? null : received.toString('utf8');
}

/** A response head; without a length the body ends with the connection. */
export function head(headers: Record<string, string | number> = {}, status = '200 OK'): string {
  const lines = Object.entries({ 'content-type': 'text/event-stream', ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return `HTTP/1.1 ${status}\r\n${lines.join('\r\n')}\r\n\r\n`;
}

/** A whole response with a JSON body. */
export function jsonResponse(body: unknown, status = '200 OK', headers: Record<string, string> = {}): string {
  const content = typeof body === 'string' ? body : JSON.stringify(body);
  return (
    head({ 'content-type': 'application/json', 'content-length': Buffer.byteLength(content), ...headers }, status) +
    content
  );
}

/** Answers by path with JSON; anything else as LM Studio does: 200 and "Unexpected endpoint". */
export function routes(table: Record<string, unknown>): Handler {
  return async (connection) => {
    const key = `${connection.method} ${connection.path}`;
    const body = table[key] ?? { error: `Unexpected endpoint or method. (${key})` };
    await connection.write(typeof body === 'string' && body.startsWith('HTTP/') ? body : jsonResponse(body));
    connection.end();
  };
}
