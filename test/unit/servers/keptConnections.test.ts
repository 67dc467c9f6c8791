import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { chatWith } from './support/chatting';
import { chunk, doneEvent } from './support/chunks';

const answer = chunk({ content: 'Hello' }, 'stop') + doneEvent;
let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** Answers every chat, and counts connections and chats. */
async function aServer(onChat: (socket: Socket, chats: number) => void = () => undefined) {
  const counts = { connections: 0, chats: 0 };
  const sockets: Socket[] = [];
  server = createServer((request, response) => {
    request.resume().on('end', () => {
      if (request.method !== 'POST') return response.writeHead(404).end('{}');
      counts.chats++;
      onChat(request.socket, counts.chats);
      if (request.socket.destroyed) return;
      response.setHeader('content-type', 'text/event-stream').end(answer);
    });
  });
  server.on('connection', (socket) => {
    counts.connections++;
    sockets.push(socket);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, counts, sockets };
}

const ask = (url: string) => chatWith(url, {}, 'openai-compatible');

describe('a connection that an answer has left idle', () => {
  it('serves the next request', async () => {
    const { url, counts } = await aServer();
    for (let round = 0; round < 3; round++) expect(await ask(url)).toMatchObject({ text: 'Hello', error: null });
    expect(counts).toEqual({ connections: 1, chats: 3 });
  });

  it('is not believed in for long', async () => {
    const { url, counts } = await aServer();
    await ask(url);
    await pause(1_800);
    expect(await ask(url)).toMatchObject({ text: 'Hello', error: null });
    expect(counts.connections).toBe(2);
  });

  it('costs nothing but a new one where the server has closed it meanwhile', async () => {
    const { url, counts, sockets } = await aServer((socket, chats) => {
      // As if it had been closed at the very moment when the second request came.
      if (chats === 2) socket.resetAndDestroy();
    });
    await ask(url);
    expect(await ask(url)).toMatchObject({ text: 'Hello', error: null });
    expect(counts).toEqual({ connections: 2, chats: 3 });
    expect(sockets).toHaveLength(2);
  });

  it('is asked anew once only: a server that resets new connections too is reported', async () => {
    const { url, counts } = await aServer((socket, chats) => {
      if (chats >= 2) socket.resetAndDestroy();
    });
    await ask(url);
    expect((await ask(url)).error).toMatchObject({ code: 'connection-lost' });
    expect(counts.chats).toBe(3);
  });
});
