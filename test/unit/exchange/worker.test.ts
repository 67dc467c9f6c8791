import { build } from 'esbuild';
import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { fillStore } from '../../../bench/export/fill';
import { checkDestination } from '../../../src/exchange/export/destination';
import type { ExportProgress } from '../../../src/exchange/export/request';
import { exportStrings } from '../../../src/exchange/strings';
import { runInWorker } from '../../../src/exchange/worker/runInWorker';
import { translate } from '../../../src/l10n/strings';
import { Store } from '../../../src/store';
import { temporaryFolder, temporaryStore } from '../builders';

const root = join(import.meta.dirname, '..', '..', '..');
const workerFile = join(root, 'node_modules', '.cache', 'llp-test', 'exportWorker.cjs');

beforeAll(async () => {
  await build({
    entryPoints: [join(root, 'src/exchange/worker/main.ts')],
    bundle: true,
    platform: 'node',
    target: 'node22',
    outfile: workerFile,
    logLevel: 'error',
  });
});

async function filled(runs = 300): Promise<{ store: Store; folder: string; databaseFile: string }> {
  const store = await temporaryStore();
  fillStore(store, { bots: 10, categories: 2, promptsPerCategory: 3, answers: runs, answerLength: 200 });
  return { store, folder: await temporaryFolder(), databaseFile: store.database.file };
}

describe('an export in a thread of its own', () => {
  it('writes the file, tells how far it is, and comes back in another database', async () => {
    const { folder, databaseFile } = await filled();
    const file = join(folder, 'x.llp.json');
    const seen: ExportProgress[] = [];
    const job = { kind: 'export', databaseFile, request: { format: 'json' }, file, reportFolder: '' } as const;
    const outcome = await runInWorker(job, { workerFile, onProgress: (progress) => seen.push(progress) });
    expect(outcome).toEqual({ bytes: (await readFile(file)).length });
    expect(seen[0]).toMatchObject({ total: 300 });
    const target = join(folder, 'other.db');
    const report = await runInWorker({ kind: 'import', databaseFile: target, file }, { workerFile });
    expect(report).toMatchObject({ runsAdded: 300, botsAdded: 10 });
    const store = await Store.open(target);
    expect(store.runs.count()).toBe(300);
    store.close();
  });

  it('gives the text for the clipboard', async () => {
    const { databaseFile } = await filled(30);
    const job = { kind: 'export', databaseFile, request: { format: 'md' }, file: null, reportFolder: '' } as const;
    expect(await runInWorker(job, { workerFile })).toMatchObject({ text: expect.stringContaining('```mermaid') });
  });

  it('writes what people read in the language that it is sent, and what programs read in none', async () => {
    const { databaseFile } = await filled(30);
    const language = { tag: 'vi', strings: translate(exportStrings, (text) => `«${text}»`) };
    const text = async (format: 'md' | 'csv' | 'json'): Promise<string> => {
      const request = { format, language, exportedAt: '2026-01-01T00:00:00.000Z' };
      const job = { kind: 'export', databaseFile, request, file: null, reportFolder: '' } as const;
      const outcome = await runInWorker(job, { workerFile });
      return outcome && 'text' in outcome ? outcome.text : '';
    };
    expect(await text('md')).toMatch(/^# «Leaderboard»\n/);
    expect(await text('csv')).toMatch(/^bot,category-1,category-2,total,/);
    expect(await text('json')).not.toContain('«');
  });

  it('leaves no file behind when it is cancelled, and keeps the one that was there', async () => {
    const { folder, databaseFile } = await filled(3000);
    const file = join(folder, 'x.json');
    await writeFile(file, 'before');
    const controller = new AbortController();
    const job = { kind: 'export', databaseFile, request: { format: 'json' }, file, reportFolder: '' } as const;
    const outcome = runInWorker(job, { workerFile, signal: controller.signal, onProgress: () => controller.abort() });
    expect(await outcome).toBeNull();
    expect(await readdir(folder)).toEqual(['x.json']);
    expect(await readFile(file, 'utf8')).toBe('before');
  });

  it('lets others write while it imports, can be cancelled, and adds the rest the next time', async () => {
    // So many that the import has long to go when the first word of it arrives here, however busy the machine is.
    const runs = 8_000;
    const { folder, databaseFile, store: source } = await filled(runs);
    const file = join(folder, 'x.json');
    const job = { kind: 'export', databaseFile, request: { format: 'json' }, file, reportFolder: '' } as const;
    await runInWorker(job, { workerFile });
    const target = await temporaryStore();
    const controller = new AbortController();
    const request = { kind: 'import', databaseFile: target.database.file, file } as const;
    const outcome = await runInWorker(request, {
      workerFile,
      signal: controller.signal,
      onProgress: ({ done }) => {
        target.bots.add({ name: `meanwhile ${done}`, server: 's', modelId: 'm', practice: false });
        if (target.runs.count() > 0) controller.abort();
      },
    });
    expect(outcome).toBeNull();
    const stored = target.runs.count();
    expect(stored).toBeGreaterThan(0);
    expect(stored).toBeLessThan(runs);
    const again = await runInWorker(request, { workerFile });
    expect(again).toMatchObject({ runsAdded: runs - stored, runsKnown: stored });
    expect(target.board.read(false).rows.map((row) => [row.bot, row.total])).toEqual(
      source.board.read(false).rows.map((row) => [row.bot, row.total]),
    );
  });

  it('says what went wrong', async () => {
    const { folder, databaseFile } = await filled(10);
    const file = join(folder, 'missing', 'x.csv');
    const job = { kind: 'export', databaseFile, request: { format: 'csv' }, file, reportFolder: '' } as const;
    await expect(runInWorker(job, { workerFile })).rejects.toThrow(/ENOENT/);
    await expect(access(join(folder, 'missing'))).rejects.toThrow();
    const request = runInWorker({ kind: 'import', databaseFile, file: join(folder, 'none.json') }, { workerFile });
    await expect(request).rejects.toThrow(/^There is no file/);
  });

  it('never replaces the database itself', () => {
    expect(() => checkDestination('/w/.llp/playground.db', '/w/.llp/playground.db')).toThrow(/own database/);
    expect(() => checkDestination('/w/.llp/playground.db-wal', '/w/.llp/playground.db')).toThrow(/own database/);
    expect(() => checkDestination('/w/export.json', '/w/.llp/playground.db')).not.toThrow();
  });
});
