import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { answerSections, type AnswerContent } from '../../../src/conduct/answerFile';
import { planSave, writePlan } from '../../../src/conduct/saveAnswer';
import { LockHeld, withFileLock } from '../../../src/conduct/saved/fileLock';
import type { Run } from '../../../src/model/run';
import { someStats, temporaryFolder } from '../builders';

/** Saves in each process: 4 × 1,000 take two minutes by hand (`LLP_SAVES=1000`), a few show the same. */
const saves = Number(process.env['LLP_SAVES'] ?? 40);

const content = (promptId: string, text: string, id = 1): AnswerContent => ({
  run: { id, promptId, status: 'complete', error: null, text, reasoning: '', stats: someStats() } as unknown as Run,
  botName: 'm',
  categoryTitle: 'T',
  promptTitle: promptId,
});

/** Saves one answer after the other, and prints the id of each that was acknowledged. */
const writer = `
const [bundle, folder, name, count] = process.argv.slice(2);
const { planSave, writePlan } = require(bundle);
(async () => {
  for (let at = 0; at < Number(count); at++) {
    const promptId = name + '-' + at;
    const run = { id: at + 1, promptId, status: 'complete', error: null, text: 'Answer of ' + promptId, reasoning: '',
      stats: ${JSON.stringify(someStats())} };
    const content = { run, botName: 'm', categoryTitle: 'T', promptTitle: promptId };
    await writePlan(await planSave(folder, 't', 'm', content, []));
    process.stdout.write(promptId + '\\n');
  }
})().catch((error) => { console.error(error); process.exit(1); });
`;

let bundle = '';
let script = '';

beforeAll(async () => {
  const folder = await temporaryFolderForAll();
  bundle = join(folder, 'saveAnswer.cjs');
  script = join(folder, 'writer.cjs');
  const entry = resolve('src/conduct/saveAnswer.ts');
  await build({ entryPoints: [entry], bundle: true, platform: 'node', format: 'cjs', outfile: bundle });
  await writeFile(script, writer);
});

async function temporaryFolderForAll(): Promise<string> {
  const folder = resolve('node_modules/.cache/llp-saves');
  await mkdir(folder, { recursive: true });
  return folder;
}

interface Writer {
  child: ChildProcess;
  acknowledged: string[];
  ended: Promise<{ code: number | null; errors: string }>;
}

