import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bot, playgroundFor, practice, prompts, squeezed, story, until } from './setup';

const swift = 'practice/swift-3b@q4_k_m';
const spark = 'practice/spark-1b';
const sage = 'practice/sage-27b';

describe('a tournament', () => {
  it('loads each model exactly once, asks it everything, unloads it, and goes on to the next', async () => {
    const server = await practice();
    const playground = await playgroundFor([{ url: server.url }]);
    const { tournaments } = playground;
    const { id } = tournaments.create(
      tournaments.plan({
        // Given alternately: the queue must bring together what belongs together.
        bots: [bot(playground, swift), bot(playground, spark)],
        prompts: prompts(playground, 'booting', 3),
        temperatures: [0.3, 1],
        repeats: 2,
      }),
    );
    const { counts, tournament } = await tournaments.run(id);
    expect(tournament.state).toBe('done');
    expect(counts).toMatchObject({ done: 24, pending: 0, failed: 0, parked: 0 });
    expect(squeezed(story(server))).toEqual([
      `load ${swift}`,
      `chat ${swift}`,
      `unload ${swift}`,
      `load ${spark}`,
      `chat ${spark}`,
      `unload ${spark}`,
    ]);
    const names = playground.store.bots.list().map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([`${swift}@temp03`, `${swift}@temp03#2`, `${swift}@temp10`, `${spark}@temp10#2`]),
    );
    const row = playground.store.bots.findByName(`${spark}@temp03#2`);
    expect(
      playground.store.runs.history(row?.id ?? 0, 'booting', prompts(playground, 'booting')[0]?.id ?? ''),
    ).toHaveLength(1);
  });

  it('saves each answer as it is complete, and leaves a section that was edited by hand alone', async () => {
    const server = await practice();
    const playground = await playgroundFor([{ url: server.url }]);
    const { tournaments, options } = playground;
    const [first, second] = prompts(playground, 'booting', 2);
    if (!first || !second) throw new Error('The suite has no prompts.');
    const choice = { bots: [bot(playground, spark)], prompts: [first, second] };
    await tournaments.run(tournaments.create(tournaments.plan(choice)).id);
    const file = join(options.workspace ?? '', 'llm_outputs', 'booting', `${bot(playground, spark).fileName}.md`);
    const saved = await readFile(file, 'utf8');
    expect(saved).toContain(`prompt=${first.id}`);
    expect(saved).toContain(`prompt=${second.id}`);

    await writeFile(file, saved.replace(`<!-- llp:end prompt=${first.id} -->`, `My own remark.\n$&`));
    const again = tournaments.create(tournaments.plan(choice));
    await tournaments.run(again.id);
    expect(await readFile(file, 'utf8')).toContain('My own remark.');
    const [edited, plain] = playground.store.jobs.list(again.id);
    expect(edited).toMatchObject({ status: 'done' });
    expect(edited?.note).toContain('edited by hand');
    expect(plain).toMatchObject({ status: 'done', note: null });
  });

  it('does not load a resident model with enough context, and leaves it in memory', async () => {
    const server = await practice({ loaded: [spark], defaultContextLength: 32768 });
    const playground = await playgroundFor([{ url: server.url }]);
    const { tournaments } = playground;
    await tournaments.run(
      tournaments.create(
        tournaments.plan({ bots: [bot(playground, spark)], prompts: prompts(playground, 'booting', 2) }),
      ).id,
    );
    expect(squeezed(story(server))).toEqual([`chat ${spark}`]);
  });

  it('reloads a resident model whose context is too small, never a second instance', async () => {
    const server = await practice({ loaded: [sage], defaultContextLength: 4096 });
    const playground = await playgroundFor([{ url: server.url }]);
    const { tournaments } = playground;
    const plan = tournaments.plan({
      bots: [bot(playground, sage)],
      prompts: prompts(playground, 'booting', 1),
      options: { contextLength: 65536 },
    });
    await tournaments.run(tournaments.create(plan).id);
    expect(squeezed(story(server))).toEqual([`unload ${sage}`, `load ${sage}`, `chat ${sage}`]);
    const adapter = await playground.servers.adapter(server.url);
    // A person had loaded it, so it stays.
    expect(await adapter.getModel(sage)).toMatchObject({
      state: 'loaded',
      loadedContextLength: 65536,
      instances: [sage],
    });
  });

  it('asks for 32,768 tokens of context, or all that the model has', async () => {
    const server = await practice();
    const playground = await playgroundFor([{ url: server.url }]);
    const { tournaments } = playground;
    const rambler = 'practice/rambler-7b';
    const { id } = tournaments.create(
      tournaments.plan({
        bots: [bot(playground, sage), bot(playground, rambler)],
        prompts: prompts(playground, 'booting', 1),
      }),
    );
    await tournaments.run(id);
    const contexts = playground.store.jobs
      .list(id)
      .map(({ runId }) => playground.store.runs.require(runId ?? 0).model?.loadedContextLength);
    expect(contexts).toEqual([32768, 16384]);
  });

  it('pauses after the answer that is arriving and goes on without loading again', async () => {
    const server = await practice({ speed: 40 });
    const playground = await playgroundFor([{ url: server.url }]);
    const { tournaments, store } = playground;
    const { id } = tournaments.create(
      tournaments.plan({ bots: [bot(playground, spark)], prompts: prompts(playground, 'booting', 4) }),
    );
    const run = tournaments.run(id);
    await until(() => tournaments.live().some(({ runId }) => runId !== null));
    tournaments.pause(id);
    const paused = await run;
    expect(paused.tournament.state).toBe('paused');
    expect(paused.counts).toMatchObject({ running: 0, cancelled: 0 });
    expect(paused.counts.done).toBeGreaterThan(0);
    expect(paused.counts.pending).toBeGreaterThan(0);
    const over = await tournaments.run(id);
    expect(over.counts.done).toBe(4);
    expect(squeezed(story(server))).toEqual([`load ${spark}`, `chat ${spark}`, `unload ${spark}`]);
    expect(store.runs.count()).toBe(4);
  });

  it('cancels at once, keeps what is finished, and unloads what it had loaded', async () => {
    const server = await practice({ speed: 4 });
    const playground = await playgroundFor([{ url: server.url }]);
    const { tournaments, store } = playground;
    const { id } = tournaments.create(
      tournaments.plan({ bots: [bot(playground, spark)], prompts: prompts(playground, 'booting', 4) }),
    );
    const run = tournaments.run(id);
    await until(
      () => store.jobs.counts(id).done === 1 && (tournaments.live()[0]?.answer?.meter.live().deltas ?? 0) > 2,
    );
    await tournaments.cancel(id);
    const { counts } = await run;
    expect(counts).toMatchObject({ pending: 0, running: 0, failed: 0 });
    expect(counts.cancelled).toBe(4 - counts.done);
    expect(story(server).at(-1)).toBe(`unload ${spark}`);
    const [last] = server.log.filter(({ path }) => path.includes('chat')).slice(-1);
    await until(() => last?.outcome !== 'open');
    expect(last?.outcome).not.toBe('complete');
  });

  it('skips one prompt, also while it is being answered, and runs the others', async () => {
    const server = await practice({ speed: 20 });
    const playground = await playgroundFor([{ url: server.url }]);
    const { tournaments, store } = playground;
    const { id } = tournaments.create(
      tournaments.plan({ bots: [bot(playground, spark)], prompts: prompts(playground, 'booting', 3) }),
    );
    const run = tournaments.run(id);
    await until(() => tournaments.live().some(({ runId }) => runId !== null));
    const [running] = tournaments.live();
    const [last] = store.jobs.list(id, 'pending').slice(-1);
    tournaments.skip(running?.job.id ?? 0);
    tournaments.skip(last?.id ?? 0);
    expect((await run).counts).toMatchObject({ skipped: 2, done: 1 });
    expect(store.jobs.get(running?.job.id ?? 0)?.status).toBe('skipped');
  });

  it('shows a watcher what has arrived before it came, and the rest', async () => {
    const server = await practice({ speed: 15 });
    const playground = await playgroundFor([{ url: server.url }]);
    const { tournaments, store } = playground;
    const { id } = tournaments.create(
      tournaments.plan({ bots: [bot(playground, spark)], prompts: prompts(playground, 'booting', 1) }),
    );
    const run = tournaments.run(id);
    await until(() => (tournaments.live()[0]?.answer?.meter.live().deltas ?? 0) > 3);
    let seen = '';
    tournaments.live()[0]?.answer?.watch((event) => {
      if (event.type === 'text') seen += event.text;
    });
    expect(seen).not.toBe('');
    await run;
    const [job] = store.jobs.list(id);
    expect(seen).toBe(store.runs.require(job?.runId ?? 0).text);
  });
});
