import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hardwareTag } from '../../../src/model/hardware';
import type { Run } from '../../../src/model/run';
import type { MissingFact } from '../../../src/model/tier';
import { aCategory, aModel, aPrompt, recordRun, temporaryStore, wholeFacts } from '../builders';
import { tries } from '../tries';

const server = 'http://127.0.0.1:1234';
const prompt = aPrompt('first', 10);

async function setUp() {
  const store = await temporaryStore();
  store.prompts.sync([aCategory([prompt])]);
  const bot = store.bots.add({ name: 'gemma', server, modelId: 'm' });
  return { store, bot };
}

/** Each takes away one thing that the gate asks for. */
const lacks: [MissingFact, string, Partial<Run>][] = [
  ['origin', 'practice', { provenance: { origin: 'practice' } }],
  ['origin', 'pasted', { provenance: { origin: 'pasted' } }],
  ['origin', 'published', { provenance: { origin: 'published' } }],
  ['answer', 'an answer that was cut', { status: 'truncated' }],
  ['log', 'a log that was not written whole', { logDigest: null }],
  ['log', 'an empty log', { logDigest: { bytes: 0, sha256: 'a'.repeat(64) } }],
  ['log', 'no name of a log', { rawLog: null }],
  ['runner', 'no record', { record: null }],
  ['runner', 'a blank version', { record: { llp: ' ', sent: null } }],
  ['command', 'no messages', { request: { ...wholeFacts.request, messages: [] } }],
  ['command', 'no model', { request: { ...wholeFacts.request, modelId: '' } }],
  ['command', 'no server', { request: { ...wholeFacts.request, server: '' } }],
  ['quantization', 'no quantization', { model: aModel('m', { quantization: null }) }],
  ['runtime', 'no runtime', { runtime: null }],
  ['runtime', 'no version of the runtime', { runtime: { name: 'llama.cpp', version: null } }],
  ['hardware', 'no name of the machine', { rig: { ...wholeFacts.rig, gpus: [], cpu: '-' } }],
  ['rig', 'no processor', { rig: { ...wholeFacts.rig, cpu: null } }],
  ['rig', 'no memory', { rig: { ...wholeFacts.rig, memoryBytes: null } }],
  ['rig', 'no system', { rig: { ...wholeFacts.rig, system: null } }],
];

