import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportSchema, schemaFile } from '../../../scripts/lib/exportSchema.mjs';
import schema from '../../../schemas/playground-export.schema.json';
import type { ExportDocument } from '../../../src/exchange/export/document';
import { collectText } from '../../../src/exchange/export/destination';
import { exportPlayground } from '../../../src/exchange/export/exportPlayground';
import type { ExportRequest } from '../../../src/exchange/export/request';
import { importResults } from '../../../src/exchange/results/importResults';
import { Store } from '../../../src/store';
import { temporaryFolder, temporaryStore } from '../builders';
import { fillStore, storePlan, type StorePlan } from './arbitrary';

const everything: ExportRequest = { format: 'json', practice: true, exportedAt: '2026-06-01T00:00:00.000Z' };

const exported = (store: Store, request = everything): Promise<string> => collectText(exportPlayground(store, request));

/** The document without what may differ between two databases with the same contents. */
async function contents(store: Store): Promise<unknown> {
  const { bots, runs, categories, table } = JSON.parse(await exported(store)) as ExportDocument;
  const names = new Map(bots.map((bot) => [bot.id, bot.fileName]));
  return {
    categories,
    bots: bots.map(({ id: _, origin: __, ...bot }) => bot),
    // Whose they are and how well they are proven is another thing here: a test of its own looks at that.
    runs: runs.map(({ provenance: _, ...run }) => ({ ...run, botId: names.get(run.botId) })),
    table: {
      ...table,
      rows: table.rows.map((row) => ({ ...row, tier: null, botId: names.get((row as { botId: number }).botId) })),
    },
  };
}

async function withStores<T>(work: (folder: string, open: (name: string) => Promise<Store>) => Promise<T>): Promise<T> {
  const stores: Store[] = [];
  const folder = await temporaryFolder();
  let count = 0;
  try {
    return await work(folder, async (name) => {
      const store = await Store.open(join(folder, `${name}-${count++}.db`));
      stores.push(store);
      return store;
    });
  } finally {
    for (const store of stores) store.close();
  }
}

describe('an export as JSON', () => {
  it('has a published schema that is made from the shapes that imports are checked by', async () => {
    // `node scripts/schema.mjs` writes it anew.
    expect(readFileSync(schemaFile, 'utf8')).toBe(await exportSchema());
  });

  it('comes back from an empty database as it was, and follows the published schema', async () => {
    const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);
    await fc.assert(
      fc.asyncProperty(storePlan, async (plan: StorePlan) => {
        await withStores(async (folder, open) => {
          const source = await open('source');
          fillStore(source, plan);
          const text = await exported(source);
          expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
          expect(text).not.toMatch(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
          await writeFile(join(folder, 'x.json'), text);
          const target = await open('target');
          const report = await importResults(target, join(folder, 'x.json'));
          expect(report).toMatchObject({
            runsAdded: plan.runs.length,
            runsKnown: 0,
            botsAdded: plan.bots.length,
            renamed: [],
          });
          expect(await contents(target)).toEqual(await contents(source));
        });
      }),
      { numRuns: 40 },
    );
  });

  it('merges into another database without duplicates and without changing what is there', async () => {
    await fc.assert(
      fc.asyncProperty(storePlan, storePlan, async (first, second) => {
        await withStores(async (folder, open) => {
          const source = await open('source');
          const target = await open('target');
          fillStore(source, first);
          fillStore(target, second);
          const file = join(folder, 'x.json');
          await writeFile(file, await exported(source));
          const before = target.database.all('SELECT * FROM run ORDER BY id');
          const ledger = target.database.all('SELECT * FROM score ORDER BY id');
          await importResults(target, file);
          const after = target.database.all('SELECT * FROM run ORDER BY id');
          expect(after.slice(0, before.length)).toEqual(before);
          expect(after.length).toBe(before.length + first.runs.length);
          expect(target.database.all('SELECT * FROM score ORDER BY id').slice(0, ledger.length)).toEqual(ledger);
          const merged = await contents(target);
          const again = await importResults(target, file);
          expect(again).toMatchObject({ runsAdded: 0, scoresAdded: 0, botsAdded: 0, promptsAdded: 0 });
          expect(await contents(target)).toEqual(merged);
        });
      }),
      { numRuns: 25 },
    );
  });

  it('leaves practice results out of everything unless asked', async () => {
    const store = await temporaryStore();
    fillStore(store, {
      bots: [
        { name: 'real', practice: false, deleted: false, notes: '', temperature: 0 },
        { name: 'pretended', practice: true, deleted: false, notes: '', temperature: 0 },
      ],
      prompts: [{ text: 't', points: 10, system: null }],
      runs: [0, 1].map((bot) => ({
        bot,
        prompt: 1,
        status: 'complete',
        text: 'a',
        reasoning: '',
        startedAt: '2026-01-01T00:00:00.000Z',
        tokens: 1,
        flags: [],
        scores: [{ points: 1, note: '', rubric: 'style', voided: false }],
      })),
    });
    for (const format of ['json', 'csv', 'md'] as const) {
      expect(await exported(store, { format })).not.toContain('pretended');
      const asked = await exported(store, { format, practice: true });
      expect(asked).toMatch(/pretended/);
      expect(asked).toMatch(format === 'csv' ? /,yes\r\n/ : format === 'md' ? /Practice results/ : /"practice":true/);
    }
  });
});
