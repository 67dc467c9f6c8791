import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backup, backupIfDue, Database, planRestore, restore, Store } from '../../../src/store';
import { aCategory, aPrompt, recordRun, temporaryFolder, temporaryStore } from '../builders';

const bot = { name: 'gemma', server: 'http://127.0.0.1:1234', modelId: 'gemma', practice: false };

describe('opening a database', () => {
  it('creates the file and its folder, in WAL mode and with every commit on disk', async () => {
    const { database } = await temporaryStore();
    expect(database.get('PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' });
    expect(database.get('PRAGMA synchronous')).toEqual({ synchronous: 2 });
  });

  it('finds everything again after it was closed', async () => {
    const file = join(await temporaryFolder(), 'a', 'b', 'playground.db');
    const first = await Store.open(file);
    first.bots.add(bot);
    first.close();
    const second = await Store.open(file);
    expect(second.bots.list().map(({ name }) => name)).toEqual(['gemma']);
    second.close();
  });

  it('says that a damaged file is damaged, and changes nothing in it', async () => {
    const file = join(await temporaryFolder(), 'playground.db');
    const store = await Store.open(file);
    for (let number = 0; number < 400; number++) store.bots.add({ ...bot, name: `bot ${number} ${'x'.repeat(100)}` });
    store.close();
    const bytes = await readFile(file);
    bytes.fill(0xa5, 8192, bytes.length - 4096);
    await writeFile(file, bytes);
    await expect(Store.open(file)).rejects.toMatchObject({ name: 'StoreError', code: 'damaged' });
    expect(await readFile(file)).toEqual(bytes);
  });

  it('says that something else is not a database', async () => {
    const file = join(await temporaryFolder(), 'playground.db');
    await writeFile(file, 'This is a letter, not a database. '.repeat(100));
    await expect(Store.open(file)).rejects.toMatchObject({ code: 'damaged' });
  });

  it('refuses a file of a newer version', async () => {
    const file = join(await temporaryFolder(), 'playground.db');
    const database = await Database.open(file);
    database.handle.exec('PRAGMA user_version = 9999');
    database.close();
    await expect(Store.open(file)).rejects.toMatchObject({ code: 'newer' });
  });

  it('rolls a transaction back as a whole', async () => {
    const { database, bots } = await temporaryStore();
    expect(() =>
      database.transaction(() => {
        bots.add(bot);
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(bots.list()).toEqual([]);
  });

  it('does what many ask for at its end once, within the transaction, and not when that is rolled back', async () => {
    const { database } = await temporaryStore();
    const done: string[] = [];
    const ask = (key: string) => database.beforeCommit(key, () => done.push(`${key} ${database.handle.isTransaction}`));
    database.transaction(() => {
      ask('sum');
      database.transaction(() => ask('sum'));
      ask('other');
      expect(done).toEqual([]);
    });
    expect(done).toEqual(['sum true', 'other true']);
    const failing = () =>
      database.transaction(() => {
        ask('lost');
        throw new Error('no');
      });
    expect(failing).toThrow('no');
    database.transaction(() => undefined);
    expect(done).toHaveLength(2);
  });

  it('takes back an inner part that failed and was caught, and keeps the rest', async () => {
    const { database, bots } = await temporaryStore();
    const done: string[] = [];
    database.transaction(() => {
      bots.add({ ...bot, name: 'before' });
      expect(() =>
        database.transaction(() => {
          bots.add({ ...bot, name: 'half' });
          database.transaction(() => bots.add({ ...bot, name: 'inner half' }));
          database.beforeCommit('half', () => done.push('half'));
          throw new Error('stop');
        }),
      ).toThrow('stop');
      database.beforeCommit('whole', () => done.push('whole'));
      bots.add({ ...bot, name: 'after' });
    });
    expect(bots.list().map(({ name }) => name)).toEqual(['after', 'before']);
    expect(done).toEqual(['whole']);
  });

  it('tells what went wrong where SQLite itself has rolled back', async () => {
    const { database } = await temporaryStore();
    expect(() =>
      database.transaction(() => {
        database.handle.exec('ROLLBACK');
        throw new Error('the disk is full');
      }),
    ).toThrow('the disk is full');
    expect(database.transaction(() => 1)).toBe(1);
  });

  it('does it at once in a transaction that the caller began by itself', async () => {
    const { database } = await temporaryStore();
    const done: string[] = [];
    database.handle.exec('BEGIN');
    database.beforeCommit('sum', () => done.push('sum'));
    expect(done).toEqual(['sum']);
    database.handle.exec('COMMIT');
  });
});

describe('backups', () => {
  it('are made once a day, and only the latest five are kept', async () => {
    const store = await temporaryStore();
    const { database } = store;
    const prompt = aPrompt('first', 10);
    store.prompts.sync([aCategory([prompt])]);
    recordRun(store, store.bots.add(bot).id, prompt);
    const day = (number: number): Date => new Date(Date.now() + number * 25 * 3_600_000);
    expect(await backupIfDue(database, day(0))).not.toBeNull();
    expect(await backupIfDue(database, new Date())).toBeNull();
    for (let number = 1; number < 8; number++) expect(await backupIfDue(database, day(number))).not.toBeNull();
    const { listBackups } = await import('../../../src/store/backup');
    expect(await listBackups(database.file)).toHaveLength(5);
  });

  it('bring everything back after the file was damaged, and keep the damaged file', async () => {
    const file = join(await temporaryFolder(), 'playground.db');
    const store = await Store.open(file);
    store.bots.add(bot);
    await backup(store.database);
    store.close();
    await writeFile(file, 'no database any more '.repeat(300));
    const { kept } = await restore(await planRestore(file));
    expect(await readFile(kept ?? '', 'utf8')).toContain('no database any more');
    const restored = await Store.open(file);
    expect(restored.bots.findByName('gemma')).not.toBeNull();
    restored.close();
  });

  it('skip a backup that is damaged itself, and move nothing when none is sound', async () => {
    const file = join(await temporaryFolder(), 'playground.db');
    const store = await Store.open(file);
    const copy = await backup(store.database);
    store.close();
    await writeFile(copy, 'rubbish '.repeat(1000));
    await copyFile(copy, file);
    await expect(planRestore(file)).rejects.toMatchObject({ code: 'damaged' });
    expect(await readFile(file, 'utf8')).toContain('rubbish');
  });
});
