import { appendFile, copyFile, mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { RawLog } from '../../../src/conduct/rawLog';
import { collectText } from '../../../src/exchange/export/destination';
import { exportPlayground } from '../../../src/exchange/export/exportPlayground';
import { importResults } from '../../../src/exchange/results/importResults';
import { importedFrom } from '../../../src/model/provenance';
import { digestOf } from '../../../src/playground/logFiles';
import { Logs } from '../../../src/playground/logs';
import { Store } from '../../../src/store';
import { migrations } from '../../../src/store/migrations';
import { registerSearchFunctions } from '../../../src/store/search/functions';
import { aCategory, aPrompt, recordRun, temporaryFolder, temporaryStore, wholeFacts } from '../builders';

const server = 'http://127.0.0.1:1234';

/** A store with one answer whose log is a real file. */
async function setUp() {
  const store = await temporaryStore();
  const prompt = aPrompt('first', 10);
  store.prompts.sync([aCategory([prompt])]);
  const bot = store.bots.add({ name: 'gemma', server, modelId: 'g' });
  const folder = dirname(store.database.file);
  const file = join(folder, 'logs', 'run-000001.log');
  const log = await RawLog.create(file);
  log.write('request', 'POST /v1/chat/completions\r\nAuthorization: Bearer secret\r\n\r\n{}');
  log.write('response', Buffer.from('data: {"a":1}\n\n'));
  const digest = await log.close();
  const run = recordRun(store, bot.id, prompt, {
    ...wholeFacts,
    logDigest: digest,
    finishedAt: new Date().toISOString(),
  });
  const told: string[] = [];
  const logs = new Logs(store, (change) => told.push(change));
  return { store, bot, prompt, run, file, digest, logs, told, tier: () => store.board.read(false).rows[0]?.tier };
}

describe('where a result comes from', () => {
  it('is measured as long as its log is there with the length and the checksum of when the run ended', async () => {
    const { store, file, digest, logs, told, tier, run } = await setUp();
    expect(digest).toEqual(await digestOf(file));
    expect(tier()).toBe('operator');
    expect(await logs.check()).toBe(0);
    const whole = join(dirname(file), 'kept');
    await copyFile(file, whole);
    await appendFile(file, 'more');
    expect(await logs.check()).toBe(1);
    expect(tier()).toBe('incomplete');
    expect(told).toEqual(['runs']);
    await copyFile(whole, file);
    await logs.check();
    expect(tier()).toBe('operator');
    // The same length, other bytes, written later.
    await writeFile(file, 'x'.repeat(digest!.bytes));
    const later = new Date(Date.now() + 60_000);
    await utimes(file, later, later);
    await logs.check();
    expect(tier()).toBe('incomplete');
    // Made to look old, it takes a deep look.
    await copyFile(whole, file);
    await logs.check();
    await writeFile(file, 'y'.repeat(digest!.bytes));
    await utimes(file, new Date(0), new Date(0));
    await logs.check(true);
    expect(tier()).toBe('incomplete');
    await rm(file);
    await logs.check();
    expect(tier()).toBe('incomplete');
    expect(store.runs.require(run.id).logDigest).toEqual(digest);
  });

  it('is someone else’s after an import, also into an empty folder and with the logs beside it', async () => {
    const { store, file } = await setUp();
    const folder = await temporaryFolder();
    const exported = join(folder, 'from-anna.json');
    await writeFile(exported, await collectText(exportPlayground(store, { format: 'json' })));
    const target = await Store.open(join(folder, '.llp', 'playground.db'));
    onTestFinished(() => target.close());
    await importResults(target, exported);
    await mkdir(join(folder, '.llp', 'logs'), { recursive: true });
    await copyFile(file, join(folder, '.llp', 'logs', 'run-000001.log'));
    await new Logs(target, () => undefined).check();
    expect(target.runs.require(1).provenance).toMatchObject({ origin: 'imported', from: 'from-anna.json' });
    expect(target.bots.list()[0]).toMatchObject({ origin: 'imported', practice: false });
    expect(target.board.read(false).rows[0]?.tier).toBe('independent');
  });

  it('stays practice, pasted or whose it first was', () => {
    const here = (origin: 'measured' | 'practice' | 'pasted') => importedFrom({ origin }, 'b.json', '2026-01-01');
    expect(here('measured').origin).toBe('imported');
    expect(here('pasted').origin).toBe('imported');
    expect(here('practice')).toEqual({ origin: 'practice', from: 'b.json', at: '2026-01-01' });
    const first = { origin: 'imported', from: 'a.json', at: '2025-01-01' } as const;
    expect(importedFrom(first, 'b.json', '2026-01-01')).toEqual(first);
  });

  it('is read from files of the first version, which only knew practice', async () => {
    const { store } = await setUp();
    const now = JSON.parse(await collectText(exportPlayground(store, { format: 'json' }))) as {
      version: number;
      bots: Record<string, unknown>[];
      runs: (Record<string, unknown> & { scores: Record<string, unknown>[] })[];
    };
    now.version = 1;
    for (const bot of now.bots) delete bot['origin'];
    for (const run of now.runs) {
      delete run['provenance'];
      delete run['logDigest'];
      delete run['record'];
      run.scores = ['hand', 'judge'].map((source, index) => ({
        points: 3 + index,
        max: 10,
        rubric: {},
        note: '',
        source,
        createdAt: `2026-01-0${index + 1}T00:00:00.000Z`,
        voidedAt: null,
        sheet: null,
      }));
    }
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'old.json'), JSON.stringify(now));
    const target = await Store.open(join(folder, 'playground.db'));
    onTestFinished(() => target.close());
    expect(await importResults(target, join(folder, 'old.json'))).toMatchObject({ runsAdded: 1, scoresAdded: 2 });
    expect(target.board.read(false).rows[0]).toMatchObject({ total: 3, given: 3, practice: false });
    expect(target.runs.require(1).provenance.origin).toBe('imported');
  });

  it('is worked out for a database of before, whose logs get their checksum where they are there', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'playground.db');
    const old = new DatabaseSync(file);
    registerSearchFunctions(old);
    for (const step of migrations.slice(0, 8)) old.exec(step);
    const run = (id: number, practice: number, flags: string, log: string) => `INSERT INTO run
      (id, bot_id, category_id, prompt_id, prompt_hash, status, practice, flags, stats, request, raw_log, started_at)
      VALUES (${id}, ${practice + 1}, 'booting', 'p${id}', 'h', 'complete', ${practice}, '${flags}', '{}', '{}', ${log},
      '2026-01-01T00:00:00.000Z'); INSERT INTO answer VALUES (${id}, 'parrot', '');
      INSERT INTO standing (bot_id, category_id, prompt_id, answered_run) VALUES (${practice + 1}, 'booting', 'p${id}', ${id});`;
    old.exec(`PRAGMA user_version = 8;
      INSERT INTO bot (id, name, server, model_id, parameters, file_name, practice, created_at) VALUES
        (1, 'real', 's', 'g', '{}', 'real', 0, '2026-01-01T00:00:00.000Z'),
        (2, 'made up', 's', 'p', '{}', 'madeup', 1, '2026-01-01T00:00:00.000Z');
      ${run(1, 0, '[]', "'logs/run-000001.log'")} ${run(2, 0, '[]', "'logs/run-000002.log'")}
      ${run(3, 0, '["pasted"]', 'NULL')} ${run(4, 0, '[]', 'NULL')} ${run(5, 1, '[]', "'logs/run-000005.log'")}
      INSERT INTO board_speed VALUES (1, 1, 1, 1, 4, 2, '[]'), (2, 1, 1, 1, 1, 1, '[]');`);
    old.close();
    await mkdir(join(folder, 'logs'));
    await writeFile(join(folder, 'logs', 'run-000001.log'), 'POST …');
    const store = await Store.open(file);
    onTestFinished(() => store.close());
    const origin = (id: number) => store.runs.require(id).provenance.origin;
    expect([1, 2, 3, 4, 5].map(origin)).toEqual(['measured', 'measured', 'pasted', 'imported', 'practice']);
    expect(store.bots.list().map(({ origin: of, practice }) => [of, practice])).toEqual([
      ['practice', true],
      ['measured', false],
    ]);
    expect(store.search.query('parrot', { practice: true }).map(({ runId }) => runId)).toEqual([5]);
    await new Logs(store, () => undefined).check();
    expect(store.runs.require(1).logDigest).toMatchObject({ bytes: 8 });
    expect(store.runs.require(2).logDigest).toBeNull();
    expect(store.board.read(false).rows[0]?.tier).toBe('incomplete');
  });
});
