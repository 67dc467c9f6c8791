import { describe, expect, it } from 'vitest';
import { temporaryStore } from '../builders';
import { leaseMs } from '../../../src/store/leases';
import { TinyServer, say } from './tinyServer';
import { bot, impatient, playgroundFor, prompts } from './setup';

const holder = (owner: string, host = 'here') => ({ owner, pid: process.pid, host });
const machine = 'this machine';

describe('leases', () => {
  it('keep two processes from using two servers of one machine at once', async () => {
    const { leases } = await temporaryStore();
    expect(leases.acquire('http://127.0.0.1:1', 1, holder('a'), 0, { machine })).toBeNull();
    expect(leases.acquire('http://127.0.0.1:2', 2, holder('b'), 1, { machine })).toMatchObject({ owner: 'a' });
    expect(leases.acquire('http://10.0.0.2:2', 2, holder('b'), 1)).toBeNull();
    leases.release('a');
    expect(leases.acquire('http://127.0.0.1:2', 2, holder('b'), 1, { machine })).toBeNull();
  });

  it('of a clock that was ahead are taken over once they were seen not to be renewed', async () => {
    const server = await TinyServer.start(['a'], say('Fine.', 1));
    const playground = await playgroundFor([{ url: server.url, kind: 'openai-compatible' }], {
      patience: { ...impatient, leaseMs: 200 },
    });
    const plan = playground.tournaments.plan({
      bots: [bot(playground, 'a')],
      prompts: prompts(playground, 'booting', 1),
    });
    const { id } = playground.tournaments.create(plan);
    const nextYear = Date.now() + 365 * 24 * 3600 * 1000;
    playground.store.leases.acquire(server.url, id, holder('gone', 'elsewhere'), nextYear, { machine });
    expect((await playground.tournaments.run(id)).counts).toMatchObject({ done: 1 });
  });

  it('of a killed process give its prompt back with the attempt', async () => {
    const server = await TinyServer.start(['a'], say('Fine.', 1));
    const playground = await playgroundFor([{ url: server.url, kind: 'openai-compatible' }]);
    const { jobSteps, leases } = playground.store;
    const plan = playground.tournaments.plan({
      bots: [bot(playground, 'a')],
      prompts: prompts(playground, 'booting', 1),
    });
    const { id } = playground.tournaments.create(plan);
    for (let kill = 0; kill < 5; kill++) {
      const owner = `killed ${kill}`;
      expect(leases.acquire(server.url, id, holder(owner), kill * leaseMs * 3)).toBeNull();
      jobSteps.recover(server.url, owner);
      expect(jobSteps.take(id, server.url, 'a', owner, Date.now())).toMatchObject({ attempts: 1 });
    }
  });
});
