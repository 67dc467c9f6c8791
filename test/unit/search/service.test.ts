import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { SearchService } from '../../../src/store/search';
import { aSample, names, type Sample } from './sample';

let workerFile: string;

beforeAll(async () => {
  workerFile = join(await mkdtemp(join(tmpdir(), 'llp-worker-')), 'searchWorker.js');
  await build({
    entryPoints: [resolve('src/store/search/worker.ts')],
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    supported: { 'dynamic-import': false },
    outfile: workerFile,
    logLevel: 'error',
  });
});

afterAll(() => rm(dirname(workerFile), { recursive: true, force: true, maxRetries: 5 }));

async function aService(): Promise<Sample & { service: SearchService }> {
  const sample = await aSample();
  const service = new SearchService(sample.store.database.file, workerFile);
  onTestFinished(() => service.dispose());
  return { ...sample, service };
}

describe('searching in a thread of its own', () => {
  it('finds what the store finds, and what was saved a moment ago', async () => {
    const { store, service, answer } = await aService();
    expect(await service.query('lanterns')).toEqual([]);
    const { id } = answer('Lanterns over the quay');
    expect(names(await service.query('lant'))).toEqual([`output ${id}`]);
    expect(await service.query('harbour', { limit: 5 })).toEqual(store.search.query('harbour', { limit: 5 }));
  });

  it('answers only the latest of several questions', async () => {
    const { service } = await aService();
    const questions = ['h', 'ha', 'har', 'harb'].map((text) => service.query(text));
    const outcomes = await Promise.allSettled(questions);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'rejected', 'rejected', 'fulfilled']);
    expect(outcomes[0]).toMatchObject({ reason: { name: 'AbortError' } });
    expect(await questions[3]).toHaveLength(1);
  });

  it('lets go of a question whose signal says so, and answers the next', async () => {
    const { service } = await aService();
    const controller = new AbortController();
    const question = service.query('harbour', {}, controller.signal);
    controller.abort();
    await expect(question).rejects.toMatchObject({ name: 'AbortError' });
    await expect(service.query('harbour', {}, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
    expect(await service.query('harbour')).toHaveLength(1);
  });

  it('rejects what is open when it is disposed, and every later question', async () => {
    const { service } = await aService();
    const question = service.query('harbour');
    const disposed = service.dispose();
    await expect(question).rejects.toMatchObject({ name: 'AbortError' });
    await disposed;
    await expect(service.query('harbour')).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('says why it cannot search, and can search once the reason is gone', async () => {
    const { service, store } = await aService();
    const file = `${store.database.file}.later`;
    const later = new SearchService(file, workerFile);
    onTestFinished(() => later.dispose());
    await expect(later.query('harbour')).rejects.toThrow(/cannot be opened/);
    store.database.handle.exec(`VACUUM INTO '${file}'`);
    expect(names(await later.query('harbour'))).toEqual(['prompt writing/poem']);
    expect(service.available).toBe(true);
    expect(new SearchService(file, `${workerFile}.none`).available).toBe(false);
  });
});