function start(folder: string, name: string, count: number): Writer {
  const child = spawn(process.execPath, [script, bundle, folder, name, String(count)]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const acknowledged: string[] = [];
  let rest = '';
  let errors = '';
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  child.stdout.on('data', (data: Buffer) => {
    const lines = (rest + data.toString()).split('\n');
    rest = lines.pop() ?? '';
    acknowledged.push(...lines);
  });
  const ended = new Promise<{ code: number | null; errors: string }>((done) => {
    child.on('close', (code) => done({ code, errors }));
  });
  return { child, acknowledged, ended };
}

async function savedIn(folder: string): Promise<Set<string>> {
  const text = await readFile(join(folder, 'llm_outputs', 't', 'm.md'), 'utf8');
  return new Set(answerSections(text).map((section) => section.promptId));
}

describe('answers of one bot and category', () => {
  it(
    'are all in their file when four processes have saved them',
    async () => {
      const folder = await temporaryFolder();
      const writers = ['a', 'b', 'c', 'd'].map((name) => start(folder, name, saves));
      for (const { ended } of writers) expect(await ended).toEqual({ code: 0, errors: '' });
      const saved = await savedIn(folder);
      const acknowledged = writers.flatMap((one) => one.acknowledged);
      expect(acknowledged).toHaveLength(4 * saves);
      expect(acknowledged.filter((id) => !saved.has(id))).toEqual([]);
      expect(await readdir(join(folder, 'llm_outputs', 't'))).toEqual(['m.md']);
    },
    60_000 + saves * 1_000,
  );

  it('are all there though writers are killed, and the others go on', async () => {
    const folder = await temporaryFolder();
    const writers = ['a', 'b', 'c'].map((name) => start(folder, name, 40));
    for (const one of writers.slice(0, 2)) {
      while (one.acknowledged.length < 5 && one.child.exitCode === null)
        await new Promise((done) => setTimeout(done, 2));
      one.child.kill('SIGKILL');
    }
    expect((await writers[2]?.ended)?.code).toBe(0);
    await Promise.all(writers.map(({ ended }) => ended));
    const saved = await savedIn(folder);
    expect(writers.flatMap((one) => one.acknowledged).filter((id) => !saved.has(id))).toEqual([]);
    expect(saved.size).toBeGreaterThanOrEqual(50);
  }, 60_000);

  it('are put into the file as it is by then, unless that very answer was edited', async () => {
    const folder = await temporaryFolder();
    const first = await planSave(folder, 't', 'm', content('one', '1'), []);
    const second = await planSave(folder, 't', 'm', content('two', '2'), []);
    await writePlan(first);
    await writePlan(second);
    expect(await savedIn(folder)).toEqual(new Set(['one', 'two']));
    const again = await planSave(folder, 't', 'm', content('one', 'better', 2), []);
    const file = join(folder, 'llm_outputs', 't', 'm.md');
    await writeFile(file, (await readFile(file, 'utf8')).replace('\n1\n', '\n1, as I see it\n'));
    await expect(writePlan(again)).rejects.toThrow('was changed in the meantime');
    expect(await readFile(file, 'utf8')).toContain('1, as I see it');
  });
});

describe('the lock of a file', () => {
  const times = { stale: 300, wait: 5_000 };
  const left = async (owner: string): Promise<string> => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, '.m.md.lock'), owner);
    return join(folder, 'm.md');
  };

  it('is taken over at once where its owner is gone', async () => {
    const owner = { pid: 2 ** 22 + 1, host: hostname(), token: 'x' };
    const file = await left(JSON.stringify(owner));
    expect(await withFileLock(file, async () => 'done', { stale: 60_000, wait: 5_000 })).toBe('done');
  });

  it.each([
    ['of another machine', JSON.stringify({ pid: 1, host: 'elsewhere', token: 'x' })],
    ['that says nothing', ''],
    ['that is no lock', '{}'],
  ])('is taken over when one %s has not changed for a while', async (_what, owner) => {
    const file = await left(owner);
    expect(await withFileLock(file, async () => 'done', times)).toBe('done');
  });

  it('is waited for while its owner works, and no longer than said', async () => {
    const file = join(await temporaryFolder(), 'm.md');
    let free = (): void => undefined;
    let held = Promise.resolve();
    // Which of two that come at once gets the lock is open: the other one comes when it is held.
    await new Promise<void>((inside) => {
      held = withFileLock(file, () => new Promise<void>((done) => ((free = done), inside())));
    });
    await expect(withFileLock(file, async () => 'no', { stale: 60_000, wait: 100 })).rejects.toThrow(LockHeld);
    const next = withFileLock(file, async () => 'then');
    free();
    await held;
    expect(await next).toBe('then');
  });

  it('lets one in at a time, also while left-overs are taken away', async () => {
    const file = await left(JSON.stringify({ pid: 2 ** 22 + 1, host: hostname(), token: 'x' }));
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++inside);
      await new Promise((done) => setTimeout(done, 1));
      inside--;
    };
    await Promise.all(Array.from({ length: 20 }, () => withFileLock(file, work)));
    expect(most).toBe(1);
  });

  it('goes when the work fails', async () => {
    const file = join(await temporaryFolder(), 'm.md');
    await expect(withFileLock(file, () => Promise.reject(new Error('no room')))).rejects.toThrow('no room');
    expect(await withFileLock(file, async () => 'next')).toBe('next');
  });
});
