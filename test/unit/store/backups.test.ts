import { copyFile, mkdir, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backup, backupIfDue, isUnexpectedlyEmpty, listBackups, planRestore, restore, Store } from '../../../src/store';
import { aCategory, aPrompt, recordRun, temporaryFolder, temporaryStore } from '../builders';

const bot = { name: 'gemma', server: 'http://127.0.0.1:1234', modelId: 'gemma', practice: false };
const hour = 3_600_000;
const later = (hours: number): Date => new Date(Date.now() + hours * hour);

/** A store with so many scored runs. */
async function aStoreWith(runs: number): Promise<Store> {
  const store = await temporaryStore();
  addRuns(store, runs);
  return store;
}

function addRuns(store: Store, runs: number): void {
  const prompt = aPrompt('one', 10);
  store.prompts.sync([aCategory([prompt])]);
  const { id } = store.bots.findByName('gemma') ?? store.bots.add(bot);
  for (let number = 0; number < runs; number++) {
    const run = recordRun(store, id, prompt, { text: `Answer ${number}` });
    store.scores.add({ runId: run.id, points: 5 });
  }
}

const foldersOf = (file: string): Promise<string[]> => readdir(join(dirname(file), 'backups'));

describe('a daily backup', () => {
  it('is not held off by one that is dated in the future, and does not count it among the latest', async () => {
    const { database } = await aStoreWith(1);
    const ahead = await backup(database, later(24 * 365));
    expect(await backupIfDue(database)).not.toBeNull();
    for (let day = 1; day < 8; day++) await backupIfDue(database, later(25 * day));
    const files = (await listBackups(database.file, later(8 * 25))).map((one) => one.file);
    expect(files).toHaveLength(6);
    expect(files.at(-1)).toBe(ahead);
  });

  it('goes by the date in its name: a copied or restored folder has other times', async () => {
    const { database } = await aStoreWith(1);
    const file = await backup(database, later(-48));
    await utimes(file, later(100), later(100));
    expect(await backupIfDue(database)).not.toBeNull();
  });

  it('is not pushed out by others of the same day', async () => {
    const { database } = await aStoreWith(1);
    const day = 24 * hour;
    const noon = Math.floor(Date.now() / day) * day - day / 2;
    const at = (days: number, minutes = 0): Date => new Date(noon - days * day + minutes * 60_000);
    for (const days of [3, 2, 1]) await backup(database, at(days));
    for (let minute = 0; minute < 8; minute++) await backup(database, at(0, minute));
    const kept = (await listBackups(database.file)).map((one) => (noon - one.at) / day);
    expect(kept.filter((days) => days >= 1)).toEqual([1, 2, 3]);
    expect(kept.filter((days) => days < 1)).toHaveLength(5);
  });

  it('never pushes out the last one that still has the runs', async () => {
    const full = await aStoreWith(3);
    const best = await backup(full.database, later(-24 * 30));
    const empty = await temporaryStore();
    const folder = join(dirname(empty.database.file), 'backups');
    await mkdir(folder);
    await copyFile(best, join(folder, basename(best)));
    for (let day = 0; day < 10; day++) await backupIfDue(empty.database, later(25 * day));
    expect(await foldersOf(empty.database.file)).toEqual([basename(best)]);
    for (let day = 0; day < 10; day++) await backup(empty.database, later(25 * day));
    const kept = await foldersOf(empty.database.file);
    expect(kept).toContain(basename(best));
    expect(kept).toHaveLength(6);
  });

  it('sweeps what ended processes have left behind, and leaves what one is writing', async () => {
    const { database } = await aStoreWith(1);
    await backup(database);
    const folder = join(dirname(database.file), 'backups');
    const name = 'playground-2026-01-01T00-00-00-000Z.db';
    const running = `${name}.${process.ppid}.part`;
    for (const left of [`${name}.part`, `${name}.4194304.part`, `${name}.part-journal`, running])
      await writeFile(join(folder, left), 'half');
    await writeFile(`${database.file}.restoring`, 'half');
    await backup(database, later(1));
    const names = await readdir(folder);
    expect(names.filter((one) => one.includes('part'))).toEqual([running]);
    expect(await readdir(dirname(database.file))).not.toContain('playground.db.restoring');
  });

  it('leaves nothing behind where it cannot be made', async () => {
    const { database } = await aStoreWith(1);
    await writeFile(join(dirname(database.file), 'backups'), 'a file where the folder should be');
    await expect(backup(database)).rejects.toMatchObject({ name: 'StoreError' });
    expect(await readdir(dirname(database.file))).not.toContain('part');
  });
});