describe('the trust gate', () => {
  it('lets a whole run through, as the operator’s', async () => {
    const { store, bot } = await setUp();
    const { id } = recordRun(store, bot.id, prompt, wholeFacts);
    expect(store.trust.of(id)).toMatchObject({ tier: 'operator', missing: [], hardware: 'rtx-3080-10gb' });
    expect(store.trust.publicRuns()).toHaveLength(1);
    store.scores.add({ runId: id, points: 7 });
    expect(store.trust.publicBenchmarks('greedy')).toMatchObject([
      { points: 7, max: 10, tier: 'operator', quantization: 'Q4_K_M', hardware: 'rtx-3080-10gb', prompts: 1 },
    ]);
    const parts = JSON.parse(store.trust.publicBenchmarks('greedy')[0]?.per_subtask_json ?? '') as object[];
    expect(parts).toMatchObject([{ prompt: 'first', points: 7, max: 10, run: id }]);
  });

  it.each(lacks)('stops at %s: %s', async (fact, _, change) => {
    const { store, bot } = await setUp();
    const run = recordRun(store, bot.id, prompt, { ...wholeFacts, ...change });
    expect(store.trust.of(run.id)).toMatchObject({ tier: 'incomplete', missing: [fact] });
    if (run.status === 'complete') store.scores.add({ runId: run.id, points: 7 });
    expect(store.trust.publicRuns()).toEqual([]);
    expect(store.trust.publicResults({ history: true })).toEqual([]);
    expect([...store.trust.publicBenchmarks('greedy'), ...store.trust.publicBenchmarks('variants')]).toEqual([]);
  });

  it('is mended by what a person states', async () => {
    const { store, bot } = await setUp();
    const model = aModel('m', { quantization: null });
    const { id } = recordRun(store, bot.id, prompt, { ...wholeFacts, model, runtime: null, rig: null });
    expect(store.trust.of(id)?.missing).toEqual(['quantization', 'runtime', 'hardware', 'rig']);
    store.trust.stateRig(server, wholeFacts.rig, '2026-01-01');
    store.trust.state(server, 'm', 'quantization', 'Q8_0', '2026-01-01');
    expect(store.trust.of(id)?.missing).toEqual(['runtime']);
    store.trust.state(server, '', 'runtime', '{"name":"llama.cpp","version":"b1"}', '2026-01-01');
    expect(store.trust.of(id)).toMatchObject({ tier: 'operator', quantization: 'Q8_0', runtime_version: 'b1' });
    expect(store.board.read(false).rows[0]?.tier).toBe('operator');
  });

  it('keeps variants out of the benchmark and two machines apart', async () => {
    const { store, bot } = await setUp();
    const score = (change: Partial<Run>, points: number, at: string): void => {
      const run = recordRun(store, bot.id, prompt, { ...wholeFacts, ...change, startedAt: at });
      store.scores.add({ runId: run.id, points });
    };
    score({ request: { ...wholeFacts.request, parameters: { temperature: 0.7 } } }, 10, '2026-01-01');
    score({ request: { ...wholeFacts.request, parameters: {} } }, 10, '2026-01-02');
    score({ request: { ...wholeFacts.request, parameters: { temperature: 0, topK: 40 } } }, 10, '2026-01-03');
    score({ record: { ...wholeFacts.record, nonce: 'x' } }, 10, '2026-01-04');
    expect(store.trust.publicBenchmarks('greedy')).toEqual([]);
    expect(store.trust.publicBenchmarks('variants').map(({ variant }) => variant)).toContain(
      'variant {"temperature":0.7}',
    );
    score({}, 9, '2026-01-05');
    score({}, 4, '2026-01-06');
    score({ rig: { ...wholeFacts.rig, gpus: [] } }, 8, '2026-01-07');
    // The latest, never the best; older ones stay in the history.
    expect(store.trust.publicBenchmarks('greedy').map(({ hardware, points }) => [hardware, points])).toEqual([
      ['ryzen-9-7950x-64gb', 8],
      ['rtx-3080-10gb', 4],
    ]);
    const history = store.trust.publicResults({ history: true }).filter(({ variant }) => variant === 'greedy');
    expect(history.map(({ points, started_at: at }) => [points, at])).toContainEqual([9, '2026-01-05']);
    // A later answer that nobody has scored takes the row away rather than let the older one stand for it.
    recordRun(store, bot.id, prompt, { ...wholeFacts, startedAt: '2026-01-08' });
    expect(store.trust.publicBenchmarks('greedy')).toHaveLength(1);
  });

  it('gives a benchmark another name when a prompt, a check or its points change', async () => {
    const store = await temporaryStore();
    const slug = (change: Parameters<typeof aPrompt>[2], points = 10): string | undefined => {
      store.prompts.sync([aCategory([aPrompt('first', points, change)])]);
      return store.database.get<{ slug: string }>('SELECT slug FROM category')?.slug;
    };
    const item = { id: 'a', points: 10, title: 'A' };
    const check = (text: string) => [{ ...item, checks: [{ text }] }] as never;
    const slugs = [
      slug({}),
      slug({ text: 'Another' }),
      slug({}, 20),
      slug({ rubric: [item] }),
      slug({ rubric: check('words ≤ 5') }),
      slug({ rubric: check('words ≤ 6') }),
    ];
    expect(new Set(slugs).size).toBe(slugs.length);
    expect(slug({ title: 'Only another title' })).toBe(slugs[0]);
    expect(store.database.all('SELECT * FROM benchmark_edition')).toHaveLength(slugs.length);
  });

  it('takes no part of a benchmark for the whole', async () => {
    const store = await temporaryStore();
    store.prompts.sync([aCategory([prompt, aPrompt('second', 10)])]);
    const bot = store.bots.add({ name: 'gemma', server, modelId: 'm' });
    const run = recordRun(store, bot.id, prompt, wholeFacts);
    store.scores.add({ runId: run.id, points: 10 });
    expect(store.trust.publicResults()).toHaveLength(1);
    expect(store.trust.publicBenchmarks('greedy')).toEqual([]);
  });

  it('lets none of 10,000 damaged rows through', async () => {
    const { store, bot } = await setUp();
    const { id } = recordRun(store, bot.id, prompt, wholeFacts);
    const row = store.database.get('SELECT * FROM run WHERE id = ?', id) as Record<string, unknown>;
    const paths = ['$.server', '$.modelId', '$.messages', '$.parameters'] as const;
    const nothing = fc.constantFrom(null, '', '  ');
    const damage = fc.oneof(
      fc.record({ column: fc.constantFrom('log_sha256', 'raw_log'), value: nothing }),
      fc.record({ column: fc.constantFrom('log_kept', 'log_bytes'), value: fc.constant(null) }),
      fc.record({
        column: fc.constant('log_kept'),
        value: fc.oneof(fc.integer({ max: 0 }), fc.integer({ min: 2, max: 1_000_000 })),
      }),
      fc.record({ column: fc.constant('log_sha256'), value: fc.string({ maxLength: 63 }) }),
      fc.record({ column: fc.constant('log_bytes'), value: fc.integer({ max: 0 }) }),
      fc.record({
        column: fc.constant('status'),
        value: fc.oneof(
          fc.string().filter((text) => text !== 'complete'),
          fc.constantFrom('truncated', 'failed', 'running', 'COMPLETE'),
        ),
      }),
      fc.record({
        column: fc.constant('provenance'),
        value: fc
          .string()
          .filter((origin) => origin !== 'measured' && origin !== 'imported')
          .map((origin) => JSON.stringify({ origin })),
      }),
      fc.record({ column: fc.constant('rig_id'), value: fc.constant(null) }),
      fc.record({
        column: fc.constant('record'),
        value: fc.constantFrom('{}', '{"llp":""}', '{"llp":null}', '[]', '{"llp":"  "}'),
      }),
      fc.record({
        column: fc.constant('runtime'),
        value: fc.constantFrom(null, '{}', '{"name":"x"}', '{"version":"1"}', '{"name":" ","version":"1"}'),
      }),
      fc.record({
        column: fc.constant('model'),
        value: fc.constantFrom(null, '{}', '{"quantization":null}', '{"quantization":""}', '{"quantization":" "}'),
      }),
      fc.record({ path: fc.constantFrom(...paths), value: fc.constantFrom(null, '', ' ', 0, false) }),
    );
    const write = (column: string, value: unknown): void => {
      store.database.run(`UPDATE run SET ${column} = ? WHERE id = ?`, value as string, id);
    };
    const passes = (): boolean => store.database.get('SELECT 1 FROM public_run') !== undefined;
    expect(passes()).toBe(true);
    store.database.exec('SAVEPOINT fuzz');
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (damages) => {
        for (const one of damages) {
          if ('path' in one) {
            store.database.run(
              'UPDATE run SET request = json_set(request, ?, ?) WHERE id = ?',
              one.path,
              one.value as string,
              id,
            );
          } else write(one.column, one.value);
        }
        const gone = !passes();
        for (const column of Object.keys(row).filter((name) => !['id', 'origin', 'practice'].includes(name)))
          if (damages.some((one) => ('path' in one ? 'request' : one.column) === column)) write(column, row[column]);
        expect(gone).toBe(true);
      }),
      { numRuns: tries(10_000) },
    );
    expect(passes()).toBe(true);
  });
});

