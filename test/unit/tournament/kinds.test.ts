import { said } from '../../../src/l10n/said';
import { DatabaseSync } from 'node:sqlite';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { localLanes, type Job } from '../../../src/model/tournament';
import { queuePort } from '../../../src/playground/queuePort';
import { JobKinds, JobRefused, type JobKind, type JobReport } from '../../../src/queue/kind';
import { Tournaments } from '../../../src/queue/tournaments';
import { Store } from '../../../src/store';
import { jobKindSchema } from '../../../src/store/jobKindSchema';
import { migrations } from '../../../src/store/migrations';
import { registerSearchFunctions } from '../../../src/store/search/functions';
import type { NewJob } from '../../../src/store/tournaments';
import { temporaryFolder } from '../builders';
import { impatient, playgroundFor, until } from './setup';

const job = (label: string, changes: Partial<NewJob> = {}): NewJob => ({
  kind: 'verify',
  botId: null,
  categoryId: '',
  promptId: '',
  server: localLanes.thisMachine,
  modelId: '',
  label,
  ...changes,
});

/** A kind that does what a test says. */
const kindOf = (work: (job: Job, signal: AbortSignal, report: JobReport) => Promise<void>): JobKind => ({
  name: 'verify',
  work: async (one, signal, report) => {
    await work(one, signal, report);
    return { run: null, failure: null };
  },
});

async function queueOf(kind: JobKind, workspace?: string): Promise<{ store: Store; tournaments: Tournaments }> {
  const playground = await playgroundFor([], workspace === undefined ? {} : { workspace });
  const port = queuePort(playground, new JobKinds([kind]), () => undefined);
  return { store: playground.store, tournaments: new Tournaments(port, impatient) };
}

const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));

describe('a kind of job that needs no server', () => {
  it('is worked on one after the other, keeps its subject, and can be added to while it runs', async () => {
    const seen: unknown[] = [];
    let atOnce = 0;
    const { tournaments, store } = await queueOf(
      kindOf(async (one) => {
        expect(++atOnce).toBe(1);
        if (one.label === 'a') tournaments.add(one.tournamentId, [job('c')]);
        await new Promise((resolve) => setImmediate(resolve));
        seen.push([one.label, one.subject]);
        atOnce--;
      }),
    );
    const { id } = tournaments.create({
      title: 'Two',
      practice: false,
      jobs: [job('a', { subject: { file: 'x.md' } }), job('b')],
    });
    const { counts, tournament } = await tournaments.run(id);
    expect([counts.done, tournament.state]).toEqual([3, 'done']);
    expect(seen).toEqual([
      ['a', { file: 'x.md' }],
      ['b', null],
      ['c', null],
    ]);
    expect(store.jobs.list(id).map(({ kind, botId }) => [kind, botId])).toEqual(Array(3).fill(['verify', null]));
  });

  it('goes on with what is added as its last job ends, as code is that comes in', async () => {
    const { tournaments, store } = await queueOf(kindOf(async () => undefined));
    tournaments.onEvent((event) => {
      if (event.type !== 'ended' || event.job.label !== 'last') return;
      tournaments.add(event.job.tournamentId, [job('same lane'), job('other lane', { server: localLanes.aside })]);
    });
    const { id } = tournaments.create({ title: 'Grows', practice: false, jobs: [job('last')] });
    const { counts, tournament } = await tournaments.run(id);
    expect([counts.done, tournament.state]).toEqual([3, 'done']);
    expect(store.jobs.kinds(id)).toEqual(['verify']);
    expect(store.jobs.arriving()).toEqual([]);
  });

  it('says what it is doing, is skipped at once, and keeps its note', async () => {
    const { tournaments, store } = await queueOf(
      kindOf(async (one, signal, report) => {
        report.note('A note.');
        report.progress(`At ${one.label}.`);
        if (one.label === 'endless') await untilAborted(signal);
      }),
    );
    const { id } = tournaments.create({ title: 'Skip', practice: false, jobs: [job('endless'), job('short')] });
    const run = tournaments.run(id);
    await until(() => tournaments.live()[0]?.progress === 'At endless.');
    tournaments.skip(tournaments.live()[0]?.job.id ?? 0);
    expect((await run).counts).toMatchObject({ skipped: 1, done: 1 });
    expect(store.jobs.list(id).map(({ note }) => note)).toEqual(['A note.', 'A note.']);
  });

  it('is paused after the job at hand, and goes on', async () => {
    let release = (): void => undefined;
    const { tournaments } = await queueOf(kindOf(() => new Promise((resolve) => (release = resolve))));
    const { id } = tournaments.create({ title: 'Pause', practice: false, jobs: [job('a'), job('b')] });
    const paused = tournaments.run(id);
    await until(() => tournaments.live().length === 1);
    tournaments.pause(id);
    release();
    expect(await paused).toMatchObject({ counts: { done: 1, pending: 1 }, tournament: { state: 'paused' } });
    const rest = tournaments.run(id);
    await until(() => tournaments.live().length === 1);
    release();
    expect((await rest).counts).toMatchObject({ done: 2 });
  });

  it('goes back into the queue when its process closes, and another one does what is left', async () => {
    const workspace = await temporaryFolder();
    const first = await queueOf(
      kindOf((one, signal) => (one.label === 'b' ? untilAborted(signal) : Promise.resolve())),
      workspace,
    );
    const { id } = first.tournaments.create({
      title: 'Close',
      practice: false,
      jobs: ['a', 'b', 'c'].map((x) => job(x)),
    });
    const run = first.tournaments.run(id);
    await until(() => first.store.jobs.counts(id).done === 1 && first.tournaments.live().length === 1);
    first.tournaments.close();
    await run.catch(() => undefined);
    const done: unknown[] = [];
    const second = await queueOf(
      kindOf(async (one) => {
        done.push(one.label);
      }),
      workspace,
    );
    expect((await second.tournaments.run(id)).counts).toMatchObject({ done: 3 });
    expect(done).toEqual(['b', 'c']);
    for (const { attempts } of second.store.jobs.list(id)) expect(attempts).toBe(1);
  });

  it('that refuses, or that this version does not know, fails with its reason and can be queued again', async () => {
    let isReady = false;
    const { tournaments, store } = await queueOf(
      kindOf(async () => {
        if (!isReady) throw new JobRefused(said`Not yet.`);
      }),
    );
    const { id } = tournaments.create({ title: 'No', practice: false, jobs: [job('a'), job('b', { kind: 'judge' })] });
    expect((await tournaments.run(id)).counts).toMatchObject({ failed: 2 });
    expect(store.jobs.list(id).map(({ reason }) => reason)).toEqual([
      'Not yet.',
      'This version of LLP cannot do jobs of the kind “judge”; update it.',
    ]);
    isReady = true;
    expect(tournaments.retry(id)).toBe(2);
    expect((await tournaments.run(id)).counts).toMatchObject({ done: 1, failed: 1 });
  });
});

