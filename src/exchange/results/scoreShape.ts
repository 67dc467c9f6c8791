import { said } from '../../l10n/said';
import * as v from 'valibot';
import { scoreSources, type ScoreSource } from '../../model/score';
import type { ExportCorrection, ExportThread, RemarkBefore, ExportScore } from '../export/document';
import { time } from './rules';
import {
  expected,
  about,
  anything,
  atLeast,
  exactly,
  flag,
  list,
  number,
  oneOf,
  orAbsent,
  orNull,
  published,
  record,
  text,
  whole,
  type Shape,
} from './shape';

/** Version 1 said `judge` for what a judge had proposed. */
const scoreSource: Shape<ScoreSource> = published(
  v.pipe(
    oneOf(...scoreSources, 'judge'),
    v.transform((value) => (value === 'judge' ? 'proposed' : value)),
  ),
  {
    enum: scoreSources,
    description:
      'By a person, by a program, proposed by a judge and accepted by a person, or only proposed, which does not count.',
  },
);

const entry = exactly<ExportScore>({
  points: number(0),
  max: whole(),
  rubric: record(number(0)),
  parts: orAbsent(
    about(
      record(number(0)),
      'Of items that the entry settles in part: the points that could be had for that part; the rest is open.',
    ),
    {},
  ),
  whole: orAbsent(
    about(flag, 'True where the entry is about the whole prompt; false where it gives its items and no others.'),
    true,
  ),
  extra: orAbsent(
    about(number(), 'Points for the answer as a whole on top of the items, of entries that are not `whole`.'),
    0,
  ),
  note: text(),
  source: scoreSource,
  by: orAbsent(about(text(500), 'Which program or judge gave it; empty for a person.'), ''),
  evidence: orAbsent(about(record(anything), 'What the verdicts rest on, by rubric item id.'), {}),
  createdAt: time,
  voidedAt: orNull(time),
  sheet: about(
    orNull(
      exactly<NonNullable<ExportScore['sheet']>>({
        base: orNull(atLeast<object>({})),
        undo: list(
          exactly<RemarkBefore>({
            thread: about(whole(), 'Place in the run’s `remarks`.'),
            remark: whole(),
            body: text(),
            editedAt: orNull(time),
            deletedAt: orNull(time),
          }),
        ),
      }),
    ),
    'Set where remarks made the entry: what they added to, and what undoing it gives back.',
  ),
});

export const thread = exactly<ExportThread>({
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

export const correction = exactly<ExportCorrection>({
  name: text(100),
  original: anything,
  value: anything,
  createdAt: time,
});

export const score: Shape<ExportScore> = v.pipe(
  entry,
  v.forward(
    v.check(
      ({ points, max }) => points <= max,
      ({ input }) => expected(said`must be a number from 0 to ${input.max}`),
    ),
    ['points'],
  ),
);
