import { isLocalLane } from '../model/tournament';
import type { JobKinds } from '../queue/kind';
import type { QueuePort } from '../queue/port';
import type { Store } from '../store';
import type { ServerPool } from './serverPool';

/** What the queue needs of the playground. */
interface Source {
  store: Store;
  servers: ServerPool;
  options: { onProblem?: (problem: unknown) => void };
  notify: (change: 'servers') => void;
}

/** The playground as the queue sees it. */
export function queuePort(
  playground: Source,
  kinds: JobKinds,
  unloaded: (server: string, modelId: string) => void,
): QueuePort {
  const { servers, store, options } = playground;
  return {
    store,
    kinds,
    adapter: (server) => servers.adapter(server),
    probe: async (server, signal) => {
      if (isLocalLane(server)) return null;
      const { error } = await servers.refresh(servers.stateFor(server), signal);
      playground.notify('servers');
      return error;
    },
    concurrency: (server) => (isLocalLane(server) ? 1 : (servers.stateFor(server).config.concurrency ?? 1)),
    machine: (server) => servers.machine(server),
    isResident: (server, modelId) => servers.model(server, modelId)?.state === 'loaded',
    unloaded,
    problem: (problem) => options.onProblem?.(problem),
  };
}
