import type { TournamentPort } from '../conduct/tournament/port';
import type { ServerPool } from './serverPool';
import type { SuiteSet } from './suiteSet';

/** What tournaments need of the playground. */
type Source = Pick<TournamentPort, 'store' | 'planSave' | 'saveTogether' | 'run'> & {
  servers: ServerPool;
  suites: SuiteSet;
  options: { workspace: string | null; onProblem?: (problem: unknown) => void };
  notify: (change: 'servers') => void;
};

/** The playground as tournaments see it. */
export function tournamentPort(
  playground: Source,
  unloaded: (server: string, modelId: string) => void,
): TournamentPort {
  const { servers, store, options } = playground;
  return {
    store,
    hasWorkspace: options.workspace !== null,
    run: (job) => playground.run(job),
    planSave: (runId, pending) => playground.planSave(runId, pending),
    saveTogether: (runIds, plan) => playground.saveTogether(runIds, plan),
    adapter: (server) => servers.adapter(server),
    probe: async (server, signal) => {
      const { error } = await servers.refresh(servers.stateFor(server), signal);
      playground.notify('servers');
      return error;
    },
    prompt: (categoryId, promptId) =>
      playground.suites.category(categoryId)?.prompts.find((prompt) => prompt.id === promptId) ?? null,
    concurrency: (server) => servers.stateFor(server).config.concurrency ?? 1,
    machine: (server) => servers.machine(server),
    isResident: (server, modelId) => servers.model(server, modelId)?.state === 'loaded',
    unloaded,
    problem: (problem) => options.onProblem?.(problem),
  };
}