describe('the short name of a machine', () => {
  const gpu = (name: string, gigabytes: number | null) => ({
    name,
    memoryBytes: gigabytes === null ? null : gigabytes * 2 ** 30,
    driver: null,
  });
  const tag = (gpus: ReturnType<typeof gpu>[], cpu: string | null = null) =>
    hardwareTag({ cpu, threads: null, memoryBytes: 64 * 2 ** 30, gpus, system: null });
  it.each([
    ['NVIDIA GeForce RTX 3080', 10, 'rtx-3080-10gb'],
    ['NVIDIA RTX A6000', 48, 'rtx-a6000-48gb'],
    ['AMD Radeon RX 7900 XTX', 24, 'rx-7900-xtx-24gb'],
    ['Tesla T4', 15, 'tesla-t4-15gb'],
  ])('is that of its graphics card: %s', (name, size, expected) => {
    expect(tag([gpu(name, size)])).toBe(expected);
  });
  it('counts cards that are alike, and names others', () => {
    const [a, b] = [gpu('RTX 3090', 24), gpu('RTX 4090', 24)];
    expect(tag([a, a])).toBe('2x-rtx-3090-24gb');
    expect(tag([a, b])).toBe('rtx-3090-24gb-and-rtx-4090-24gb');
    expect(tag([gpu('RTX 3090', null)])).toBe('rtx-3090');
  });
  it('is that of its processor where there is no card', () => {
    expect(tag([], 'AMD Ryzen 9 7950X 16-Core Processor')).toBe('ryzen-9-7950x-64gb');
    expect(tag([], 'Intel(R) Core(TM) i7-9700K CPU @ 3.60GHz')).toBe('core-i7-9700k-64gb');
    expect(tag([], 'Apple M2 Max')).toBe('apple-m2-max-64gb');
    expect(tag([])).toBeNull();
  });
});
