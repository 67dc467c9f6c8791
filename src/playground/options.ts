import type { ConductEvent } from '../conduct/conduct';
import type { Meter } from '../conduct/meter';
import type { Language } from '../evaluate/model';
import type { Patience } from '../queue/port';
import type { Bot } from '../model/bot';
import type { Prompt } from '../model/prompt';
import type { Run } from '../model/run';
import type { ModelInfo, ServerConfig, ServerError } from '../model/server';
import type { FileProgress } from './modelFiles';
import type { ApiKeys, ConfirmServer } from './serverPool';
import type { LiveBenchPlaces } from './liveBenchKind';

/** Ceilings on one answer, so that a model that never ends fills neither memory nor disk. */
export interface Limits {
  /** Characters of answer and reasoning together. */
  answerCharacters: number;
  /** Bytes of its raw log. */
  logBytes: number;
  /** Bytes of all raw logs together, after which the oldest go that nothing rests on. */
  allLogBytes: number;
}

export const defaultLimits: Limits = {
  answerCharacters: 4_000_000,
  logBytes: 256 * 1024 * 1024,
  allLogBytes: 2048 * 1024 * 1024,
};

export interface PlaygroundOptions {
  /** Absolute path of the workspace folder; null when none is open: answers then cannot be saved to files. */
  workspace: string | null;
  databaseFile: string;
  /** Folder of the suites that come with LLP. */
  bundledSuites: string;
  servers: ServerConfig[];
  apiKey?: ApiKeys;
  /** Asked before anything is sent to a server that is not in `servers`, e.g. an imported bot's; by default nothing is. */
  confirmServer?: ConfirmServer;
  /** Where proxy settings are read from; the process's environment by default. */
  environment?: NodeJS.ProcessEnv;
  /** The bundle of store/search/worker.ts; by default the one beside this bundle. */
  searchWorker?: string;
  /** Ceilings on what one answer may bring; see `defaultLimits`. */
  limits?: Partial<Limits>;
  /** Pairs of tags around reasoning, besides the known ones. */
  reasoningTags?: readonly (readonly [open: string, close: string])[];
  /** Where the person says that LiveBench is; by default it is looked for in their home folder. */
  liveBenchPlaces?: () => LiveBenchPlaces;
  /** False: no program gives points by itself. */
  automaticChecks?: boolean;
  /** In which language the task of the evaluator asks for a program; Go by default. */
  codeLanguage?: Language;
  /** How patient tournaments are with servers. */
  patience?: Patience;
  /** Told of faults of those who watch, which stop neither a run nor what is stored; by default nobody is. */
  onProblem?: (problem: unknown) => void;
  /** Told how far a model's file was read for its checksum; null once that is over. */
  onModelFile?: (progress: FileProgress | null) => void;
  /** Nothing will be changed: then it is opened whatever else another program, a drive or a disk does not allow. */
  reading?: boolean;
  /** Told, in a sentence, what LLP has put right by itself. */
  onNotice?: (sentence: string) => void;
}

export interface RunOptions {
  bot: Bot;
  prompt: Prompt;
  temperature?: number;
  nonce?: string;
  stream?: boolean;
  idleTimeoutSeconds?: number;
  signal?: AbortSignal;
  meter?: Meter;
  /** What is known of the model; then the server is not asked again. */
  model?: ModelInfo;
  /** The loaded instance to address, where it is not named like the model. */
  instanceId?: string;
  onStart?: (runId: number) => void;
  onEvent?: (event: ConductEvent) => void;
  onFailure?: (failure: ServerError) => void;
  /** The answer has arrived; what follows is only writing it down, and it may ask to wait with that. */
  onAnswered?: (status: Run['status']) => Promise<void> | void;
  /** Called within the very transaction that records the run's begin and its end. */
  within?: { begun: (runId: number) => void; finished: (run: Run) => void };
}
