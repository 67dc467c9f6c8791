import type { Bot } from '../../model/bot';
import type { ServerAdapter } from '../../model/chat';
import type { Prompt } from '../../model/prompt';
import type { Run } from '../../model/run';
import type { ModelInfo, ServerError } from '../../model/server';
import type { Store } from '../../store';
import type { ConductEvent } from '../conduct';
import type { Meter } from '../meter';
import type { PendingSaves, SavePlan } from '../saveAnswer';

/** One run as the tournament asks for it. */
export interface JobRun {
  bot: Bot;
  prompt: Prompt;
  stream: boolean;
  nonce?: string;
  signal: AbortSignal;
  meter: Meter;
  /** What is known of the model; then the server is not asked again. */
  model?: ModelInfo;
  /** The loaded instance to address, where it is not named like the model. */
  instanceId?: string;
  onEvent: (event: ConductEvent) => void;
  onFailure: (failure: ServerError) => void;
  /** The answer has arrived; what follows is only writing it down, and it may ask to wait with that. */
  onAnswered: (status: Run['status']) => Promise<void> | void;
  /** Called within the very transaction that records the run's begin and its end. */
  within: { begun: (runId: number) => void; finished: (run: Run) => void };
}

/** What the tournament needs of the rest of the playground. */
export interface TournamentPort {
  readonly store: Store;
  run(options: JobRun): Promise<Run>;
  planSave(runId: number, pending: PendingSaves): Promise<SavePlan>;
  /** Carries out one plan that holds the answers of several runs. */
  saveTogether(runIds: number[], plan: SavePlan): Promise<void>;
  /** The connected adapter. Throws `ServerError`. */
  adapter(server: string): Promise<ServerAdapter>;
  /** Asks a server anew whether it is there. Returns what is wrong, or null. */
  probe(server: string, signal: AbortSignal): Promise<ServerError | null>;
  prompt(categoryId: string, promptId: string): Prompt | null;
  /** Requests in flight at once. */
  concurrency(server: string): number;
  /** Which machine works for a server: those of one are used one after the other. */
  machine(server: string): string;
  /** Whether the model is known to be in memory. */
  isResident(server: string, modelId: string): boolean;
  /** The server has dropped the model, and its prompt cache with it. */
  unloaded(server: string, modelId: string): void;
  /** Told of faults that stop nothing: of those who watch, and of a look into the database that is tried again. */
  readonly problem: (problem: unknown) => void;
  readonly hasWorkspace: boolean;
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
