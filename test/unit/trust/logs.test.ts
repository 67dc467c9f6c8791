import { existsSync } from 'node:fs';
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { RawLog } from '../../../src/conduct/rawLog';
import { rawLogPath } from '../../../src/model/runFiles';
import { Logs } from '../../../src/playground/logs';
import { readLog } from '../../../src/playground/logFiles';
import { reproductionOf } from '../../../src/playground/reproduction';
import { aCategory, aPrompt, recordRun, temporaryStore, wholeFacts } from '../builders';

const prompt = aPrompt('first', 10);

/** Runs of one bot to one prompt, oldest first; only the last one counts on the board. */
async function filled(count: number) {
  const store = await temporaryStore();
  store.prompts.sync([aCategory([prompt])]);
  const bot = store.bots.add({ name: 'gemma', server: 'http://127.0.0.1:1234', modelId: 'm' });
  const folder = dirname(store.database.file);
  const ids: number[] = [];
  for (let index = 1; index <= count; index++) {
    const file = rawLogPath(index);
    const log = await RawLog.create(join(folder, file));
    log.write('request', `POST http://127.0.0.1:1234/v1/chat/completions\na: b\n\n{"run":${index}}\n`);
    log.write('response', `data: ${'the same words again '.repeat(500)}${index}\n`);
    const logDigest = await log.close();
    const at = `2026-01-0${index}T00:00:00.000Z`;
    await utimes(join(folder, file), new Date(at), new Date(at));
    const run = recordRun(store, bot.id, prompt, {
      ...wholeFacts,
      rawLog: file,
      logDigest: logDigest ?? null,
      record: { llp: '0.1.0', sent: log.sent },
      startedAt: at,
      finishedAt: at,
    });
    ids.push(run.id);
  }
  return { store, folder, ids, logs: new Logs(store, () => undefined) };
}

describe('raw logs', () => {
  it('are packed when they have come to rest, and stay readable as they were', async () => {
    const { store, folder, ids, logs } = await filled(2);
    const before = await readFile(join(folder, rawLogPath(1)));
    const { packed, deleted, freed } = await logs.tidy(Infinity);
    expect({ packed, deleted }).toEqual({ packed: 2, deleted: 0 });
    expect(freed).toBeGreaterThan(before.length);
    expect(existsSync(join(folder, rawLogPath(1)))).toBe(false);
    expect(gunzipSync(await readFile(join(folder, `${rawLogPath(1)}.gz`))).equals(before)).toBe(true);
    expect((await readLog(join(folder, rawLogPath(1)))).equals(before)).toBe(true);
    expect((await reproductionOf({ store }, ids[0] ?? 0, 'bash')).curl).toContain('{"run":1}');
    expect(await logs.check()).toBe(0);
    expect(await logs.check(true)).toBe(0);
    expect(await logs.audit()).toMatchObject({ logs: 2, sound: 2, changed: [], gone: [], brokenAt: null });
    expect(await logs.tidy(Infinity)).toMatchObject({ packed: 0, deleted: 0 });
  });

  it('are not packed, nor believed, when they were changed', async () => {
    const { folder, ids, logs } = await filled(2);
    await writeFile(join(folder, rawLogPath(1)), 'something else');
    expect(await logs.tidy(Infinity)).toMatchObject({ packed: 1 });
    expect((await logs.audit()).changed).toEqual([ids[0]]);
    await writeFile(join(folder, `${rawLogPath(2)}.gz`), 'no archive');
    expect((await logs.audit()).changed).toEqual(ids);
    expect(await logs.check()).toBe(1);
  });

  it('go oldest first when they are too large together, but never one that something rests on', async () => {
    const { store, folder, ids, logs } = await filled(6);
    const [first = 0, second = 0, third = 0] = ids;
    store.scores.add({ runId: first, points: 3 });
    store.trust.verified({ runId: second, rerunId: third, at: '2026-01-09', agreed: true, differences: [] });
    const tierBefore = ids.map((id) => store.trust.of(id)?.tier);
    // All that can go goes: the fourth and the fifth. The last one is on the board.
    expect(await logs.tidy(1)).toMatchObject({ deleted: 2 });
    const left = (await readdir(join(folder, 'logs'))).filter((name) => name.includes('.log')).sort();
    expect(left).toEqual([1, 2, 3, 6].map((number) => `run-00000${number}.log.gz`));
    const kept = [0, 1, 2, 5];
    expect(kept.map((at) => store.trust.of(ids[at] ?? 0)?.tier)).toEqual(kept.map((at) => tierBefore[at]));
    expect(store.trust.of(ids[3] ?? 0)?.missing).toEqual(['log']);
    // A log that was deleted on purpose breaks no chain.
    expect((await logs.audit()).brokenAt).toBeNull();
  });

  it('form a chain that shows an exchanged checksum', async () => {
    const { store, ids, logs } = await filled(3);
    store.database.run(`UPDATE run SET log_sha256 = ? WHERE id = ?`, 'b'.repeat(64), ids[1] ?? 0);
    expect(await logs.audit()).toMatchObject({ brokenAt: ids[1], changed: [ids[1]] });
  });
});
