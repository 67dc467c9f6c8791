import type { Gpu, Rig } from '../../model/rig';
import type { RunFlag, RunRequest, RunStats, RuntimeInfo } from '../../model/run';
import type { ModelInfo } from '../../model/server';
import type { BotParameters } from '../../model/bot';
import type { RubricItem } from '../../model/prompt';
import { origins, type LogDigest, type Origin, type Provenance } from '../../model/provenance';
import { scoreSources, type ScoreSource } from '../../model/score';
import {
  documentFormat,
  documentVersion,
  type ExportBot,
  type ExportCorrection,
  type ExportThread,
  type RemarkBefore,
  type ExportCategory,
  type ExportPrompt,
  type ExportRun,
  type ExportScore,
} from '../export/document';
import {
  atLeast,
  exactly,
  flag,
  list,
  name,
  number,
  oneOf,
  optional,
  orAbsent,
  orNull,
  pattern,
  record,
  ShapeError,
  text,
  whole,
  type Check,
} from './shape';

const time: Check<string> = (value, path) => {
  const checked = text(40)(value, path);
  if (Number.isNaN(Date.parse(checked))) throw new ShapeError(path, 'must be a time such as 2026-01-31T12:00:00.000Z');
  return checked;
};

/** Ids name things in paths and keys: short, and without a slash. */
const id: Check<string> = (value, path) => {
  const checked = name(value, path);
  if (/[/\\\p{Cc}]/u.test(checked)) throw new ShapeError(path, 'must not contain a slash or a control character');
  return checked;
};

/** A path below the workspace, with forward slashes: it is opened later, so it must not lead out. */
const innerPath: Check<string> = (value, path) => {
  const checked = text(1000)(value, path);
  if (checked === '' || /^\/|[\\:\p{Cc}]/u.test(checked) || checked.split('/').includes('..'))
    throw new ShapeError(path, 'must be a path inside the workspace with forward slashes');
  return checked;
};

const parameters = atLeast<BotParameters>({
  temperature: number(0),
  topK: number(),
  topP: number(),
  minP: number(),
  repeatPenalty: number(),
  frequencyPenalty: number(),
  presencePenalty: number(),
  maxTokens: number(),
  contextLength: number(),
  systemPrompt: text(),
});

const model = atLeast<ModelInfo>({
  id: text(),
  server: text(),
  displayName: orNull(text()),
  publisher: orNull(text()),
  architecture: orNull(text()),
  quantization: orNull(text()),
  format: orNull(text()),
  parameters: orNull(text()),
  sizeBytes: orNull(number(0)),
  maxContextLength: orNull(number(0)),
  loadedContextLength: orNull(number(0)),
});

const source = oneOf('server', 'measured', 'hand', 'unknown');
const stats = atLeast<RunStats>({
  promptTokens: orNull(whole()),
  completionTokens: orNull(whole()),
  reasoningTokens: orNull(whole()),
  tokensPerSecond: orNull(number(0)),
  charactersPerSecond: orNull(number(0)),
  timeToFirstTokenSeconds: orNull(number(0)),
  totalSeconds: orNull(number(0)),
  loadSeconds: orNull(number(0)),
  stopReason: orNull(text()),
  sources: record(source),
});

/** What the database itself needs of them; the other fields of stats may be absent. */
const neededStats: Check<RunStats> = (value, path) => {
  const checked = stats(value, path);
  for (const key of ['completionTokens', 'tokensPerSecond', 'timeToFirstTokenSeconds', 'sources'])
    if (!Object.hasOwn(checked, key)) throw new ShapeError(`${path}.${key}`, 'is missing');
  return checked;
};

const request = atLeast<RunRequest>({
  server: text(),
  modelId: text(),
  messages: list(atLeast<RunRequest['messages'][number]>({ content: text() })),
  parameters,
});

const rubricItem = atLeast<RubricItem>({ id: name, points: number(0), title: text(), full: text(), half: text() });

const prompt = exactly<ExportPrompt>({
  id,
  hash: id,
  title: text(),
  position: whole(),
  points: whole(),
  text: text(),
  system: orNull(text()),
  rubric: list(rubricItem),
  current: flag,
  seenAt: time,
});

export const categoryShape = exactly<ExportCategory>({
  id,
  title: text(),
  version: whole(),
  position: whole(),
  points: whole(),
  prompts: whole(),
  current: flag,
  versions: list(prompt),
});

const origin = oneOf(...origins);
/** Older versions only said whether a run was practice. */
const provenance = orAbsent<Provenance | null>(
  exactly<{ origin: Origin; from?: string; at?: string }>({ origin, from: optional(text(500)), at: optional(time) }),
  null,
) as Check<Provenance>;

