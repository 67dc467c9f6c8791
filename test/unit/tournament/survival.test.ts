import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Store } from '../../../src/store';
import { LeaseStore, leaseMs } from '../../../src/store/leases';
import { temporaryFolder, temporaryStore } from '../builders';
import { buildCli, runCli, startCli } from '../cli/bundle';
import { bot, playgroundFor, practice, prompts, squeezed, story, until } from './setup';

const spark = 'practice/spark-1b';
const swift = 'practice/swift-3b@q4_k_m';
let bundle: string;
beforeAll(async () => {
  bundle = await buildCli();
}, 60_000);

const lines = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('a tournament whose process is killed', () => {
  it('goes on where it was: no finished run is repeated, no half run counted, no model loaded twice', async () => {
    const server = await practice({ speed: 8 });
    const folder = await temporaryFolder();
    const child = startCli(
      bundle,
      ['tournament', '--model', spark, swift, '--category', 'booting', '--json', '--server', server.url],
      folder,
    );
    let printed = '';
    child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    // While a prompt is being answered, not while a model is being loaded.
    const isAnswering = (): boolean =>
      server.log.some(({ path, outcome }) => path.includes('chat') && outcome === 'open');
    await until(() => lines(printed).length >= 2 && isAnswering(), 30);
    child.kill('SIGKILL');
    await once(child, 'exit');

    const status = JSON.parse((await runCli(bundle, ['tournament', 'status', '--json'], folder)).stdout) as Record<
      string,
      unknown
    >;
    expect(status).toMatchObject({ state: 'open', active: false, total: 12 });
    const before = await Store.open(join(folder, '.llp', 'playground.db'));
    const done = before.jobs.list(1, 'done');
    const [half] = before.jobs.list(1, 'running');
    expect(done.length).toBeGreaterThanOrEqual(2);
    expect(half?.runId).not.toBeNull();
    before.close();

    const resumed = await runCli(bundle, ['tournament', 'resume', '--json'], folder);
    expect(resumed.code).toBe(0);
    const rest = lines(resumed.stdout);
    expect(rest).toHaveLength(12 - done.length);
    expect(rest.every(({ status: one }) => one === 'complete')).toBe(true);

    const store = await Store.open(join(folder, '.llp', 'playground.db'));
    try {
      expect(store.jobs.counts(1)).toMatchObject({ done: 12, pending: 0, running: 0 });
      for (const job of done) expect(store.jobs.get(job.id)).toEqual(job);
      expect(store.runs.require(half?.runId ?? 0)).toMatchObject({ status: 'failed' });
      expect(store.runs.require(half?.runId ?? 0).error).toContain('closed before the answer was finished');
      const runs = store.database.all<{ runs: number }>(
        "SELECT COUNT(*) AS runs FROM run WHERE status = 'complete' GROUP BY bot_id, category_id, prompt_id",
      );
      expect(runs).toHaveLength(12);
      expect(runs.every((row) => row.runs === 1)).toBe(true);
      // Every answer is in its file, also the one that was complete just before the end.
      for (const { runId } of store.jobs.list(1)) {
        const { output, promptId } = store.runs.require(runId ?? 0);
        expect(await readFile(join(folder, output ?? ''), 'utf8')).toContain(`prompt=${promptId} run=${runId}`);
      }
    } finally {
      store.close();
    }
    const loads = story(server).filter((line) => line.startsWith('load'));
    expect([...loads].sort()).toEqual([`load ${spark}`, `load ${swift}`]);
    expect(story(server).filter((line) => line.startsWith('unload'))).toHaveLength(2);
  }, 60_000);

  it('puts its work back and says how to go on when it is interrupted', async () => {
    const server = await practice({ speed: 5 });
    const folder = await temporaryFolder();
    const child = startCli(
      bundle,
      ['tournament', '--model', spark, '--category', 'booting', '--server', server.url],
      folder,
    );
    let complaint = '';
    child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    await until(() => story(server).includes(`chat ${spark}`), 30);
    child.kill('SIGINT');
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(1);
    expect(complaint).toContain('llp tournament resume 1 goes on');
    const store = await Store.open(join(folder, '.llp', 'playground.db'));
    const { running, pending, done } = store.jobs.counts(1);
    store.close();
    expect([running, pending + done]).toEqual([0, 6]);
    // Ended by another process, what was loaded is unloaded.
    expect((await runCli(bundle, ['tournament', 'cancel'], folder)).code).toBe(0);
    expect(story(server).at(-1)).toBe(`unload ${spark}`);
  }, 60_000);
});

describe('llp tournament', () => {
  it('exits 1 when prompts failed, prints their lines, and says in its status why', async () => {
    const server = await practice();
    const folder = await temporaryFolder();
    const args = [
      'tournament',
      '--model',
      spark,
      'practice/fault-load-failed',
      '--category',
      'booting',
      '--prompt',
      'booting-teaching',
    ];
    const { code, stdout, stderr } = await runCli(bundle, [...args, '--json', '--server', server.url], folder);
    expect(code).toBe(1);
    expect(stderr).toContain('1 of 2 prompts failed');
    const [first, second] = lines(stdout).sort((a, b) => String(b['bot']).localeCompare(String(a['bot'])));
    expect(first).toMatchObject({
      bot: spark,
      prompt: 'booting-teaching',
      status: 'complete',
      jobStatus: 'done',
      output: expect.any(String) as string,
    });
    expect(second).toMatchObject({
      status: 'failed',
      jobStatus: 'parked',
      errorCode: 'load-failed',
      text: '',
      stats: null,
    });
    const status = await runCli(bundle, ['tournament', 'status'], folder);
    expect(status.stdout).toContain('insufficient system resources');
  }, 60_000);

  it('exits 2 without bots, and 1 with a sentence for what does not exist', async () => {
    const folder = await temporaryFolder();
    expect((await runCli(bundle, ['tournament'], folder)).code).toBe(2);
    const { code, stderr } = await runCli(bundle, ['tournament', 'status', '7'], folder);
    expect([code, stderr]).toEqual([1, 'There is no tournament with the number 7.\n']);
  });
});

