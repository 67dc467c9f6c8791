import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startLlamaServer, type RealServer } from './harness/llamaServer';
import { workspace } from './harness/workspace';

let server: RealServer | undefined;
afterEach(() => server?.stop());

/** Resolves when nothing is being answered any more. */
async function idle(url: string, withinMs: number): Promise<boolean> {
  const end = Date.now() + withinMs;
  while (Date.now() < end) {
    const slots = (await (await fetch(`${url}/slots`)).json()) as { is_processing: boolean }[];
    if (slots.every((slot) => !slot.is_processing)) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

describe('an answer of a real server', () => {
  it('that is cancelled is kept so far, and the server stops working on it', async () => {
    server = await startLlamaServer('--alias', 'real', '-n', '1500', '--ignore-eos');
    const { start, llp, folder } = await workspace(server.url);
    const child = start('run', '--model', 'real', '--prompt', 'real/colours');
    await once(child.stdout ?? child, 'data');
    child.kill('SIGINT');
    await once(child, 'exit');
    expect(child.exitCode).toBe(1);
    expect(await idle(server.url, 15_000)).toBe(true);
    expect(await readFile(join(folder, 'llm_outputs', 'real', 'real.md'), 'utf8')).toContain('cancelled');
    expect((await llp('score', '1', '--points', '3')).code).toBe(1);
  });

  it('that dies is cut, said as such, and no answer to score', async () => {
    server = await startLlamaServer('--alias', 'real', '-n', '1500', '--ignore-eos');
    const { start, llp } = await workspace(server.url);
    const child = start('run', '--model', 'real', '--prompt', 'real/colours', '--json');
    let said = '';
    child.stdout?.on('data', (data: Buffer) => (said += data.toString()));
    while (!(await fetch(`${server.url}/slots`).then((reply) => reply.text())).includes('"is_processing":true'))
      await new Promise((resolve) => setTimeout(resolve, 50));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    server.child.kill('SIGKILL');
    await once(child, 'close');
    const line = JSON.parse(said) as { id: number; status: string; errorCode: string };
    expect(['truncated', 'failed']).toContain(line.status);
    expect(line.errorCode).toBe('connection-lost');
    expect((await llp('score', String(line.id), '--points', '3')).code).toBe(1);
  });

  it('is refused where the prompt does not fit into its context', async () => {
    server = await startLlamaServer('--alias', 'real');
    const { run } = await workspace(server.url);
    const line = await run('real', 'real/long');
    expect(line).toMatchObject({ status: 'failed', errorCode: 'context-overflow', output: null });
    expect(line.error).toMatch(/does not fit into the context of "real".*2048/);
  });

  it('needs the key, where one is set', async () => {
    server = await startLlamaServer('--alias', 'real', '--api-key', 'k-123', '-n', '4');
    const { llp } = await workspace(server.url);
    const refused = await llp('run', '--model', 'real', '--prompt', 'real/capital');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/API key/);
    expect(refused.stderr).not.toMatch(/k-123/);
  });
});
