import type { BotParameters } from './bot';
import type { LogDigest, Origin, Provenance } from './provenance';
import type { RunRecord } from './record';
import type { Rig } from './rig';
import type { MissingFact, Tier } from './tier';
import type { CountingScore } from './score';
import type { ModelInfo, ServerErrorCode } from './server';

export type RunStatus = 'running' | 'complete' | 'truncated' | 'cancelled' | 'failed';

/** Where a figure comes from: said by the server, measured here, typed by a person, or not known. */
export type StatSource = 'server' | 'measured' | 'hand' | 'unknown';

/** What is known of a run's size and speed. Every figure is null where it is unknown. */
export interface RunStats {
  promptTokens: number | null;
  /** All generated tokens, reasoning included. */
  completionTokens: number | null;
  reasoningTokens: number | null;
  /** Generated tokens per second of decoding. */
  tokensPerSecond: number | null;
  /** Characters per second of decoding, measured here: the only speed left where tokens are not counted. */
  charactersPerSecond: number | null;
  /** From sending the request to the first non-empty content, reasoning or tool delta, in seconds. */
  timeToFirstTokenSeconds: number | null;
  /** From sending the request to the end of the answer, in seconds. */
  totalSeconds: number | null;
  loadSeconds: number | null;
  /** Time that the server took to read the prompt, without waiting and loading, in seconds. */
  prefillSeconds: number | null;
  /** Prompt tokens per second of reading it. */
  promptTokensPerSecond: number | null;
  /** Tokens that a draft model proposed (speculative decoding). */
  draftTokens: number | null;
  /** Those of them that the model took. */
  acceptedDraftTokens: number | null;
  /** As the server words it, e.g. `eosFound`, `stop`, `length`. */
  stopReason: string | null;
  sources: Partial<Record<RunStatName, StatSource>>;
}
export type RunStatName = Exclude<keyof RunStats, 'sources'>;

/** Figures that a person can type. */
export type TypedFigures = Pick<RunStats, 'completionTokens' | 'tokensPerSecond' | 'timeToFirstTokenSeconds'>;

/** An answer that came from another program, and what is known of its speed. */
export type PastedAnswer = TypedFigures & { text: string };

/** What limits the trust in a run's figures. */
export type RunFlag =
  | 'cold-load'
  | 'cache-hit-suspected'
  | 'concurrent-request'
  | 'truncated'
  | 'length-stopped'
  | 'context-overflow'
  /** The server loaded less context than the bot wished for. */
  | 'context-below-wish'
  /** So few prompt tokens for so much text that the server has probably cut the prompt. */
  | 'prompt-cut-suspected'
  /** The server says that another of its models has answered. */
  | 'other-model'
  /** The server ended the answer for a reason that LLP does not know. */
  | 'unknown-stop'
  /** The answer came in one burst, so that nothing in it could be timed. */
  | 'arrived-at-once'
  /** The server stated a figure that cannot be one. */
  | 'impossible-figure'
  /** The server refuses to be asked for token counts while streaming. */
  | 'usage-refused'
  | 'pasted';

/** What the server said it ran on; null where it does not say. */
export interface RuntimeInfo {
  name: string | null;
  version: string | null;
}

/** Everything that is sent for one run, and what is needed to send it again. */
export interface RunRequest {
  server: string;
  modelId: string;
  messages: { role: 'system' | 'user'; content: string }[];
  parameters: Omit<BotParameters, 'systemPrompt'>;
}

/** One answer of a bot to a prompt. Runs are append-only. */
export interface Run {
  id: number;
  botId: number;
  categoryId: string;
  promptId: string;
  promptHash: string;
  request: RunRequest;
  status: RunStatus;
  errorCode: ServerErrorCode | null;
  error: string | null;
  text: string;
  reasoning: string;
  stats: RunStats;
  flags: RunFlag[];
  /** The model as the server listed it when the run began. */
  model: ModelInfo | null;
  runtime: RuntimeInfo | null;
  /** Null where the server is on another machine, simulated, or where the answer came from elsewhere. */
  rig: Rig | null;
  provenance: Provenance;
  /** What is needed to run it again; null of runs of older versions and of answers that came from elsewhere. */
  record: RunRecord | null;
  /** Saved file relative to the workspace with forward slashes, or null while unsaved. */
  output: string | null;
  /** Raw log relative to the workspace's `.llp` folder, or null. */
  rawLog: string | null;
  /** The log as it was when the run ended; null where it was not written whole, and of runs of older versions. */
  logDigest: LogDigest | null;
  /** ISO 8601, UTC. */
  startedAt: string;
  finishedAt: string | null;
}

export const unknownStats: RunStats = {
  promptTokens: null,
  completionTokens: null,
  reasoningTokens: null,
  tokensPerSecond: null,
  charactersPerSecond: null,
  timeToFirstTokenSeconds: null,
  totalSeconds: null,
  loadSeconds: null,
  prefillSeconds: null,
  promptTokensPerSecond: null,
  draftTokens: null,
  acceptedDraftTokens: null,
  stopReason: null,
  sources: {},
};

/** A run as it stands in a list: all but its texts, with the score that counts for it. */
export type RunSummary = Pick<
  Run,
  'categoryId' | 'promptId' | 'status' | 'error' | 'stats' | 'flags' | 'runtime' | 'rig' | 'startedAt'
> & {
  runId: number;
  /** The prompt's title. */
  prompt: string;
  /** False where the answer was given to an older version of the prompt. */
  current: boolean;
  parameters: RunRequest['parameters'];
  origin: Origin;
  hasRawLog: boolean;
  tier: Tier;
  /** What keeps it from being published. */
  missing: MissingFact[];
  score: (Omit<CountingScore, 'scoreId'> & { note: string; at: string }) | null;
};
