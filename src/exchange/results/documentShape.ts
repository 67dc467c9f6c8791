import type { Gpu, Rig } from '../../model/rig';
import type { RunFlag, RunRequest, RunStats, RuntimeInfo } from '../../model/run';
import type { ModelInfo } from '../../model/server';
import type { BotParameters } from '../../model/bot';
import type { RubricItem } from '../../model/prompt';
import { origins, type LogDigest, type Origin, type Provenance } from '../../model/provenance';
import type { RunRecord } from '../../model/record';
import { scoreSources, type ScoreSource } from '../../model/score';
import { isOutputPath, outputsFolder, rawLogPath } from '../../model/runFiles';
import { amount, botName, botParameters, count, highestRun, promptHash, slug, time } from './rules';
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
  reasoning: text(),
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
const figures = {
  promptTokens: count,
  completionTokens: count,
  reasoningTokens: count,
  tokensPerSecond: amount,
  charactersPerSecond: amount,
  timeToFirstTokenSeconds: amount,
  totalSeconds: amount,
  loadSeconds: amount,
  prefillSeconds: amount,
  promptTokensPerSecond: amount,
  draftTokens: count,
  acceptedDraftTokens: count,
};
const otherStats = atLeast<RunStats>({ stopReason: orNull(text()), sources: record(source) });

/** The database itself needs some of them; the others may be absent. A figure that cannot be one is unknown. */
const stats: Check<RunStats> = (value, path) => {
  const checked = { ...otherStats(value, path) };
  for (const key of ['completionTokens', 'tokensPerSecond', 'timeToFirstTokenSeconds', 'sources'])
    if (!Object.hasOwn(checked, key)) throw new ShapeError(`${path}.${key}`, 'is missing');
  for (const [key, check] of Object.entries(figures) as [keyof typeof figures, Check<number | null>][]) {
    if (!Object.hasOwn(checked, key)) continue;
    const stated = checked[key];
    checked[key] = check(stated, `${path}.${key}`);
    if (checked[key] === null && stated !== null) checked.sources = { ...checked.sources, [key]: 'unknown' };
  }
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
  id: slug,
  hash: promptHash,
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
  id: slug,
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
  name: botName,
  server: text(),
  modelId: text(),
  parameters: botParameters,
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

const sha256 = pattern(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex');

const runFields = exactly<ExportRun>({
  id: whole(1, highestRun),
  botId: whole(),
  categoryId: slug,
  promptId: slug,
  promptHash,
  request,
  status: oneOf('complete', 'truncated', 'cancelled', 'failed'),
  errorCode: orNull(text(100)) as Check<ExportRun['errorCode']>,
  error: orNull(text()),
  text: text(),
  reasoning: text(),
  stats,
  flags: list(text(100)) as Check<RunFlag[]>,
  model: orNull(model),
  runtime: orNull(atLeast<RuntimeInfo>({ name: orNull(text()), version: orNull(text()) })),
  rig: orNull(rig),
  provenance,
  record: orAbsent(
    orNull(
      exactly<RunRecord>({
        llp: text(100),
        sent: orNull(
          exactly<NonNullable<RunRecord['sent']>>({
            offset: whole(0, Number.MAX_SAFE_INTEGER),
            length: whole(0, Number.MAX_SAFE_INTEGER),
          }),
        ),
        nonce: optional(text(100)),
        suiteVersion: optional(whole()),
        stream: optional(flag),
        file: optional(exactly<NonNullable<RunRecord['file']>>({ bytes: whole(0, Number.MAX_SAFE_INTEGER), sha256 })),
      }),
    ),
    null,
  ),
  practice: flag,
  output: orNull(text(1000)),
  rawLog: orNull(text(1000)),
  logDigest: orAbsent(
    orNull(
      exactly<LogDigest>({
        bytes: whole(0, Number.MAX_SAFE_INTEGER),
        sha256,
      }),
    ),
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
  if (run.output !== null && !isOutputPath(run.output, run.categoryId))
    throw new ShapeError(`${path}.output`, `must be a file of ${outputsFolder}/${run.categoryId}`);
  if (run.rawLog !== null && run.rawLog !== rawLogPath(run.id))
    throw new ShapeError(`${path}.rawLog`, `must be ${rawLogPath(run.id)}, as the run’s number is ${run.id}`);
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
