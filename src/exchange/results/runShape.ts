import { said } from '../../l10n/said';
import * as v from 'valibot';
import type { LogDigest, Origin, Provenance } from '../../model/provenance';
import type { GgufHeader, RunRecord } from '../../model/record';
import { isOutputPath, outputsFolder, rawLogPath } from '../../model/runFiles';
import type { Gpu, Rig } from '../../model/rig';
import type { RunFlag, RunRequest, RunStats, RuntimeInfo } from '../../model/run';
import type { ExportRun } from '../export/document';
import { parameters, model, origin } from './modelShape';
import { score, thread, correction } from './scoreShape';
import { amount, count, highestRun, isFigure, promptHash, slug, time } from './rules';
import {
  expected,
  about,
  atLeast,
  checked,
  exactly,
  flag,
  list,
  number,
  oneOf,
  optional,
  orAbsent,
  orNull,
  pattern,
  published,
  record,
  ShapeError,
  text,
  whole,
  type Shape,
} from './shape';

const fact: Shape<string | number | boolean> = v.union([text(1_000), number(), flag]);
const source = oneOf('server', 'measured', 'hand', 'unknown');
const figures = {
  promptTokens: count,
  completionTokens: about(count, 'Reasoning included.'),
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
/** The database itself needs some of them; the others may be absent. A figure that cannot be one is unknown. */
const stats: Shape<RunStats> = v.pipe(
  atLeast<RunStats>({ ...figures, stopReason: orNull(text()), sources: record(source) }, [
    'completionTokens',
    'tokensPerSecond',
    'timeToFirstTokenSeconds',
    'sources',
  ]),
  v.transform((stated) => {
    const wrong = Object.keys(figures).flatMap((key) => {
      const value = stated[key as keyof typeof figures] ?? null;
      return value === null || isFigure(value, /Tokens$/.test(key) ? 'count' : 'amount') ? [] : [key];
    });
    if (wrong.length === 0) return stated;
    const all = (value: unknown): object => Object.fromEntries(wrong.map((key) => [key, value]));
    return { ...stated, ...all(null), sources: { ...stated.sources, ...all('unknown') } };
  }),
);

const request = about(
  atLeast<RunRequest>({
    server: text(),
    modelId: text(),
    messages: list(atLeast<RunRequest['messages'][number]>({ content: text() })),
    parameters,
  }),
  'Everything that was sent, and what is needed to send it again.',
);

/** Older versions only said whether a run was practice. */
const provenance = orAbsent<Provenance | null>(
  about(
    orNull(
      exactly<{ origin: Origin; from?: string; at?: string }>({
        origin,
        from: optional(about(text(500), 'From whom or what it was imported, or where it was published.')),
        at: optional(time),
      }),
    ),
    'Where the answer comes from, as its exporter knew it.',
  ),
  null,
) as Shape<Provenance>;

const rig = about(
  exactly<Rig>({
    cpu: orNull(text()),
    threads: about(orNull(number(0)), 'Hardware threads.'),
    memoryBytes: orNull(number(0)),
    gpus: list(exactly<Gpu>({ name: text(), memoryBytes: orNull(number(0)), driver: orNull(text()) })),
    system: orNull(text()),
  }),
  'The machine that the model ran on.',
);

const sha256 = pattern(/^[0-9a-f]{64}$/, expected(said`must be a SHA-256 in hex`));

const innerPath = published(orNull(text(1000)), {
  type: ['string', 'null'],
  description: 'A path inside the workspace with forward slashes.',
  pattern: '^[^/\\\\:][^\\\\:]*$',
});

export const runShape = exactly<ExportRun>({
  id: whole(1, highestRun),
  botId: about(whole(), '`id` of a bot in this file.'),
  categoryId: slug,
  promptId: slug,
  promptHash,
  request,
  status: oneOf('complete', 'truncated', 'cancelled', 'failed'),
  errorCode: orNull(text(100)) as Shape<ExportRun['errorCode']>,
  error: orNull(text()),
  text: text(),
  reasoning: text(),
  stats,
  flags: about(
    list(text(100)) as Shape<RunFlag[]>,
    'What limits the trust in the figures, e.g. `cold-load`, `cache-hit-suspected`, `pasted`.',
  ),
  model: orNull(model),
  runtime: orNull(atLeast<RuntimeInfo>({ name: orNull(text()), version: orNull(text()) })),
  rig: orNull(rig),
  provenance,
  record: orAbsent(
    about(
      orNull(
        exactly<RunRecord>({
          llp: about(text(100), 'Version of LLP that ran it.'),
          sent: about(
            orNull(
              exactly<NonNullable<RunRecord['sent']>>({
                offset: whole(0, Number.MAX_SAFE_INTEGER),
                length: whole(0, Number.MAX_SAFE_INTEGER),
              }),
            ),
            'Where in the raw log the request stands that was answered, in bytes.',
          ),
          nonce: optional(text(100)),
          suiteVersion: optional(whole()),
          stream: optional(flag),
          file: optional(
            about(
              exactly<NonNullable<RunRecord['file']>>({
                bytes: whole(0, Number.MAX_SAFE_INTEGER),
                sha256,
                header: optional(
                  exactly<GgufHeader>({
                    version: whole(0, Number.MAX_SAFE_INTEGER),
                    tensors: whole(0, Number.MAX_SAFE_INTEGER),
                    facts: record(fact),
                  }),
                ),
              }),
              'The model’s file, where it was on the same machine.',
            ),
          ),
          load: optional(about(record(fact), 'How the server said that the model was loaded, in its own words.')),
        }),
      ),
      'What is needed to run it again.',
    ),
    null,
  ),
  practice: flag,
  output: innerPath,
  rawLog: innerPath,
  logDigest: orAbsent(
    orNull(
      about(
        exactly<LogDigest>({
          bytes: whole(0, Number.MAX_SAFE_INTEGER),
          sha256,
        }),
        'Length and checksum of the raw log when the run ended.',
      ),
    ),
    null,
  ),
  startedAt: time,
  finishedAt: orNull(time),
  scores: about(
    list(score),
    'The whole ledger, oldest first: entries are added and voided, never changed. Of each source the last that is not voided counts; a person’s before a program’s, that before an accepted one, item by item where an entry is not `whole`.',
  ),
  remarks: about(list(thread), 'Threads of remarks on lines of the answer, oldest first.'),
  corrections: about(
    list(correction),
    'Figures that a person has put right, oldest first; `stats` holds them as they are now.',
  ),
});

/** A run, and what its fields have to do with each other. Throws `ShapeError`. */
export function checkedRun(value: unknown, path: string): ExportRun {
  const run = checked(runShape, value, path);
  if (run.output !== null && !isOutputPath(run.output, run.categoryId))
    throw new ShapeError(`${path}.output`, said`must be a file of ${outputsFolder}/${run.categoryId}`);
  if (run.rawLog !== null && run.rawLog !== rawLogPath(run.id))
    throw new ShapeError(`${path}.rawLog`, said`must be ${rawLogPath(run.id)}, as the run’s number is ${run.id}`);
  if (run.scores.length > 0 && run.status !== 'complete')
    throw new ShapeError(
      `${path}.scores`,
      said`must be empty: the run is ${run.status}, and only a complete answer is scored`,
    );
  for (const [index, { sheet }] of run.scores.entries())
    for (const [step, { thread: threadIndex, remark }] of (sheet?.undo ?? []).entries())
      if (!run.remarks[threadIndex]?.remarks[remark])
        throw new ShapeError(
          `${path}.scores[${index}].sheet.undo[${step}]`,
          said`names a remark that the run does not have`,
        );
  return run;
}
