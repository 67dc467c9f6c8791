import { describe, expect, it } from 'vitest';
import type { TournamentProgress } from '../../../src/model/tournament';
import type { Playground } from '../../../src/playground';
import { bot, playgroundFor, practice, prompts, squeezed, story, until } from './setup';
import { say, sendJson, streamText, TinyServer } from './tinyServer';

async function everything(
  playground: Playground,
  models: string[],
  count = 3,
): Promise<{ id: number; run: Promise<TournamentProgress> }> {
  const { tournaments } = playground;
  const plan = tournaments.plan({
    bots: models.map((id) => bot(playground, id)),
    prompts: prompts(playground, 'booting', count),
  });
  const { id } = tournaments.create(plan);
  return { id, run: tournaments.run(id) };
}

describe('failures in a tournament', () => {
  it('tries again with growing pauses, then parks the prompt with its reason and runs the rest', async () => {
    const server = await TinyServer.start(['a'], ({ prompt, response }) =>
      server.asked[0]?.prompt === prompt
        ? sendJson(response, 500, { error: { message: 'Out of luck' } })
        : streamText(response, 'Fine.'),
    );
    const playground = await playgroundFor([{ url: server.url, kind: 'openai-compatible' }]);
    const { id, run } = await everything(playground, ['a']);
    const { counts, tournament } = await run;
    expect(tournament.state).toBe('done');
    expect(counts).toMatchObject({ done: 2, parked: 1, failed: 0 });
    const [parked] = playground.store.jobs.list(id, 'parked');
    expect(parked).toMatchObject({ attempts: 3, errorCode: 'server-error' });
    expect(parked?.reason).toContain('Out of luck');
    const tries = server.asked.filter(({ prompt }) => prompt === server.asked[0]?.prompt).map(({ at }) => at);
    expect(tries).toHaveLength(3);
    // The others did not wait for it.
    expect(server.asked[1]?.prompt).not.toBe(server.asked[0]?.prompt);
    const [first = 0, second = 0, third = 0] = tries;
    expect(second - first).toBeGreaterThanOrEqual(15);
    expect(third - second).toBeGreaterThanOrEqual(30);
  });

  it('does not repeat what cannot succeed, and runs failed prompts again on request', async () => {
    let broken = true;
    const server = await TinyServer.start(['a'], ({ response }) =>
      broken ? sendJson(response, 400, { error: { message: 'top_k is unknown' } }) : streamText(response, 'Fine.'),
    );
    const playground = await playgroundFor([{ url: server.url, kind: 'openai-compatible' }]);
    const { id, run } = await everything(playground, ['a'], 2);
    expect((await run).counts).toMatchObject({ failed: 2 });
    expect(server.asked).toHaveLength(2);
    broken = false;
    expect(playground.tournaments.retry(id)).toBe(2);
    expect((await playground.tournaments.run(id)).counts).toMatchObject({ failed: 0, done: 2 });
  });

  it('rests for as long as a busy server asks', async () => {
    const server = await TinyServer.start(['a'], ({ attempt, response }) =>
      attempt === 1 && server.asked.length === 1
        ? sendJson(response, 429, { error: { message: 'Too many requests' } }, { 'retry-after': '1' })
        : streamText(response, 'Fine.'),
    );
    const playground = await playgroundFor([{ url: server.url, kind: 'openai-compatible' }]);
    const { run } = await everything(playground, ['a'], 2);
    expect((await run).counts).toMatchObject({ done: 2 });
    const [first, second] = server.asked;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(990);
  });

  it('parks all prompts of a model that does not load, after three tries, and goes on with the next model', async () => {
    const server = await practice({ faults: true });
    const playground = await playgroundFor([{ url: server.url }]);
    const broken = 'practice/fault-load-failed';
    const { id, run } = await everything(playground, [broken, 'practice/spark-1b']);
    expect((await run).counts).toMatchObject({ parked: 3, done: 3 });
    const loads = story(server).filter((line) => line === `load ${broken}`);
    expect(loads).toHaveLength(3);
    expect(story(server)).not.toContain(`chat ${broken}`);
    for (const job of playground.store.jobs.list(id, 'parked')) expect(job.errorCode).toBe('load-failed');
  });

  it('pauses while the server is gone and goes on when it is back, without an attempt lost', async () => {
    const server = await TinyServer.start(['a'], async ({ response }) => {
      if (server.asked.length === 2) await server.stop();
      else streamText(response, 'Fine.');
    });
    const playground = await playgroundFor([{ url: server.url, kind: 'openai-compatible' }]);
    const { id, run } = await everything(playground, ['a'], 4);
    await until(() => playground.tournaments.progress(id).lanes[0]?.kind === 'server-gone');
    const waiting = playground.tournaments.progress(id);
    expect(waiting.counts).toMatchObject({ done: 1, pending: 3, running: 0, parked: 0 });
    await new Promise((resolve) => setTimeout(resolve, 300));
    // Many attempts' worth of time has passed, and nothing was given up.
    expect(playground.tournaments.progress(id).counts).toMatchObject({ pending: 3, parked: 0, failed: 0 });
    await server.listen();
    const { counts } = await run;
    expect(counts).toMatchObject({ done: 4 });
    for (const job of playground.store.jobs.list(id)) expect(job.attempts).toBe(1);
  });

  it('can be paused while the server is gone', async () => {
    const server = await TinyServer.start(['a'], async () => server.stop());
    const playground = await playgroundFor([{ url: server.url, kind: 'openai-compatible' }]);
    const { id, run } = await everything(playground, ['a'], 2);
    await until(() => playground.tournaments.progress(id).lanes[0]?.kind === 'server-gone');
    playground.tournaments.pause(id);
    expect((await run).tournament.state).toBe('paused');
  });

  it('ends all jobs of a server that wants a key, with that reason, after one request', async () => {
    const server = await TinyServer.start(['a', 'b'], ({ response }) =>
      sendJson(response, 401, { error: { message: 'invalid_api_key' } }),
    );
    const playground = await playgroundFor([{ url: server.url, kind: 'openai-compatible' }]);
    const { id, run } = await everything(playground, ['a', 'b']);
    expect((await run).counts).toMatchObject({ failed: 6 });
    expect(server.asked).toHaveLength(1);
    for (const job of playground.store.jobs.list(id)) expect(job.errorCode).toBe('unauthorized');
  });

  it('keeps what a cut answer had, marks it, and runs the prompt again', async () => {
    const server = await TinyServer.start(['a'], ({ attempt, response }) => {
      if (attempt > 1) return streamText(response, 'Whole.');
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(`data: ${JSON.stringify({ choices: [{ delta: { content: 'Half' } }] })}\n\n`);
    });
    const playground = await playgroundFor([{ url: server.url, kind: 'openai-compatible' }]);
    const { id, run } = await everything(playground, ['a'], 1);
    expect((await run).counts).toMatchObject({ done: 1 });
    const [job] = playground.store.jobs.list(id);
    expect(playground.store.runs.require(job?.runId ?? 0)).toMatchObject({ status: 'complete', text: 'Whole.' });
    const [, cut] = playground.store.runs.history(job?.botId ?? 0, 'booting', job?.promptId ?? '');
    expect(cut).toMatchObject({ status: 'truncated', text: 'Half' });
  });
});

