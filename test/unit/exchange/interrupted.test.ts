import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectText } from '../../../src/exchange/export/destination';
import { exportPlayground } from '../../../src/exchange/export/exportPlayground';
import { Batches } from '../../../src/exchange/results/batches';
import { importResults } from '../../../src/exchange/results/importResults';
import type { Store } from '../../../src/store';
import { rawLogPath } from '../../../src/model/runFiles';
import { aCategory, aPrompt, recordRun, temporaryFolder, temporaryStore } from '../builders';

const prompt = aPrompt('one', 10, { categoryId: 'c1' });

/** A store whose runs have gaps in their numbers, as when some are still running when it is exported. */
async function aSource(runs = 60): Promise<Store> {
  const store = await temporaryStore();
  store.prompts.sync([aCategory([prompt], { id: 'c1' })]);
  const { id } = store.bots.add({ name: 'a', server: 'http://127.0.0.1:1', modelId: 'a', practice: false });
  store.database.transaction(() => {
    for (let number = 0; number < runs; number++) {
      const startedAt = new Date(Date.UTC(2026, 0, 1) + number * 1000).toISOString();
      const run = recordRun(store, id, prompt, { text: `Answer ${number}`, startedAt });
      store.runs.setRawLog(run.id, rawLogPath(run.id));
      store.scores.add({ runId: run.id, points: number % 10 });
      if (number % 7 === 0) store.database.run("UPDATE sqlite_sequence SET seq = seq + 3 WHERE name = 'run'");
    }
  });
  return store;
}

async function exported(store: Store): Promise<string> {
  const text = exportPlayground(store, { format: 'json', practice: true }, {});
  const file = join(await temporaryFolder(), 'x.json');
  await writeFile(file, await collectText(text));
  return file;
}

interface Row {
  id: number;
  log: string | null;
  begun: string;
}
const runsOf = (store: Store): Row[] =>
  store.database.all<Row>('SELECT id, raw_log AS log, started_at AS begun FROM run ORDER BY id');

/** Imports until so many runs are stored, each in a batch of its own, and is then ended. */
async function importInPart(target: Store, file: string, runs: number): Promise<void> {
  const controller = new AbortController();
  const isDue = Object.getOwnPropertyDescriptor(Batches.prototype, 'isDue')!;
  Object.defineProperty(Batches.prototype, 'isDue', { configurable: true, get: () => true });
  try {
    await importResults(target, file, {
      signal: controller.signal,
      onProgress: ({ phase, done }) => {
        if (phase === 'storing' && done > runs) throw new Error('killed');
      },
    });
  } catch (error) {
    expect((error as Error).message).toBe('killed');
  } finally {
    Object.defineProperty(Batches.prototype, 'isDue', isDue);
  }
}

describe('an import into an empty database that is cut short', () => {
  it.each([1, 20, 59])('goes on with the same numbers and logs after %i runs', async (runs) => {
    const source = await aSource();
    const file = await exported(source);
    const target = await temporaryStore();
    await importInPart(target, file, runs);
    expect(runsOf(target)).toHaveLength(runs);
    // What is run here meanwhile gets a number of its own.
    target.prompts.sync([aCategory([prompt], { id: 'c1' })]);
    const own = recordRun(target, target.bots.findByName('a')!.id, prompt, { text: 'Meanwhile' });
    const report = await importResults(target, file);
    expect(report).toMatchObject({ runsAdded: 60 - runs, runsKnown: runs });
    expect(runsOf(target).filter(({ id }) => id !== own.id)).toEqual(runsOf(source));
    expect(target.holdings()?.scores).toBe(60);
    expect(await importResults(target, file)).toMatchObject({ runsAdded: 0, runsKnown: 60 });
  });

  it('is also gone on with by a later export of the same playground', async () => {
    const source = await aSource();
    const target = await temporaryStore();
    await importInPart(target, await exported(source), 20);
    recordRun(source, source.bots.findByName('a')!.id, prompt, { text: 'Later' });
    await importResults(target, await exported(source));
    expect(runsOf(target).map(({ id }) => id)).toEqual(runsOf(source).map(({ id }) => id));
  });

  it('lends its numbers and logs to no other playground', async () => {
    const target = await temporaryStore();
    await importInPart(target, await exported(await aSource()), 20);
    const other = await aSource(5);
    other.database.run("UPDATE run SET started_at = '2025-05-05T00:00:00.000Z' WHERE id = 1");
    await importResults(target, await exported(other));
    const rows = runsOf(target);
    expect(rows).toHaveLength(25);
    expect(rows.slice(20).every(({ log }) => log === null)).toBe(true);
    expect(Math.min(...rows.slice(20).map(({ id }) => id))).toBeGreaterThan(60);
  });
});

describe('figures that cannot be', () => {
  it('are unknown after an import, and cost no answer', async () => {
    const source = await aSource(8);
    const file = await exported(source);
    const document = JSON.parse(await readFile(file, 'utf8'));
    const odd = [12.5, 1e300, 9.3e18, 2 ** 53, -1];
    odd.forEach((value, index) => {
      document.runs[index].stats.completionTokens = value;
      document.runs[index].stats.tokensPerSecond = index === 0 ? -3 : 1e30;
    });
    await writeFile(file, JSON.stringify(document));
    const target = await temporaryStore();
    expect(await importResults(target, file)).toMatchObject({ runsAdded: 8 });
    for (const { id } of runsOf(target).slice(0, odd.length)) {
      const { stats } = target.runs.require(id);
      expect([stats.completionTokens, stats.tokensPerSecond]).toEqual([null, null]);
      expect(stats.sources).toMatchObject({ completionTokens: 'unknown', tokensPerSecond: 'unknown' });
    }
  });

  it('times in another zone are compared as what they are', async () => {
    const file = await exported(await aSource(1));
    const document = JSON.parse(await readFile(file, 'utf8'));
    document.runs[0].startedAt = '2026-03-01T01:30:00+02:00';
    await writeFile(file, JSON.stringify(document));
    const target = await temporaryStore();
    await importResults(target, file);
    expect(runsOf(target)[0]?.begun).toBe('2026-02-28T23:30:00.000Z');
  });
});
