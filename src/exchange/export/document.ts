import type { BotParameters } from '../../model/bot';
import type { RubricItem } from '../../model/prompt';
import type { Origin } from '../../model/provenance';
import type { Run } from '../../model/run';
import type { Score } from '../../model/score';
import type { ModelInfo } from '../../model/server';

export const documentFormat = 'llp-playground-export';
/** Raised whenever a field is added or changes its meaning: a reader refuses what it would lose. */
export const documentVersion = 2;
export const documentSchema =
  'https://raw.githubusercontent.com/local-llm-playground/local-llm-playground/main/schemas/playground-export.schema.json';

/** What the published schema says of itself. */
export const schemaTexts = {
  title: `Local LLM Playground export, version ${documentVersion}`,
  description:
    'Everything, or a part, of a playground: bots, categories with all versions of their prompts, runs with their answers and ledgers of scores. Written by `llp export --format json`, read by `llp import playground`. Ids hold within one file only. Times are ISO 8601 in UTC, durations are in seconds, speeds are per second. Runs that are still going on, raw logs and the queues of tournaments are not part of an export.',
};

/** The published JSON: see schemas/playground-export.schema.json. Ids hold within one document only. */
export interface ExportDocument {
  $schema: string;
  format: typeof documentFormat;
  version: typeof documentVersion;
  exportedAt: string;
  generator: { name: string; version: string };
  scope: { kind: 'everything' | 'view'; practice: boolean };
  table: ExportTable;
  categories: ExportCategory[];
  bots: ExportBot[];
  runs: ExportRun[];
}

/** The board worked out, for those who only want the figures; an import does not read it. */
export interface ExportTable {
  categories: { id: string; title: string; points: number; prompts: number }[];
  rows: object[];
}

export interface ExportCategory {
  id: string;
  title: string;
  version: number;
  position: number;
  points: number;
  prompts: number;
  current: boolean;
  /** All versions of the category's prompts. */
  versions: ExportPrompt[];
}

export interface ExportPrompt {
  id: string;
  hash: string;
  title: string;
  position: number;
  points: number;
  text: string;
  system: string | null;
  rubric: RubricItem[];
  current: boolean;
  seenAt: string;
}

export interface ExportBot {
  id: number;
  name: string;
  server: string;
  modelId: string;
  parameters: BotParameters;
  fileName: string;
  origin: Origin;
  practice: boolean;
  deletedAt: string | null;
  createdAt: string;
  notes: string;
  model: ModelInfo | null;
}

export type ExportScore = Omit<Score, 'id' | 'runId'> & {
  /** Set where remarks made the entry: what they added to, and what undoing it gives back. */
  sheet: { base: object | null; undo: RemarkBefore[] } | null;
};

/** A remark as it was before a change; `thread` and `remark` are places in the run's `remarks`. */
export interface RemarkBefore {
  thread: number;
  remark: number;
  body: string;
  editedAt: string | null;
  deletedAt: string | null;
}

/** Remarks on one place of an answer. */
export interface ExportThread {
  part: string;
  line: number;
  lines: number;
  quote: string;
  before: string;
  after: string;
  resolvedAt: string | null;
  createdAt: string;
  remarks: { body: string; createdAt: string; editedAt: string | null; deletedAt: string | null }[];
}

/** A figure that a person has put right. */
export interface ExportCorrection {
  name: string;
  original: unknown;
  value: unknown;
  createdAt: string;
}

export type ExportRun = Omit<Run, 'status'> & {
  /** The origin is practice. */
  practice: boolean;
  /** A run that is still going on is not exported. */
  status: Exclude<Run['status'], 'running'>;
  /** The whole ledger, oldest first; model/score.ts says which entry counts. */
  scores: ExportScore[];
  /** Oldest thread first. */
  remarks: ExportThread[];
  /** Oldest first; `stats` holds the figures as they are now. */
  corrections: ExportCorrection[];
};
