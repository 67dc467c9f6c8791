import net from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Timers } from '../../../src/servers/watchdog';
import { pause } from './faults/fault';
import { byteServer, head, type ByteServer } from './support/byteServer';
import { chatWith } from './support/chatting';
import { chunk, doneEvent } from './support/chunks';

let server: ByteServer | undefined;
afterEach(() => {
  vi.restoreAllMocks();
  return server?.close();
});

const rest = chunk({ content: 'Hello' }) + chunk({}, 'stop') + doneEvent;
const day = 24 * 3600 * 1000;

/** A clock that only moves when told to. */
function virtualTimers() {
  const pending = new Map<number, { callback: () => void; milliseconds: number }>();
  let last = 0;
  const timers: Timers = {
    setTimeout: (callback, milliseconds) => {
      pending.set(++last, { callback, milliseconds });
      return last;
    },
    clearTimeout: (timer) => void pending.delete(timer as number),
  };
  return {
    timers,
    delays: () => [...pending.values()].map(({ milliseconds }) => milliseconds),
    elapse: () => pending.forEach(({ callback }) => callback()),
  };
}

describe('patience', () => {
  it('sets no time limit while a prefill takes its time, neither in the client nor on the socket', async () => {
    const clock = virtualTimers();
    const timers: { milliseconds: number; cleared: boolean }[] = [];
    const byHandle = new Map<unknown, { cleared: boolean }>();
    const { setTimeout: realSet, clearTimeout: realClear } = globalThis;
    const setSpy = vi.spyOn(globalThis, 'setTimeout').mockImplementation(((
      callback: () => void,
      milliseconds: number,
    ) => {
      const timer = { milliseconds, cleared: false };
      timers.push(timer);
      const handle = realSet(() => {
        timer.cleared = true;
        callback();
      }, milliseconds);
      byHandle.set(handle, timer);
      return handle;
    }) as typeof setTimeout);
    const clearSpy = vi.spyOn(globalThis, 'clearTimeout').mockImplementation((handle) => {
      const timer = byHandle.get(handle);
      if (timer) timer.cleared = true;
      realClear(handle);
    });
    const socketLimit = vi.spyOn(net.Socket.prototype, 'setTimeout');
    const stages: { own: number[]; pending: number[]; socket: number }[] = [];
    const look = async () => {
      await new Promise((resolve) => realSet(resolve, 50));
      stages.push({
        own: clock.delays(),
        pending: timers.filter(({ cleared }) => !cleared).map(({ milliseconds }) => milliseconds),
        // The agent's limit for idle connections is set and taken back before the request goes out.
        socket: socketLimit.mock.calls.at(-1)?.[0] ?? 0,
      });
    };
    server = await byteServer(async (connection) => {
      await look();
      await connection.write(head());
      await look();
      await connection.write(': ping\n\n' + chunk({ role: 'assistant' }));
      await look();
      await connection.write(rest);
      connection.end();
    });
    const outcome = await chatWith(server.url, {}, 'openai-compatible', { timers: clock.timers });
    setSpy.mockRestore();
    clearSpy.mockRestore();
    expect(outcome).toMatchObject({ text: 'Hello', error: null });
    expect(stages).toHaveLength(3);
    for (const { own, pending, socket } of stages) {
      expect(own).toEqual([]);
      expect(socket).toBe(0);
      // The client insists on a limit; it gets the longest that there is.
      expect(Math.min(Infinity, ...pending)).toBeGreaterThan(20 * day);
    }
  });

  it('allows 120 s of silence within an answer, then says so', async () => {
    const clock = virtualTimers();
    let delays: number[] = [];
    server = await byteServer(async (connection) => {
      await connection.write(head() + chunk({ content: 'Hel' }));
      await pause(50);
      delays = clock.delays();
      clock.elapse();
    });
    const outcome = await chatWith(server.url, {}, 'openai-compatible', { timers: clock.timers });
    expect(delays).toEqual([120_000]);
    expect(outcome).toMatchObject({ text: 'Hel', error: { code: 'stalled' } });
    expect(outcome.error?.message).toContain('120 s');
  });

  it('waits 5 s for usage after the finish reason', async () => {
    const clock = virtualTimers();
    let delays: number[] = [];
    server = await byteServer(async (connection) => {
      await connection.write(head() + chunk({ content: 'Hello' }, 'stop'));
      await pause(50);
      delays = clock.delays();
      clock.elapse();
    });
    const outcome = await chatWith(server.url, {}, 'openai-compatible', { timers: clock.timers });
    expect(delays).toEqual([5000]);
    expect(outcome).toMatchObject({ text: 'Hello', error: null });
  });

  it('takes pings for signs of life', async () => {
    server = await byteServer(async (connection) => {
      await connection.write(head() + chunk({ content: 'Hel' }));
      for (let ping = 0; ping < 6; ping++) {
        await pause(60);
        await connection.write(':\n\n');
      }
      await connection.write(chunk({ content: 'lo' }) + chunk({}, 'stop') + doneEvent);
      connection.end();
    });
    expect(await chatWith(server.url, { idleTimeoutSeconds: 0.2 }, 'openai-compatible')).toMatchObject({
      text: 'Hello',
      error: null,
    });
  });

  it('has no limit where the setting is 0', async () => {
    const clock = virtualTimers();
    let delays: number[] | undefined;
    server = await byteServer(async (connection) => {
      await connection.write(head() + chunk({ content: 'Hel' }));
      await pause(30);
      delays = clock.delays();
      await connection.write(chunk({ content: 'lo' }, 'stop') + doneEvent);
      connection.end();
    });
    const options = { idleTimeoutSeconds: 0, firstTokenTimeoutSeconds: 0 };
    expect(await chatWith(server.url, options, 'openai-compatible', { timers: clock.timers })).toMatchObject({
      text: 'Hello',
      error: null,
    });
    expect(delays).toEqual([]);
  });
});
