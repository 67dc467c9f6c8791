import { describe, expect, it } from 'vitest';
import { requestLine, runPracticeCommand } from '../../../src/practice/practiceCommand';
import { get, post, practice, until, user } from './practiceClient';

function terminal() {
  const written = { out: '', err: '' };
  const controller = new AbortController();
  const io = {
    stdout: { write: (text: string) => (written.out += text) },
    stderr: { write: (text: string) => (written.err += text) },
    signal: controller.signal,
  };
  return { written, io, stop: () => controller.abort() };
}

describe('llp practice', () => {
  it('prints its address and a line for each request until it is stopped', async () => {
    const { written, io, stop } = terminal();
    const exit = runPracticeCommand(['--port', '0', '--speed', 'max'], io);
    await until(() => written.out.includes('\n'));
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(written.out)?.[0] ?? '';
    const server = { url, port: 0, log: [], stop: () => Promise.resolve() };
    await post(server, '/v1/chat/completions', { model: 'practice/spark-1b', messages: user('Hello'), max_tokens: 1 });
    await until(() => written.out.includes('/v1/chat/completions'));
    expect(written.out).toMatch(/POST {2}\/v1\/chat\/completions {2}practice\/spark-1b {2}200 {2}complete {2}1 tokens/);
    stop();
    expect(await exit).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });

  it('prints JSON lines', async () => {
    const { written, io, stop } = terminal();
    const exit = runPracticeCommand(['--port', '0', '--json'], io);
    await until(() => written.out.includes('\n'));
    const { event, url, port } = JSON.parse(written.out) as { event: string; url: string; port: number };
    expect(event).toBe('listening');
    await get({ url, port, log: [], stop: () => Promise.resolve() }, '/api/v0/models');
    await until(() => written.out.includes('"request"'));
    stop();
    await exit;
    const events = written.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string; path?: string });
    expect(events.map((entry) => entry.event)).toEqual(['listening', 'request', 'stopped']);
    expect(events[1]?.path).toBe('/api/v0/models');
  });

  it('says in one sentence that the port is taken', async () => {
    const other = await practice();
    const { written, io } = terminal();
    expect(await runPracticeCommand(['--port', String(other.port)], io)).toBe(1);
    expect(written.err).toBe(
      `Port ${other.port} on 127.0.0.1 is already in use, perhaps by LM Studio itself; choose another with --port.\n`,
    );
    expect(written.out).toBe('');
  });

  it.each([['--port', 'x'], ['--port', '70000'], ['--speed', '0'], ['--fault', 'none'], ['--nonsense']])(
    'refuses %s %s as wrong usage',
    async (...argv) => {
      const { written, io } = terminal();
      expect(await runPracticeCommand(argv, io)).toBe(2);
      expect(written.err).toContain('Usage: llp practice');
    },
  );

  it('explains itself', async () => {
    const { written, io } = terminal();
    expect(await runPracticeCommand(['--help'], io)).toBe(0);
    expect(written.out).toContain('--speed N');
  });

  it('does not let a client write to the terminal', () => {
    const base = { id: 1, at: 0, method: 'GET', outcome: 'complete', completionTokens: 0 } as const;
    expect(requestLine({ ...base, path: '/\u001b[2J', model: 'a\nb' })).toBe(
      requestLine({ ...base, path: '/?[2J', model: 'a?b' }),
    );
  });
});
