import { DatabaseSync } from 'node:sqlite';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { Store } from '../../../src/store';
import { indexState } from '../../../src/store/search/repair';
import { aSample, names, type Sample } from './sample';

/** Changes the file behind the store's back, as a cut-off write or a sync tool does. */
function damage(store: Store, sql: string): void {
  const other = new DatabaseSync(store.database.file);
  (other as { enableDefensive?: (active: boolean) => void }).enableDefensive?.(false);
  other.exec(sql);
  other.close();
}

async function aFilledSample(): Promise<Sample> {
  const sample = await aSample();
  for (let number = 0; number < 300; number++) sample.answer(`Lanterns over quay${number}`);
  return sample;
}

const faults = ['search_answer', 'search_entry'].flatMap((index) =>
  [
    `DELETE FROM ${index}_data WHERE id > 10`,
    `DELETE FROM ${index}_data`,
    `DELETE FROM ${index}_idx`,
    `DELETE FROM ${index}_docsize`,
    `DELETE FROM ${index}_config`,
    `UPDATE ${index}_config SET v = 99`,
    `UPDATE ${index}_data SET block = zeroblob(20) WHERE id = 10`,
    `UPDATE ${index}_data SET block = randomblob(length(block)) WHERE id > 10`,
    `DROP TABLE ${index}_data`,
    `DROP TABLE ${index}_idx`,
    `DROP TABLE ${index}_docsize`,
    `DROP TABLE ${index}_config`,
    `DROP TABLE ${index}`,
  ].map((sql) => ({ sql })),
);

describe('a broken full-text index', () => {
  it.each(faults)('is made anew when the file is opened or searched: $sql', async ({ sql }) => {
    const { store } = await aFilledSample();
    damage(store, sql);
    store.close();
    const again = await Store.open(store.database.file);
    expect(names(again.search.query('harbour', { in: 'prompts' }))).toEqual(['prompt writing/poem']);
    again.search.complete();
    expect(again.search.query('lanterns', { in: 'outputs', limit: 500 })).toHaveLength(300);
    expect(names(again.search.query('quay299'))).toEqual(['output 300']);
    expect(again.database.repairedIndexes).toBe(1);
    expect(indexState(again.database.handle)).toBe('whole');
    again.close();
    const third = await Store.open(store.database.file);
    expect(third.database.repairedIndexes).toBe(0);
    third.close();
  });

  it.each(faults)('keeps no answer and no score from being stored while it is open: $sql', async ({ sql }) => {
    const { store, answer } = await aFilledSample();
    damage(store, sql);
    const { id } = answer('A lighthouse');
    store.scores.add({ runId: id, points: 7, note: 'fine' });
    store.bots.setNotes(1, 'good at haiku');
    expect(store.scores.current(id)?.points).toBe(7);
    store.close();
    const again = await Store.open(store.database.file);
    again.search.complete();
    expect(names(again.search.query('lighthouse'))).toEqual([`output ${id}`]);
    again.close();
  });

  it('is no damage of the database where its pages alone are overwritten', async () => {
    const { store } = await aFilledSample();
    const { file } = store.database;
    const page = store.database.get<{ root: number }>(
      "SELECT rootpage AS root FROM sqlite_schema WHERE name = 'search_answer_data'",
    );
    const size = Number(store.database.get('PRAGMA page_size')?.['page_size']);
    store.database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    store.close();
    const bytes = await readFile(file);
    bytes.fill(0xa5, ((page?.root ?? 0) - 1) * size, (page?.root ?? 0) * size);
    await writeFile(file, bytes);
    const again = await Store.open(file);
    again.search.complete();
    expect(again.search.query('lanterns', { in: 'outputs', limit: 500 })).toHaveLength(300);
    expect(again.database.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    again.close();
  });

  it('goes on after it was cut short', async () => {
    const { store } = await aFilledSample();
    store.database.replaceIndex();
    store.database.fillIndex();
    expect(indexState(store.database.handle)).toBe('incomplete');
    store.close();
    const again = await Store.open(store.database.file);
    again.bots.rename(1, 'Jewel');
    again.search.complete();
    expect(indexState(again.database.handle)).toBe('whole');
    expect(again.search.query('jewel lanterns', { limit: 500 })).toHaveLength(300);
    again.close();
  });

  it('is whole through thousands of additions, changes and removals', async () => {
    const { store, answer, gemma } = await aSample();
    for (let round = 0; round < 40; round++) {
      store.database.transaction(() => {
        for (let number = 0; number < 50; number++)
          answer(`Round ${round} answer ${number} ${String(Math.sin(round * 50 + number)).repeat(5)}`);
      });
      if (round % 5 === 0) store.bots.rename(gemma.id, `Gemma ${round}`);
      if (round % 7 === 0) store.bots.setNotes(gemma.id, `note ${round}`);
      expect(indexState(store.database.handle), `round ${round}`).toBe('whole');
    }
  });
});
