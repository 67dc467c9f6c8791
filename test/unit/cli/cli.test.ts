import { once } from 'node:events';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startPracticeServer, type PracticeServer } from '../../../src/practice/practiceServer';
import { temporaryFolder } from '../builders';
import { buildCli, runCli, startCli, type CliResult } from './bundle';

let bundle: string;
let server: PracticeServer;
const model = 'practice/swift-3b@q4_k_m';

beforeAll(async () => {
  bundle = await buildCli();
  server = await startPracticeServer({ port: 0, speed: 100 });
}, 60_000);
afterAll(() => server.stop());

const llp = (cwd: string, ...args: string[]): Promise<CliResult> =>
  runCli(bundle, [...args, '--server', server.url], cwd);

function jsonLines(text: string): Record<string, never>[] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, never>);
}

describe('llp', () => {
  it('lists the bundled suites with their points and rubrics', async () => {
    const { stdout, code } = await llp(await temporaryFolder(), 'suites', '--json');
    expect(code).toBe(0);
    const [booting] = JSON.parse(stdout);
    expect(booting).toMatchObject({ id: 'booting', points: 385 });
    expect(booting.prompts.map((prompt: { points: number }) => prompt.points)).toEqual([40, 45, 40, 45, 45, 170]);
    for (const prompt of booting.prompts) {
      expect(prompt.rubric.reduce((sum: number, item: { points: number }) => sum + item.points, 0)).toBe(prompt.points);
    }
  });

  it('lists models that can chat, and says null of what the server does not', async () => {
    const { stdout } = await llp(await temporaryFolder(), 'models', '--json');
    const models = JSON.parse(stdout);
    expect(models.map(({ id }: { id: string }) => id)).toContain(model);
    expect(models.some(({ type }: { type: string }) => type === 'embeddings')).toBe(false);
    expect(models[0]).toMatchObject({
      kind: 'lmstudio',
      quantization: 'Q4_K_M',
      architecture: 'llama',
      format: 'gguf',
      state: 'loaded',
    });
  });

  it('goes from a prompt to a scored row of the leaderboard', async () => {
    const folder = await temporaryFolder();
    // What a busy machine reads at once cannot be timed.
    const slower = await startPracticeServer({ port: 0, speed: 5 });
    onTestFinished(() => slower.stop());
    const ran = await runCli(
      bundle,
      [
        'run',
        '--model',
        model,
        '--category',
        'booting',
        '--prompt',
        'booting-teaching',
        '--json',
        '--server',
        slower.url,
      ],
      folder,
    );
    expect(ran.stderr).toBe('');
    const [line] = jsonLines(ran.stdout);
    expect(line).toMatchObject({
      bot: model,
      category: 'booting',
      prompt: 'booting-teaching',
      status: 'complete',
      error: null,
      practice: true,
    });
    expect(line?.['stats']).toMatchObject({
      stopReason: 'stop',
      sources: { completionTokens: 'server', timeToFirstTokenSeconds: 'measured' },
    });
    const output = await readFile(join(folder, line?.['output'] ?? ''), 'utf8');
    expect(output).toContain(String(line?.['text']).trim());

    expect((await llp(folder, 'score', '1', '--points', '33', '--note', 'clear')).code).toBe(0);
    const { rows } = JSON.parse((await llp(folder, 'leaderboard', '--json')).stdout);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      bot: model,
      total: 33,
      practice: true,
      categories: { booting: { points: 33, max: 385, scored: 1, answered: 1, prompts: 6 } },
    });
    expect((await llp(folder, 'leaderboard', '--fail-under', '82.5')).code).toBe(0);
    const under = await llp(folder, 'leaderboard', '--fail-under', '83');
    expect(under.code).toBe(1);
    expect(under.stderr).toContain(`Below 83 % of the points: ${model} (82.5 %).`);
    expect((await llp(folder, 'leaderboard', '--format', 'csv')).stdout).toMatch(/^bot,booting,.*\r\n/);
    expect((await llp(folder, 'leaderboard', '--format', 'md')).stdout).toContain('Practice results');
  });

  it('stores nothing of a score that is out of range or for an unknown run', async () => {
    const folder = await temporaryFolder();
    await llp(folder, 'run', '--model', model, '--prompt', 'booting-teaching', '--json');
    for (const args of [
      ['1', '--points', '41'],
      ['1', '--points', '-1'],
      ['1', '--points', 'many'],
      ['77', '--points', '1'],
    ]) {
      const { code, stderr } = await llp(folder, 'score', ...args);
      expect(code).toBe(1);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    }
    expect(JSON.parse((await llp(folder, 'leaderboard', '--json')).stdout).rows[0].categories.booting.scored).toBe(0);
  });

  it('makes rows of their own for a temperature and for repeats', async () => {
    const folder = await temporaryFolder();
    const { stdout } = await llp(
      folder,
      'run',
      '--model',
      model,
      '--prompt',
      'booting-teaching',
      '--temperature',
      '0.3',
      '--repeat',
      '2',
      '--json',
    );
    expect(jsonLines(stdout).map((line) => line['bot'])).toEqual([`${model}@temp03`, `${model}@temp03#2`]);
    const named = await llp(
      folder,
      'run',
      '--model',
      model,
      '--prompt',
      'booting-teaching',
      '--display-name',
      'my row',
      '--temperature',
      '1',
      '--json',
    );
    expect(jsonLines(named.stdout)[0]?.['bot']).toBe('my row');
  });

  it('runs a whole category without stopping at a failure, prints the failed line and exits 1', async () => {
    const folder = await temporaryFolder();
    const { code, stdout, stderr } = await llp(
      folder,
      'run',
      '--model',
      'practice/fault-compute-error',
      '--prompt',
      'booting-teaching',
      '--json',
    );
    expect(code).toBe(1);
    const [line] = jsonLines(stdout);
    expect(['failed', 'truncated']).toContain(line?.['status']);
    expect(line?.['error']).toBe(stderr.trim().split('\n').at(-1));
  });

  it('says that a server is off, in one sentence', async () => {
    const folder = await temporaryFolder();
    const { code, stdout, stderr } = await runCli(
      bundle,
      ['run', '--model', 'm', '--prompt', 'booting-teaching', '--json', '--server', 'http://127.0.0.1:9'],
      folder,
    );
    expect(code).toBe(1);
    expect(jsonLines(stdout)[0]).toMatchObject({ status: 'failed', errorCode: 'unreachable', output: null });
    expect(stderr).toContain('127.0.0.1:9');
  });

  it('does not write over an answer that was edited by hand', async () => {
    const folder = await temporaryFolder();
    const run = ['run', '--model', model, '--prompt', 'booting-teaching', '--json'];
    const [first] = jsonLines((await llp(folder, ...run)).stdout);
    const file = join(folder, first?.['output'] ?? '');
    const edited = (await readFile(file, 'utf8')).replace('## Teaching', '## Teaching\n\nMy remark.');
    await writeFile(file, edited);
    const again = await llp(folder, ...run);
    expect(again.stderr).toContain('edited by hand');
    expect(jsonLines(again.stdout)[0]?.['output']).toBeNull();
    expect(await readFile(file, 'utf8')).toBe(edited);
    await llp(folder, ...run, '--overwrite');
    expect(await readFile(file, 'utf8')).not.toContain('My remark.');
  });

  it('finds what was answered, whatever is typed', async () => {
    const folder = await temporaryFolder();
    await llp(folder, 'run', '--model', model, '--prompt', 'booting-teaching', '--json');
    const hits = JSON.parse((await llp(folder, 'search', 'cooks', '--in', 'outputs', '--json')).stdout);
    expect(hits[0]).toMatchObject({ kind: 'output', title: expect.stringContaining('Teaching') });
    for (const query of ['"unbalanced', 'NEAR(', 'a AND', '*', "'; DROP TABLE run; --"]) {
      expect((await llp(folder, 'search', query, '--json')).code).toBe(0);
    }
  });

  it('checks itself', async () => {
    const folder = await temporaryFolder();
    const { code, stdout } = await llp(folder, 'doctor', '--json');
    expect(JSON.parse(stdout).every((check: { ok: boolean }) => check.ok)).toBe(true);
    expect(code).toBe(0);
    expect((await runCli(bundle, ['doctor', '--server', 'http://127.0.0.1:9'], folder)).code).toBe(1);
  });

  it('ends quietly when nobody reads on', async () => {
    const folder = await temporaryFolder();
    await llp(folder, 'run', '--model', model, '--prompt', 'booting-teaching', '--json');
    for (const args of [['suites', '--json'], ['leaderboard'], ['search', 'a', '--json']]) {
      const child = startCli(bundle, [...args, '--server', server.url], folder);
      child.stdout?.destroy();
      let said = '';
      child.stderr?.on('data', (data) => (said += data));
      await once(child, 'close');
      expect([said, child.exitCode]).toEqual(['', 0]);
    }
  });

  it('exits 2 on wrong usage', async () => {
    const folder = await temporaryFolder();
    for (const args of [
      ['nonsense'],
      ['run'],
      ['run', '--bot', 'a', '--model', 'b'],
      ['run', '--model', 'm', '--temperature', 'hot'],
      ['score', 'x', '--points', '1'],
    ]) {
      const { code, stderr } = await llp(folder, ...args);
      expect(code).toBe(2);
      expect(stderr).not.toBe('');
    }
    await expect(stat(join(folder, '.llp'))).rejects.toThrow();
  });

  it('keeps what had arrived when it is interrupted', async () => {
    const folder = await temporaryFolder();
    const slow = await startPracticeServer({ port: 0, speed: 1 });
    try {
      const child = startCli(
        bundle,
        ['run', '--model', 'practice/swift-3b@q4_k_m', '--prompt', 'booting-teaching', '--server', slow.url],
        folder,
      );
      await once(child.stdout ?? child, 'data');
      child.kill('SIGINT');
      await once(child, 'exit');
      expect(child.exitCode).toBe(1);
      const { rows } = JSON.parse((await llp(folder, 'leaderboard', '--json')).stdout);
      expect(rows).toEqual([]);
      expect(slow.log.findLast((entry) => entry.path === '/v1/chat/completions')?.outcome).toBe('disconnected');
      const saved = await readFile(join(folder, 'llm_outputs', 'booting', 'practice-swift-3b@q4_k_m.md'), 'utf8');
      expect(saved).toContain('Stop: cancelled');
    } finally {
      await slow.stop();
    }
  });
});
