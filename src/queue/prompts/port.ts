import type { Bot } from '../../model/bot';
import type { Prompt } from '../../model/prompt';
import type { Run } from '../../model/run';
import type { ModelInfo, ServerError } from '../../model/server';
import type { Store } from '../../store';
import type { ConductEvent } from '../../conduct/conduct';
import type { Meter } from '../../conduct/meter';
import type { PendingSaves, SavePlan } from '../../conduct/saveAnswer';

/** One run as the queue asks for it. */
export interface PromptRun {
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

/** What asking prompts needs of the rest of the playground. */
export interface PromptPort {
  readonly store: Store;
  run(options: PromptRun): Promise<Run>;
  planSave(runId: number, pending: PendingSaves): Promise<SavePlan>;
  /** Carries out one plan that holds the answers of several runs. */
  saveTogether(runIds: number[], plan: SavePlan): Promise<void>;
  prompt(categoryId: string, promptId: string): Prompt | null;
  readonly hasWorkspace: boolean;
}
