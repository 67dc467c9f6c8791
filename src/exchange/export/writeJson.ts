import { inertJson } from '../inert';
import { documentFormat, documentSchema, documentVersion, type ExportDocument } from './document';
import type { ExportContext } from './context';

/** The published JSON as text, an entry a line, so that no part of it is ever held as a whole. */
export function* writeJson({ source, boards, request, generator, exportedAt, ran }: ExportContext): Generator<string> {
  const head: Omit<ExportDocument, 'categories' | 'bots' | 'runs'> = {
    $schema: documentSchema,
    format: documentFormat,
    version: documentVersion,
    exportedAt,
    generator,
    scope: {
      kind: request.view ? 'view' : 'everything',
      practice: request.view ? boards.some((board) => board.practice) : request.practice === true,
    },
    table: { categories: boards[0]?.categories ?? [], rows: boards.flatMap((board) => board.rows) },
  };
  yield `{\n${Object.entries(head)
    .map(([key, value]) => `"${key}": ${inertJson(value)},\n`)
    .join('')}`;
  yield* list('categories', source.categories());
  yield ',\n';
  yield* list('bots', source.bots());
  yield ',\n';
  yield* list('runs', source.runs(), ran);
  yield '\n}\n';
}

function* list(key: string, entries: Iterable<unknown>, after?: () => void): Generator<string> {
  yield `"${key}": [`;
  let separator = '\n';
  for (const entry of entries) {
    yield separator + inertJson(entry);
    separator = ',\n';
    after?.();
  }
  yield separator === '\n' ? ']' : '\n]';
}
