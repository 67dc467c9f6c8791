import { afterEach, describe, expect, it } from 'vitest';
import { connectServer } from '../../../src/servers';
import { hangsAfter, pause } from './faults/fault';
import { byteServer, head, type ByteServer, type Connection } from './support/byteServer';
import { ask, chatWith, collect } from './support/chatting';
import { chunk, doneEvent } from './support/chunks';

let server: ByteServer;
afterEach(() => server.close());

/** A server that generates until its client is gone, and remembers that it was. */
async function endless(): Promise<{ gone: Promise<number> }> {
  let report: (tokens: number) => void = () => undefined;
  const gone = new Promise<number>((resolve) => (report = resolve));
  server = await byteServer(async (connection: Connection) => {
    let open = true;
    void connection.closed.then(() => (open = false));
    await connection.write(head());
    let tokens = 0;
    for (; open; tokens++) {
      await connection.write(chunk({ content: 'a' }));
      await pause(2);
    }
    report(tokens);
  });
  return { gone };
}

describe('cancelling', () => {
  it('sends nothing when it is cancelled already', async () => {
    server = await byteServer(hangsAfter());
    const outcome = await chatWith(server.url, { signal: AbortSignal.abort() });
    expect(outcome.error).toMatchObject({ code: 'cancelled' });
    expect(server.requests).toEqual([]);
  });

  it('gives up before the first byte, and the server notices', async () => {
    let noticed: Promise<void> | undefined;
    server = await byteServer((connection) => {
      noticed = connection.closed;
    });
    const outcome = await chatWith(server.url, { signal: AbortSignal.timeout(50) });
    expect(outcome.error).toMatchObject({ code: 'cancelled', message: 'The answer was cancelled.' });
    await noticed;
  });

  it('stops the server within an answer and keeps what arrived', async () => {
    const { gone } = await endless();
    const outcome = await chatWith(server.url, { signal: AbortSignal.timeout(80) });
    expect(outcome.error).toMatchObject({ code: 'cancelled' });
    expect(outcome.text).toMatch(/^a+$/);
    expect(await gone).toBeGreaterThan(0);
  });

  it('stops the server when the reader leaves the loop', async () => {
    const { gone } = await endless();
    const adapter = await connectServer({ url: server.url, kind: 'lmstudio' });
    let seen = 0;
    for await (const event of ask(adapter)) if (event.type === 'text' && ++seen === 3) break;
    expect(await gone).toBeGreaterThanOrEqual(3);
  });

  it('leaves the adapter usable', async () => {
    let turn = 0;
    server = await byteServer(async (connection) => {
      await connection.write(head() + chunk({ content: 'Hello' }));
      if (turn++ > 0) await connection.write(chunk({}, 'stop') + doneEvent);
      await connection.closed;
    });
    const adapter = await connectServer({ url: server.url, kind: 'lmstudio' });
    expect((await collect(ask(adapter, { signal: AbortSignal.timeout(60) }))).error).toMatchObject({
      code: 'cancelled',
    });
    expect(await collect(ask(adapter))).toMatchObject({ text: 'Hello', error: null });
  });

  it('ends questions about models too', async () => {
    server = await byteServer(hangsAfter());
    const adapter = await connectServer({ url: server.url, kind: 'openai-compatible' });
    await expect(adapter.listModels(AbortSignal.timeout(50))).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('a slow reader', () => {
  it('is not taken for a silent server', async () => {
    server = await byteServer(async (connection) => {
      await connection.write(head() + chunk({ content: 'a' }));
      await pause(20);
      await connection.write(chunk({ content: 'b' }));
      await pause(20);
      await connection.write(chunk({}, 'stop') + doneEvent);
      connection.end();
    });
    const adapter = await connectServer({ url: server.url, kind: 'lmstudio' });
    let text = '';
    for await (const event of ask(adapter, { idleTimeoutSeconds: 0.1 })) {
      if (event.type === 'text') text += event.text;
      await pause(250);
    }
    expect(text).toBe('ab');
  });

  it('still gets all that arrived before the connection broke', async () => {
    server = await byteServer(async (connection) => {
      await connection.write(head());
      for (const letter of 'abcdef') {
        await connection.write(chunk({ content: letter }));
        await pause(10);
      }
      connection.reset();
    });
    const adapter = await connectServer({ url: server.url, kind: 'lmstudio' });
    let text = '';
    const reading = (async () => {
      for await (const event of ask(adapter)) {
        if (event.type === 'text') text += event.text;
        await pause(60);
      }
    })();
    await expect(reading).rejects.toMatchObject({ code: 'connection-lost' });
    expect(text).toBe('abcdef');
  });
});

describe('the end of an answer', () => {
  it('does not wait for a connection that is held open after [DONE]', async () => {
    server = await byteServer(hangsAfter(head() + chunk({ content: 'Hello' }, 'stop') + doneEvent));
    expect(await chatWith(server.url)).toMatchObject({ text: 'Hello', error: null });
  });

  it('delivers a compressed stream token by token', async () => {
    const zlib = await import('node:zlib');
    const gzip = zlib.createGzip({ flush: zlib.constants.Z_SYNC_FLUSH });
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    server = await byteServer(async (connection) => {
      await connection.write(head({ 'content-encoding': 'gzip' }));
      gzip.on('data', (bytes: Buffer) => void connection.write(bytes));
      gzip.write(chunk({ content: 'Hel' }));
      await released;
      gzip.end(chunk({ content: 'lo' }, 'stop') + doneEvent);
    });
    const adapter = await connectServer({ url: server.url, kind: 'lmstudio' });
    let text = '';
    for await (const event of ask(adapter)) {
      if (event.type !== 'text') continue;
      text += event.text;
      // The rest is sent only once the first part was seen.
      release();
    }
    expect(text).toBe('Hello');
  });
});
