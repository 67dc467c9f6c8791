import { said } from '../../l10n/said';
import * as v from 'valibot';
import type { Origin } from '../../model/provenance';
import type { RubricItem } from '../../model/prompt';
import {
  documentFormat,
  documentVersion,
  type ExportBot,
  type ExportDocument,
  type ExportCategory,
  type ExportPrompt,
} from '../export/document';
import { model, origin } from './modelShape';
import { runShape } from './runShape';
import { tableShape } from './tableShape';
import { botName, botParameters, promptHash, slug, time } from './rules';
import {
  about,
  atLeast,
  checked,
  exactly,
  flag,
  list,
  name,
  number,
  oneOf,
  orAbsent,
  orNull,
  published,
  ShapeError,
  text,
  whole,
  type Shape,
} from './shape';

const rubricItem = atLeast<RubricItem>({ id: name, points: number(0), title: text(), full: text(), half: text() });

const prompt = about(
  exactly<ExportPrompt>({
    id: slug,
    hash: about(promptHash, 'Of text, system prompt, points and rubric.'),
    title: text(),
    position: whole(),
    points: whole(),
    text: text(),
    system: orNull(text()),
    rubric: list(rubricItem),
    current: flag,
    seenAt: time,
  }),
  'One version of a prompt; scores hang on the version they were given for.',
);

export const categoryShape = exactly<ExportCategory>({
  id: slug,
  title: text(),
  version: whole(),
  position: whole(),
  points: whole(),
  prompts: whole(),
  current: about(flag, 'False for a category whose suite is gone.'),
  versions: list(prompt),
});

export const botShape = exactly<ExportBot>({
  id: whole(),
  name: botName,
  server: text(),
  modelId: text(),
  parameters: botParameters,
  fileName: name,
  origin: orAbsent(orNull(origin), null) as Shape<Origin>,
  practice: flag,
  deletedAt: orNull(time),
  createdAt: time,
  notes: text(),
  model: orNull(model),
});

/** A whole document as it is published. An import reads it piece by piece, and of the table nothing. */
export const documentShape = exactly<ExportDocument>({
  $schema: text(),
  format: published(v.literal(documentFormat), { const: documentFormat }),
  version: published(v.literal(documentVersion), {
    const: documentVersion,
    description: 'Raised whenever a field is added or changes its meaning.',
  }),
  exportedAt: time,
  generator: exactly<ExportDocument['generator']>({ name: text(), version: text() }),
  scope: exactly<ExportDocument['scope']>({
    kind: about(oneOf('everything', 'view'), '`view`: what a person saw on the board, in that order.'),
    practice: about(flag, 'Whether results of the practice server, whose models do not exist, are in the file.'),
  }),
  table: tableShape,
  categories: list(categoryShape),
  bots: list(botShape),
  runs: about(list(runShape), 'Oldest first; the latest complete one counts.'),
});

/** The fields before the lists. Throws a sentence of its own for what is no export or comes from a newer LLP. */
export function checkHead(head: ReadonlyMap<string, unknown>): void {
  const format = head.get('format');
  if (format !== documentFormat) throw new ShapeError('format', said`must be "${documentFormat}"`);
  const version = checked(whole(1), head.get('version'), 'version');
  if (version > documentVersion)
    throw new ShapeError('version', said`is ${version}: the file was written by a newer LLP; update LLP to import it`);
}