describe('restoring', () => {
  it('refuses over a sound database and changes nothing', async () => {
    const store = await aStoreWith(2);
    await backup(store.database);
    addRuns(store, 3);
    store.close();
    const { file } = store.database;
    const plan = await planRestore(file);
    expect(plan).toMatchObject({
      current: { state: 'sound', holds: { runs: 5, scores: 5 } },
      backup: { holds: { runs: 2, scores: 2 } },
    });
    const before = await readFile(file);
    await expect(restore(plan)).rejects.toThrow('is sound, so no backup was restored over it');
    expect(await readFile(file)).toEqual(before);
    const { kept } = await restore(plan, { replaceSound: true });
    const [now, old] = [await Store.open(file), await Store.open(kept ?? '')];
    expect([now.holdings()?.runs, old.holdings()?.runs]).toEqual([2, 5]);
    now.close();
    old.close();
  });

  it('says of a sound database without a backup that it is sound, never to move it away', async () => {
    const store = await aStoreWith(1);
    await expect(planRestore(store.database.file)).rejects.toThrow('is sound and has no backup yet');
  });

  it('does not even look for a backup where another program holds the file, or it cannot be judged', async () => {
    const store = await aStoreWith(2);
    await backup(store.database);
    store.database.exec('PRAGMA user_version = 9999');
    store.close();
    await expect(planRestore(store.database.file)).rejects.toMatchObject({ code: 'newer' });
  });

  it.each(['damaged', 'empty', 'missing'])(
    'brings everything back over a %s database, and keeps that file',
    async (state) => {
      const store = await aStoreWith(2);
      const { file } = store.database;
      await backup(store.database);
      store.close();
      if (state === 'damaged') await writeFile(file, 'no database '.repeat(500));
      else if (state === 'empty') await truncate(file, 0);
      else await rm(file);
      const plan = await planRestore(file);
      expect(plan.current.state).toBe(state);
      const { kept } = await restore(plan);
      if (state === 'missing') expect(kept).toBeNull();
      else expect((await stat(kept ?? '')).size).toBe(state === 'empty' ? 0 : 6000);
      const back = await Store.open(file);
      expect(back.holdings()).toMatchObject({ runs: 2, scores: 2 });
      back.close();
      expect((await readdir(dirname(file))).filter((name) => /part|restoring/.test(name))).toEqual([]);
    },
  );

  it('keeps the write-ahead log with the file that it replaces', async () => {
    const store = await aStoreWith(2);
    const { file } = store.database;
    await backup(store.database);
    store.close();
    await writeFile(`${file}-wal`, 'no log either '.repeat(500));
    await writeFile(file, 'no database '.repeat(500));
    const { kept } = await restore(await planRestore(file));
    expect(await readdir(dirname(file))).toContain(`${basename(kept ?? '')}-wal`);
    expect(await readdir(dirname(file))).not.toContain(`${basename(file)}-wal`);
  });

  it('takes the newest sound backup, also one whose index alone is broken', async () => {
    const store = await aStoreWith(2);
    const { file } = store.database;
    await backup(store.database, later(-3));
    addRuns(store, 1);
    await backup(store.database, later(-2));
    await writeFile(await backup(store.database, later(-1)), 'rubbish '.repeat(1000));
    store.close();
    await writeFile(file, 'no database '.repeat(500));
    expect((await planRestore(file)).backup.holds.runs).toBe(3);
  });

  it('refuses a file that is no backup of LLP', async () => {
    const store = await aStoreWith(1);
    store.close();
    const letter = join(await temporaryFolder(), 'letter.db');
    await writeFile(letter, 'Dear reader');
    await expect(planRestore(store.database.file, letter)).rejects.toThrow('is not a sound backup');
  });
});

describe('an empty database', () => {
  it('is told from one that was never used by the backups and logs beside it', async () => {
    const store = await temporaryStore();
    const { file } = store.database;
    expect(await isUnexpectedlyEmpty(store.database)).toBe(false);
    await mkdir(join(dirname(file), 'logs'));
    await writeFile(join(dirname(file), 'logs', 'run-000012.log'), '');
    expect(await isUnexpectedlyEmpty(store.database)).toBe(true);
    addRuns(store, 1);
    expect(await isUnexpectedlyEmpty(store.database)).toBe(false);
  });

  it('is not backed up by itself, and so not taken for one that had lost its results', async () => {
    const store = await temporaryStore();
    expect(await backupIfDue(store.database)).toBeNull();
    expect(await isUnexpectedlyEmpty(store.database)).toBe(false);
    addRuns(store, 1);
    expect(await backupIfDue(store.database)).not.toBeNull();
  });

  it('is known for emptied by packed logs, too', async () => {
    const store = await temporaryStore();
    const logs = join(dirname(store.database.file), 'logs');
    await mkdir(logs);
    await writeFile(join(logs, 'run-000012.log.gz'), '');
    expect(await isUnexpectedlyEmpty(store.database)).toBe(true);
  });
});
