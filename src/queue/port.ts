import type { ServerAdapter } from '../model/chat';
import type { ServerError } from '../model/server';
import type { Store } from '../store';
import type { JobKinds } from './kind';

/** What the queue needs of the rest of the playground. */
export interface QueuePort {
  readonly store: Store;
  readonly kinds: JobKinds;
  /** The connected adapter. Throws `ServerError`. */
  adapter(server: string): Promise<ServerAdapter>;
  /** Asks a server anew whether it is there. Returns what is wrong, or null. */
  probe(server: string, signal: AbortSignal): Promise<ServerError | null>;
  /** Jobs at work at once on a lane. */
  concurrency(server: string): number;
  /** Which machine works for a server: those of one are used one after the other. */
  machine(server: string): string;
  /** Whether the model is known to be in memory. */
  isResident(server: string, modelId: string): boolean;
  /** The server has dropped the model, and its prompt cache with it. */
  unloaded(server: string, modelId: string): void;
  /** Told of faults that stop nothing: of those who watch, and of a look into the database that is tried again. */
  readonly problem: (problem: unknown) => void;
}

/** How patient a tournament is; tests are less so. */
export interface Patience {
  /** How often a prompt is sent before it is parked. */
  attempts: number;
  /** ms before the second attempt; doubled for each further one. */
  backoffMs: number;
  longestBackoffMs: number;
  /** ms before a server that is gone is asked again; doubled each time. */
  probeMs: number;
  longestProbeMs: number;
  /** ms between two looks at what other processes have decided. */
  pollMs: number;
  /** ms after which a lease that nobody renews is taken over, whatever time it says; 30 s by default. */
  leaseMs?: number;
}

export const defaultPatience: Patience = {
  attempts: 3,
  backoffMs: 2_000,
  longestBackoffMs: 60_000,
  probeMs: 1_000,
  longestProbeMs: 30_000,
  pollMs: 500,
};
