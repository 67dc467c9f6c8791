import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ModelInfo } from '../../src/model/server';
import { modelFile, startLlamaServer, type RealServer } from './harness/llamaServer';
import { folderOfFile, workspace } from './harness/workspace';

describe('what a real server says of its model', () => {
  let server: RealServer;
  beforeAll(async () => void (server = await startLlamaServer('-n', '4')));
  afterAll(() => server.stop());

  it('is told without the path of its file, and with the loaded context', async () => {
    const { llp } = await workspace(server.url);
    const [model] = JSON.parse((await llp('models', '--json')).stdout) as ModelInfo[];
    expect(model).toMatchObject({
      kind: 'llama-server',
      format: 'gguf',
      parameters: '135M',
      loadedContextLength: 2048,
    });
    expect(model?.quantization).toMatch(/^Q4_1/);
    const { stdout } = await llp('run', '--model', model?.id ?? '', '--prompt', 'real/capital', '--json');
    const { bot } = JSON.parse(stdout) as { bot: string };
    expect(bot).not.toMatch(/[/\\]/);
    expect(bot).toMatch(/smollm2/i);
  });
});

describe('a real router', () => {
  let server: RealServer;
  beforeAll(async () => {
    const models = await folderOfFile();
    for (const name of ['first.gguf', 'second.gguf']) await copyFile(modelFile(), join(models, name));
    server = await startLlamaServer('--models-dir', models, '--models-max', '1', '-n', '6');
  });
  afterAll(() => server.stop());

  it('is asked model by model, each loaded once, with the facts of the loaded model', async () => {
    const { llp } = await workspace(server.url);
    const ids = (JSON.parse((await llp('models', '--json')).stdout) as ModelInfo[]).map(({ id }) => id).sort();
    expect(ids).toEqual(['first', 'second']);
    const played = await llp(
      'tournament',
      '--model',
      'first',
      'second',
      '--prompt',
      'real/capital',
      'real/colours',
      '--json',
    );
    expect(played.stderr).toBe('');
    expect(played.code).toBe(0);
    const { rows } = JSON.parse((await llp('leaderboard', '--json')).stdout) as {
      rows: { bot: string; categories: Record<string, { answered: number }> }[];
    };
    expect(rows.map(({ bot, categories }) => [bot, categories['real']?.answered]).sort()).toEqual([
      ['first', 2],
      ['second', 2],
    ]);
  });

  it('gives a single run the facts that are known only after the load', async () => {
    const { run, llp } = await workspace(server.url);
    const line = await run('first', 'real/capital');
    expect(line.status).toBe('complete');
    const models = JSON.parse((await llp('models', '--json')).stdout) as ModelInfo[];
    expect(models.find(({ id }) => id === 'first')).toMatchObject({ state: 'loaded', loadedContextLength: 2048 });
  });
});

describe('two real servers on one machine', () => {
  const servers: RealServer[] = [];
  afterEach(async () => void (await Promise.all(servers.map((server) => server.stop()))));

  it('play one tournament', async () => {
    servers.push(
      await startLlamaServer('--alias', 'one', '-n', '8'),
      await startLlamaServer('--alias', 'two', '-n', '8'),
    );
    const { llp } = await workspace(...servers.map(({ url }) => url));
    const played = await llp(
      'tournament',
      '--model',
      'one',
      'two',
      '--prompt',
      'real/capital',
      'real/colours',
      '--json',
    );
    expect(played.code).toBe(0);
    const { rows } = JSON.parse((await llp('leaderboard', '--json')).stdout) as { rows: { bot: string }[] };
    expect(rows.map(({ bot }) => bot).sort()).toEqual(['one', 'two']);
  });
});