describe('several servers', () => {
  it('of this machine work one after the other, so that no run slows another down', async () => {
    const one = await TinyServer.start(['a'], say('Fine.', 40));
    const two = await TinyServer.start(['b'], say('Fine.', 40));
    const playground = await playgroundFor([
      { url: one.url, kind: 'openai-compatible' },
      { url: two.url, kind: 'openai-compatible' },
    ]);
    const { id, run } = await everything(playground, ['a', 'b'], 3);
    expect((await run).counts).toMatchObject({ done: 6 });
    expect(two.asked[0]?.at ?? 0).toBeGreaterThan(one.asked.at(-1)?.at ?? Infinity);
    const runs = playground.store.jobs.list(id).map(({ runId }) => playground.store.runs.require(runId ?? 0));
    expect(runs.some(({ flags }) => flags.includes('concurrent-request'))).toBe(false);
  });

  it('work side by side, each with one request at a time and one model after the other', async () => {
    const one = await TinyServer.start(['a', 'b'], say('Fine.', 40));
    const two = await TinyServer.start(['c'], say('Fine.', 40));
    const playground = await playgroundFor([
      { url: one.url, kind: 'openai-compatible', machine: 'left' },
      { url: two.url, kind: 'openai-compatible', machine: 'right' },
    ]);
    const { run } = await everything(playground, ['a', 'c', 'b'], 3);
    expect((await run).counts).toMatchObject({ done: 9 });
    expect([one.mostOpen, two.mostOpen]).toEqual([1, 1]);
    expect(squeezed(one.asked.map(({ model }) => model))).toEqual(['a', 'b']);
    const [first] = two.asked;
    expect(first?.at).toBeLessThan(one.asked.at(-1)?.at ?? 0);
  });

  it('get as many requests at once as their setting allows, and the runs say so', async () => {
    const server = await TinyServer.start(['a'], say('Fine.', 60));
    const playground = await playgroundFor([{ url: server.url, kind: 'openai-compatible', concurrency: 3 }]);
    const { id, run } = await everything(playground, ['a'], 6);
    await run;
    expect(server.mostOpen).toBe(3);
    const flags = playground.store.jobs.list(id).map(({ runId }) => playground.store.runs.require(runId ?? 0).flags);
    expect(flags.every((own) => own.includes('concurrent-request'))).toBe(true);
  });

  it('load on demand only once even where requests run side by side', async () => {
    const server = await practice({ speed: 20 });
    const playground = await playgroundFor([{ url: server.url, concurrency: 4 }]);
    const { tournaments } = playground;
    const plan = tournaments.plan({
      bots: [bot(playground, 'practice/spark-1b')],
      prompts: prompts(playground, 'booting', 6),
      options: { load: 'off' },
    });
    await tournaments.run(tournaments.create(plan).id);
    const adapter = await playground.servers.adapter(server.url);
    expect((await adapter.getModel('practice/spark-1b')).instances).toEqual(['practice/spark-1b']);
    const chats = server.log.filter(({ path }) => path.includes('chat'));
    const [first] = chats;
    // Nobody asked before the first answer, and with it the load, was over.
    expect(chats.slice(1).every(({ at }) => at >= (first?.at ?? 0) + (first?.durationMs ?? 0))).toBe(true);
  });
});
