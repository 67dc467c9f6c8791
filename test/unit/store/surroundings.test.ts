import { said } from '../../../src/l10n/said';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { migrations } from '../../../src/store/migrations';
import { asStoreError, Store, StoreError } from '../../../src/store';
import { openStore } from '../../../src/playground/openStore';
import { temporaryFolder, temporaryStore } from '../builders';

const bot = { name: 'gemma', server: 'http://127.0.0.1:1234', modelId: 'gemma', practice: false };

async function aFile(): Promise<string> {
  const file = join(await temporaryFolder(), '.llp', 'playground.db');
  const store = await Store.open(file);
  store.bots.add(bot);
  store.close();
  return file;
}

/** A program that holds the file as those statements do. */
async function holder(file: string, sql: string): Promise<ChildProcess> {
  const script = `const { DatabaseSync } = require('node:sqlite'); const db = new DatabaseSync(${JSON.stringify(file)});
    db.exec(${JSON.stringify(sql)}); console.log('held'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill());
  await once(child.stdout, 'data');
  return child;
}

/** What the work throws. */
async function caught(work: () => unknown): Promise<unknown> {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown.');
}

describe('what SQLite says of a file’s surroundings', () => {
  it.each([
    [5, 'locked'],
    [261, 'locked'],
    [6, 'locked'],
    [15, 'no-locks'],
    [13, 'full'],
    [8, 'readonly'],
    [776, 'readonly'],
    [1032, 'gone'],
    [3, 'readonly'],
    [23, 'readonly'],
    [14, 'cannot-open'],
    [10, 'io'],
    [266, 'io'],
    [778, 'io'],
    [3850, 'no-locks'],
    [3082, 'memory'],
    [7, 'memory'],
    [1, 'failed'],
    [19, 'failed'],
    [11, 'damaged'],
    [523, 'damaged'],
    [26, 'damaged'],
    [267, 'index'],
  ])('error %i is “%s”, in a sentence without SQLite’s own words', (errcode, code) => {
    const raw = Object.assign(new Error('raw words of the engine'), { code: 'ERR_SQLITE_ERROR', errcode });
    const error = asStoreError(raw) as StoreError;
    expect(error).toBeInstanceOf(StoreError);
    expect(error.code).toBe(code);
    expect(error.message).not.toContain('raw words');
    expect(/backup|damaged/i.test(error.message)).toBe(code === 'damaged');
  });

  it('leaves other errors as they are', () => {
    const error = new Error('Points must be a number from 0 to 10.');
    expect(asStoreError(error)).toBe(error);
  });

  it('tells a lock, and does not wait for the writer where it only reads', async () => {
    const file = await aFile();
    await holder(file, 'BEGIN IMMEDIATE');
    const store = await openStore({ databaseFile: file, reading: true });
    expect(store.bots.list()).toHaveLength(1);
    expect(store.database.fillIndex()).toBe(false);
    const error = await caught(() => store.database.hurried(50, () => store.bots.add({ ...bot, name: 'other' })));
    expect(error).toMatchObject({ name: 'StoreError', code: 'locked' });
    store.close();
  });

  it('says that a file held exclusively is in use, not that it is damaged', async () => {
    const file = await aFile();
    const child = await holder(file, 'PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    expect(await caught(() => Store.open(file))).toMatchObject({ code: 'locked' });
    child.kill();
    await once(child, 'exit');
    (await Store.open(file)).close();
  }, 20_000);

  it('says that there is no more room, and takes back the whole transaction', async () => {
    const { database, bots } = await temporaryStore();
    const pages = Number(database.get('PRAGMA page_count')?.['page_count']);
    database.exec(`PRAGMA max_page_count = ${pages + 2}`);
    const fill = (): void =>
      database.transaction(() => {
        for (let number = 0; number < 500; number++) bots.add({ ...bot, name: `bot ${number} ${'x'.repeat(150)}` });
      });
    const error = await caught(fill);
    expect(error).toMatchObject({ code: 'full' });
    expect((error as Error).message).toContain(database.file);
    expect(bots.list()).toEqual([]);
    database.exec('PRAGMA max_page_count = 1000000');
    fill();
    expect(bots.list()).toHaveLength(500);
  });

  it('names a limit on file sizes', async () => {
    const file = await aFile();
    const bundle = await scriptOf(`
      import { Store } from ${JSON.stringify(join(process.cwd(), 'src/store'))};
      const store = await Store.open(${JSON.stringify(file)});
      try {
        for (let number = 0; ; number++) store.bots.add({ ...${JSON.stringify(bot)}, name: 'bot ' + number + 'x'.repeat(150) });
      } catch (error) { console.log(error.code, error.message); }`);
    const said = await shell(`ulimit -f 700; exec ${process.execPath} ${bundle}`);
    expect(said).toMatch(/^file-limit The system does not let this program write files as large/);
    const store = await Store.open(file);
    expect(store.bots.list().length).toBeGreaterThan(1);
    store.close();
  });

  it('names too many open files', async () => {
    const file = await aFile();
    const bundle = await scriptOf(`
      import { openSync } from 'node:fs';
      import { Store } from ${JSON.stringify(join(process.cwd(), 'src/store'))};
      await import('node:sqlite');
      const store = await Store.open(${JSON.stringify(join(dirname(file), 'other.db'))}); store.close();
      try { for (;;) openSync(process.execPath, 'r'); } catch {}
      try { await Store.open(${JSON.stringify(file)}); } catch (error) { console.log(error.code, error.message); }`);
    const said = await shell(`ulimit -n 60; exec ${process.execPath} ${bundle}`);
    expect(said).toMatch(/^too-many-files Too many files are open/);
  });

  it.skipIf(process.platform === 'win32')(
    'reads what belongs to another user or is read-only, and says so when it shall write',
    async () => {
      const file = await aFile();
      const script = await scriptOf(`
        import { openStore } from ${JSON.stringify(join(process.cwd(), 'src/playground/openStore'))};
        const store = await openStore({ databaseFile: ${JSON.stringify(file)} });
        try { store.bots.add({ ...${JSON.stringify(bot)}, name: 'other' }); }
        catch (error) { console.log(store.bots.list().length, error.code, error.message); }
        store.close();`);
      // Root may write everywhere, so it takes another user then.
      for (const one of [dirname(dirname(file)), dirname(script)]) await chmod(one, 0o755);
      await chmod(dirname(file), 0o555);
      onTestFinished(() => chmod(dirname(file), 0o755));
      const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
      expect(await output(spawn(process.execPath, [script], { ...user, cwd: '/' }))).toMatch(
        /^1 permission You may not write the database/,
      );
      expect(await readdir(dirname(file))).toEqual(['playground.db']);
    },
  );

  it('refuses the database of another program, and changes nothing in it', async () => {
    const file = join(await temporaryFolder(), 'playground.db');
    const other = new DatabaseSync(file);
    other.exec('CREATE TABLE letters (text)');
    other.close();
    const before = await readFile(file);
    expect(await caught(() => Store.open(file))).toMatchObject({ code: 'foreign' });
    expect(await readFile(file)).toEqual(before);
  });

  it('opens what can only be read without a way to change it, and brings an older one up to date in a copy', async () => {
    const file = join(await temporaryFolder(), 'playground.db');
    const older = new DatabaseSync(file);
    older.exec(`${migrations.slice(0, 2).join('')}; PRAGMA user_version = 2; PRAGMA journal_mode = WAL`);
    older.exec(`INSERT INTO bot (name, server, model_id, parameters, file_name, practice, created_at)
      VALUES ('gemma', 'http://127.0.0.1:1234', 'gemma', '{}', 'gemma', 0, '2026-01-01T00:00:00.000Z')`);
    older.close();
    const before = await readFile(file);
    const why = new StoreError('readonly', said`It is read-only.`);
    const store = await Store.openForReading(file, why);
    expect(store.search.query('gemma')).toHaveLength(1);
    expect(await caught(() => store.bots.add({ ...bot, name: 'other' }))).toBe(why);
    store.close();
    expect(await readFile(file)).toEqual(before);
  });
});

describe.skipIf(process.platform === 'win32')('a file that is removed or replaced while it is open', () => {
  it.each(['the folder', 'the file', 'the log'])('takes no more scores: %s is gone', async (what) => {
    const file = await aFile();
    const store = await Store.open(file);
    store.bots.add({ ...bot, name: 'before' });
    const gone = { 'the folder': dirname(file), 'the file': file, 'the log': `${file}-wal` }[what] ?? '';
    await rm(gone, { recursive: true });
    for (let time = 0; time < 3; time++)
      expect(await caught(() => store.bots.add({ ...bot, name: `after ${time}` }))).toMatchObject({ code: 'gone' });
    expect(await caught(() => store.database.relaxed(() => store.bots.delete(1)))).toMatchObject({ code: 'gone' });
    store.close();
  });

  it('takes no more when another one stands in its place', async () => {
    const file = await aFile();
    const copy = `${dirname(file)}-copy`;
    await cp(dirname(file), copy, { recursive: true });
    const store = await Store.open(file);
    await rm(dirname(file), { recursive: true });
    await rename(copy, dirname(file));
    expect(await caught(() => store.bots.add({ ...bot, name: 'after' }))).toMatchObject({ code: 'gone' });
    store.close();
  });
});

describe('an emptied file', () => {
  it('is not taken for a new database where results had been', async () => {
    const file = await aFile();
    await rm(file);
    await writeFile(file, '');
    (await Store.open(file)).close();
    await writeFile(file, '');
    await mkdir(join(dirname(file), 'logs'));
    await writeFile(join(dirname(file), 'logs', 'run-000001.log'), 'POST');
    expect(await caught(() => Store.open(file))).toMatchObject({ code: 'emptied' });
    expect(await readFile(file, 'utf8')).toBe('');
  });
});

async function scriptOf(source: string): Promise<string> {
  const { build } = await import('esbuild');
  const folder = await temporaryFolder();
  const outfile = join(folder, 'script.mjs');
  await build({
    stdin: { contents: source, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'error',
  });
  return outfile;
}

function shell(command: string): Promise<string> {
  return output(spawn('bash', ['-c', command]));
}

async function output(child: ChildProcess): Promise<string> {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => (text += data.toString()));
  await once(child, 'close');
  return text;
}