describe('two processes', () => {
  it('never run the same queue: the second one says that the first is at it', async () => {
    const server = await practice({ speed: 10 });
    const workspace = await temporaryFolder();
    const first = await playgroundFor([{ url: server.url }], { workspace });
    const second = await playgroundFor([{ url: server.url }], { workspace });
    const plan = first.tournaments.plan({ bots: [bot(first, spark)], prompts: prompts(first, 'booting', 3) });
    const { id } = first.tournaments.create(plan);
    const run = first.tournaments.run(id);
    await until(() => first.tournaments.live().length > 0);
    await expect(second.tournaments.run(id)).rejects.toThrow('Another window or terminal');
    expect(second.tournaments.progress(id).active).toBe(true);
    expect((await run).counts).toMatchObject({ done: 3 });
    expect(first.store.runs.count()).toBe(3);
  });

  it('take turns at a server with tournaments of their own', async () => {
    const server = await practice({ speed: 20 });
    const workspace = await temporaryFolder();
    const first = await playgroundFor([{ url: server.url }], { workspace });
    const second = await playgroundFor([{ url: server.url }], { workspace });
    const start = (playground: typeof first, model: string): Promise<unknown> => {
      const { tournaments } = playground;
      const plan = tournaments.plan({ bots: [bot(playground, model)], prompts: prompts(playground, 'booting', 3) });
      return tournaments.run(tournaments.create(plan).id);
    };
    const one = start(first, spark);
    await until(() => first.tournaments.live().length > 0);
    const two = start(second, swift);
    await until(() => second.tournaments.progress(2).lanes[0]?.kind === 'waiting-for-turn');
    await Promise.all([one, two]);
    expect(squeezed(story(server))).toEqual([
      `load ${spark}`,
      `chat ${spark}`,
      `unload ${spark}`,
      `load ${swift}`,
      `chat ${swift}`,
      `unload ${swift}`,
    ]);
  });

  it('hear of each other’s pause and cancel', async () => {
    const server = await practice({ speed: 5 });
    const workspace = await temporaryFolder();
    const first = await playgroundFor([{ url: server.url }], { workspace });
    const second = await playgroundFor([{ url: server.url }], { workspace });
    const plan = first.tournaments.plan({ bots: [bot(first, spark)], prompts: prompts(first, 'booting', 5) });
    const { id } = first.tournaments.create(plan);
    const run = first.tournaments.run(id);
    await until(() => first.tournaments.live().length > 0);
    await second.tournaments.cancel(id);
    expect((await run).tournament.state).toBe('cancelled');
    expect(first.tournaments.progress(id).counts).toMatchObject({ running: 0, pending: 0 });
  });
});

describe('closing the window', () => {
  it('puts the answer in flight back at once, and a new window goes on', async () => {
    const server = await practice({ speed: 10 });
    const workspace = await temporaryFolder();
    const first = await playgroundFor([{ url: server.url }], { workspace });
    const plan = first.tournaments.plan({ bots: [bot(first, spark)], prompts: prompts(first, 'booting', 3) });
    const { id } = first.tournaments.create(plan);
    const run = first.tournaments.run(id);
    await until(() => first.tournaments.live().some(({ runId }) => runId !== null));
    first.close();
    // The closed window must not touch the database any more, nor fail loudly.
    await run.catch(() => undefined);
    const second = await playgroundFor([{ url: server.url }], { workspace });
    expect(second.store.jobs.counts(id)).toMatchObject({ running: 0 });
    expect(second.tournaments.isActive(id)).toBe(false);
    expect((await second.tournaments.run(id)).counts).toMatchObject({ done: 3 });
    expect(squeezed(story(server)).filter((line) => line.startsWith('load'))).toEqual([`load ${spark}`]);
  });
});

describe('a lease', () => {
  const here = { pid: 1, host: 'here' };

  it('keeps others away until it is released or runs out', async () => {
    const leases = new LeaseStore((await temporaryStore()).database, () => true);
    expect(leases.acquire('s', 1, { ...here, owner: 'a' }, 0)).toBeNull();
    expect(leases.acquire('s', 1, { ...here, owner: 'b' }, leaseMs - 1)).toMatchObject({ owner: 'a', tournamentId: 1 });
    expect(leases.renew('s', 'a', leaseMs - 1)).toBe(true);
    expect(leases.acquire('s', 1, { ...here, owner: 'b' }, leaseMs + 1)).not.toBeNull();
    expect(leases.acquire('s', 1, { ...here, owner: 'b' }, 2 * leaseMs)).toBeNull();
    // The first owner learns that it has lost the server.
    expect(leases.renew('s', 'a', 2 * leaseMs)).toBe(false);
    leases.release('b');
    expect(leases.acquire('s', 2, { ...here, owner: 'c' }, 2 * leaseMs)).toBeNull();
  });

  it('of a dead process of this machine is free at once; of another machine only when it runs out', async () => {
    const leases = new LeaseStore((await temporaryStore()).database, () => false);
    leases.acquire('s', 1, { ...here, owner: 'a' }, 0);
    leases.acquire('t', 1, { pid: 1, host: 'elsewhere', owner: 'a' }, 0);
    expect(leases.acquire('s', 1, { ...here, owner: 'b' }, 1)).toBeNull();
    expect(leases.acquire('t', 1, { ...here, owner: 'b' }, 1)).toMatchObject({ host: 'elsewhere' });
  });
});