describe('evaluations in the queue', () => {
  it('run nothing before the person has agreed, in this process, and nothing from outside the workspace', async () => {
    const workspace = await temporaryFolder();
    const file = join(workspace, 'llm_outputs', 'swe', 'bot.md');
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(file, '# Nothing\n\nNo code at all.\n');
    const { tournaments, evaluations, store } = await playgroundFor([], { workspace });
    expect(() => evaluations.plan([join(workspace, '..', 'elsewhere.md')], 'No')).toThrow('not in this workspace');
    const { id } = tournaments.create(evaluations.plan([file], 'One answer'));
    expect((await tournaments.run(id)).counts).toMatchObject({ failed: 1 });
    expect(store.jobs.list(id)[0]).toMatchObject({
      label: 'llm_outputs/swe/bot.md',
      reason: expect.stringContaining('agreed'),
    });
    const outside = { ...job('outside'), kind: 'evaluate', subject: { file: '../elsewhere.md' } } as const;
    tournaments.add(id, [outside]);
    evaluations.agree(id, { consent: true, trusted: false });
    tournaments.retry(id);
    expect((await tournaments.run(id)).counts).toMatchObject({ failed: 2 });
    expect(store.jobs.list(id).map(({ reason }) => reason)).toEqual([
      'Code of answers runs only in a trusted workspace; trust this one first.',
      expect.stringContaining('is not in this workspace'),
    ]);
    evaluations.agree(id, { consent: true, trusted: true });
    tournaments.retry(id);
    // Without code nothing has to run for it to be known that there is nothing to score.
    expect((await tournaments.run(id)).counts).toMatchObject({ done: 1, failed: 1 });
  });
});

it('jobs of databases from before there were kinds are prompts and go on', async () => {
  const file = join(await temporaryFolder(), 'old.db');
  const old = new DatabaseSync(file);
  registerSearchFunctions(old);
  const before = migrations.indexOf(jobKindSchema);
  for (const step of migrations.slice(0, before)) old.exec(step);
  old.exec(`PRAGMA user_version = ${before};
    INSERT INTO bot (id, name, server, model_id, parameters, file_name, created_at)
      VALUES (3, 'b', 's', 'm', '{}', 'f', '');
    INSERT INTO tournament VALUES (1, 'Old', 'open', '{}', 0, '2026-01-01', NULL);
    INSERT INTO job (id, tournament_id, position, bot_id, category_id, prompt_id, server, model_id, status, attempts, note, owner)
      VALUES (7, 1, 0, 3, 'booting', 'one', 's', 'm', 'done', 1, 'a note', NULL),
        (9, 1, 1, 3, 'booting', 'two', 's', 'm', 'running', 1, NULL, 'gone');`);
  old.close();
  const store = await Store.open(file);
  try {
    expect(store.jobs.list(1)).toMatchObject([
      { id: 7, kind: 'prompt', botId: 3, promptId: 'one', subject: null, label: null, status: 'done', note: 'a note' },
      { id: 9, kind: 'prompt', status: 'running', attempts: 1 },
    ]);
    store.jobSteps.recover('s', 'me');
    expect(store.jobs.get(9)).toMatchObject({ status: 'pending', attempts: 0 });
    store.tournaments.add(1, [job('new')]);
    expect(store.jobs.list(1).at(-1)).toMatchObject({ id: 10, position: 2 });
  } finally {
    store.close();
  }
});
