import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020';
import { describe, expect, it } from 'vitest';
import { speedRows } from '../../../src/exchange/public/speeds';
import type { Playground } from '../../../src/playground';
import { publicFiles } from '../../../src/playground/publicExport';
import { aPrompt, recordRun, someStats, temporaryStore, wholeFacts } from '../builders';
import { filled } from './filled';

const at = '2026-01-02T03:04:05.000Z';

function api(playground: Playground): Record<string, Record<string, unknown>[]> {
  return JSON.parse(publicFiles(playground, 'api', at)[0]?.text ?? '') as Record<string, Record<string, unknown>[]>;
}

describe('the file in the shape of a quality-benchmarks API', () => {
  const schema = JSON.parse(readFileSync('schemas/quality-benchmarks.schema.json', 'utf8')) as object;
  const ajv = new Ajv({ allErrors: true, strict: true, formats: { 'date-time': true } });
  const validate = ajv.compile(schema);

  it('is what its schema says, whole or empty', async () => {
    const playground = await filled();
    const file = api(playground);
    expect(validate(file), JSON.stringify(validate.errors)).toBe(true);
    expect(file['benchmarks']).toHaveLength(1);
    expect(file['history']).toHaveLength(2);
    expect(file['speeds']).toHaveLength(1);
    playground.store.database.run("UPDATE run SET runtime = '{}', rig_id = NULL");
    const less = api(playground);
    expect(validate(less), JSON.stringify(validate.errors)).toBe(true);
    expect(less).toMatchObject({ benchmarks: [], variants: [], history: [] });
  });

  it('is refused by its schema with a field too many or too few', async () => {
    const file = api(await filled());
    const [row = {}] = file['benchmarks'] ?? [];
    const { hardware: _hardware, ...without } = row;
    expect(validate({ ...file, benchmarks: [without] })).toBe(false);
    expect(validate({ ...file, benchmarks: [{ ...row, score_of_best: 1 }] })).toBe(false);
    expect(validate({ ...file, benchmarks: [{ ...row, trust_tier: 'incomplete' }] })).toBe(false);
  });
});

describe('speeds', () => {
  it('say what is not known of them, and are of lower confidence for it', async () => {
    const store = await temporaryStore();
    const bot = store.bots.add({ name: 'b', server: 'http://127.0.0.1:1234', modelId: 'm' });
    const prompt = aPrompt('first', 10);
    recordRun(store, bot.id, prompt, { stats: someStats({ tokensPerSecond: 20 }) });
    expect(speedRows(store.trust.speeds())).toMatchObject([
      {
        quantization: 'Not provided',
        hardware: 'Not provided',
        environment: 'Not provided',
        source: 'measured here',
        confidence: 'lower',
        samples: 1,
        tokens_per_second: 20,
      },
    ]);
  });

  it('rise with samples and a re-run that agrees, and fall where one does not', async () => {
    const store = await temporaryStore();
    const bot = store.bots.add({ name: 'b', server: 'http://127.0.0.1:1234', modelId: 'm' });
    const prompt = aPrompt('first', 10);
    const row = () => speedRows(store.trust.speeds())[0];
    const runs = [10, 20, 30, 40].map((tokensPerSecond) =>
      recordRun(store, bot.id, prompt, { ...wholeFacts, stats: someStats({ tokensPerSecond }) }),
    );
    store.database.run('UPDATE run SET log_kept = 1');
    expect(row()).toMatchObject({ confidence: 'lower', samples: 4, tokens_per_second: 25, missing: [] });
    recordRun(store, bot.id, prompt, { ...wholeFacts, stats: someStats({ tokensPerSecond: 50 }) });
    store.database.run('UPDATE run SET log_kept = 1');
    expect(row()).toMatchObject({ confidence: 'medium', reproduction_state: 'not run again', raw_logs: 'kept' });
    const rerun = recordRun(store, bot.id, prompt, { ...wholeFacts, stats: someStats({ tokensPerSecond: 500 }) });
    const outcome = { runId: runs[0]?.id ?? 0, rerunId: rerun.id, at, differences: [] };
    store.trust.verified({ ...outcome, agreed: true });
    // A re-run that only checked another is no sample of its own.
    expect(row()).toMatchObject({ confidence: 'higher', samples: 5, tokens_per_second: 30 });
    store.trust.verified({ ...outcome, agreed: false });
    expect(row()).toMatchObject({ confidence: 'lower', reproduction_state: 'run again, differs' });
  });

  it('are never a vendor’s, pasted or of practice', async () => {
    const store = await temporaryStore();
    for (const origin of ['practice', 'pasted', 'published'] as const) {
      const bot = store.bots.add({
        name: origin,
        server: 'http://127.0.0.1:1234',
        modelId: 'm',
        practice: origin === 'practice',
      });
      const provenance = origin === 'pasted' ? { origin, source: 'x' } : { origin };
      recordRun(store, bot.id, aPrompt('first', 10), { ...wholeFacts, provenance });
    }
    expect(store.trust.speeds()).toEqual([]);
  });
});