export const botShape = exactly<ExportBot>({
  id: whole(),
  name,
  server: text(),
  modelId: text(),
  parameters,
  fileName: name,
  origin: orAbsent(orNull(origin), null) as Check<Origin>,
  practice: flag,
  deletedAt: orNull(time),
  createdAt: time,
  notes: text(),
  model: orNull(model),
});

const anything: Check<unknown> = (value) => value;

/** Version 1 said `judge` for what a judge had proposed. */
const scoreSource: Check<ScoreSource> = (value, path) =>
  value === 'judge' ? 'proposed' : oneOf(...scoreSources)(value, path);

const entry = exactly<ExportScore>({
  points: number(0),
  max: whole(),
  rubric: record(number(0)),
  whole: orAbsent(flag, true),
  extra: orAbsent(number(), 0),
  note: text(),
  source: scoreSource,
  by: orAbsent(text(500), ''),
  evidence: orAbsent(record(anything), {}),
  createdAt: time,
  voidedAt: orNull(time),
  sheet: orNull(
    exactly<NonNullable<ExportScore['sheet']>>({
      base: orNull(atLeast<object>({})),
      undo: list(
        exactly<RemarkBefore>({
          thread: whole(),
          remark: whole(),
          body: text(),
          editedAt: orNull(time),
          deletedAt: orNull(time),
        }),
      ),
    }),
  ),
});

const thread = exactly<ExportThread>({
  part: text(100),
  line: whole(),
  lines: whole(),
  quote: text(),
  before: text(),
  after: text(),
  resolvedAt: orNull(time),
  createdAt: time,
  remarks: list(
    exactly<ExportThread['remarks'][number]>({
      body: text(),
      createdAt: time,
      editedAt: orNull(time),
      deletedAt: orNull(time),
    }),
  ),
});

const correction = exactly<ExportCorrection>({ name: text(100), original: anything, value: anything, createdAt: time });

const score: Check<ExportScore> = (value, path) => {
  const checked = entry(value, path);
  if (checked.points > checked.max) throw new ShapeError(`${path}.points`, `must be a number from 0 to ${checked.max}`);
  return checked;
};

const rig = exactly<Rig>({
  cpu: orNull(text()),
  threads: orNull(number(0)),
  memoryBytes: orNull(number(0)),
  gpus: list(exactly<Gpu>({ name: text(), memoryBytes: orNull(number(0)), driver: orNull(text()) })),
  system: orNull(text()),
});

const runFields = exactly<ExportRun>({
  id: whole(1),
  botId: whole(),
  categoryId: id,
  promptId: id,
  promptHash: id,
  request,
  status: oneOf('complete', 'truncated', 'cancelled', 'failed'),
  errorCode: orNull(text(100)) as Check<ExportRun['errorCode']>,
  error: orNull(text()),
  text: text(),
  reasoning: text(),
  stats: neededStats,
  flags: list(text(100)) as Check<RunFlag[]>,
  model: orNull(model),
  runtime: orNull(atLeast<RuntimeInfo>({ name: orNull(text()), version: orNull(text()) })),
  rig: orNull(rig),
  provenance,
  practice: flag,
  output: orNull(innerPath),
  rawLog: orNull(innerPath),
  logDigest: orAbsent(
    orNull(exactly<LogDigest>({ bytes: whole(), sha256: pattern(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex') })),
    null,
  ),
  startedAt: time,
  finishedAt: orNull(time),
  scores: list(score),
  remarks: list(thread),
  corrections: list(correction),
});

export const runShape: Check<ExportRun> = (value, path) => {
  const run = runFields(value, path);
  if (run.scores.length > 0 && run.status !== 'complete')
    throw new ShapeError(
      `${path}.scores`,
      `must be empty: the run is ${run.status}, and only a complete answer is scored`,
    );
  for (const [index, { sheet }] of run.scores.entries())
    for (const [step, { thread: threadIndex, remark }] of (sheet?.undo ?? []).entries())
      if (!run.remarks[threadIndex]?.remarks[remark])
        throw new ShapeError(
          `${path}.scores[${index}].sheet.undo[${step}]`,
          'names a remark that the run does not have',
        );
  return run;
};

/** The fields before the lists. Throws a sentence of its own for what is no export or comes from a newer LLP. */
export function checkHead(head: ReadonlyMap<string, unknown>): void {
  const format = head.get('format');
  if (format !== documentFormat) throw new ShapeError('format', `must be "${documentFormat}"`);
  const version = whole(1)(head.get('version'), 'version');
  if (version > documentVersion)
    throw new ShapeError('version', `is ${version}: the file was written by a newer LLP; update LLP to import it`);
}
