import { expect, it } from 'vitest';
import { guarded } from '../../../src/model/guarded';
import { bot, playgroundFor, practice, prompts, until } from '../tournament/setup';

const model = 'practice/spark-1b';

it('a watcher that throws is no bad response of the server: the answer is whole, and the fault is told', async () => {
  const server = await practice();
  const problems: string[] = [];
  const playground = await playgroundFor([{ url: server.url }], {
    onProblem: (problem) => problems.push((problem as Error).message),
  });
  const fail = (name: string) => () => {
    throw new Error(name);
  };
  playground.onDidChange(fail('a view'));
  const [prompt] = prompts(playground, 'booting', 1);
  const run = await playground.run({
    bot: bot(playground, model),
    prompt: prompt!,
    onStart: fail('begin'),
    onEvent: fail('event'),
    onAnswered: fail('answered'),
  });
  expect(run).toMatchObject({ status: 'complete', errorCode: null, error: null });
  expect(run.text).not.toBe('');
  expect(playground.read.runs.require(run.id).status).toBe('complete');
  expect(new Set(problems)).toEqual(new Set(['a view', 'begin', 'event', 'answered']));
  // A repeated fault is told once, not for every piece of the answer.
  expect(problems.filter((problem) => problem === 'event')).toHaveLength(1);
});

it('a watcher of a failed run that throws leaves it failed for its own reason', async () => {
  const server = await practice();
  const playground = await playgroundFor([{ url: server.url }], { onProblem: () => undefined });
  const one = bot(playground, model);
  const [prompt] = prompts(playground, 'booting', 1);
  await server.stop();
  const run = await playground.run({
    bot: one,
    prompt: prompt!,
    onFailure: () => {
      throw new Error('watcher');
    },
  });
  expect(run).toMatchObject({ status: 'failed', errorCode: 'unreachable' });
});

it('a tournament goes on though those who listen to it fail', async () => {
  const server = await practice();
  const problems: string[] = [];
  const playground = await playgroundFor([{ url: server.url }], {
    onProblem: (problem) => problems.push((problem as Error).message),
  });
  const told: string[] = [];
  playground.tournaments.onEvent(() => {
    throw new Error('a listener');
  });
  playground.tournaments.onEvent(({ type }) => told.push(type));
  const plan = playground.tournaments.plan({
    bots: [bot(playground, model)],
    prompts: prompts(playground, 'booting', 2),
    title: 'two',
  });
  const progress = await playground.tournaments.run(playground.tournaments.create(plan).id);
  expect(progress.counts.done).toBe(2);
  expect(told).toContain('ended');
  await until(() => problems.includes('a listener'));
});

it('a guarded callback tells a fault once until another one comes', () => {
  const problems: string[] = [];
  let fault = 'first';
  const work = guarded(
    () => {
      if (fault !== '') throw new Error(fault);
    },
    (problem) => problems.push((problem as Error).message),
  );
  work();
  work();
  fault = 'second';
  work();
  fault = '';
  work();
  expect(problems).toEqual(['first', 'second']);
});
