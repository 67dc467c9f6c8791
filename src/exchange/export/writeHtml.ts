import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { promisify } from 'node:util';
import { createGzip, gzip } from 'node:zlib';
import type { Board } from '../../model/board';
import { chosenFacts } from '../boardTable';
import { fill } from '../../l10n/strings';
import { htmlJson } from '../inert';
import type { ExportContext } from './context';
import type { ReportData } from './reportData';
import { pageHead, pageTail, snapshotPiece, type ReportParts } from './reportPage';
import { writeSnapshot } from './snapshot';

// A multiple of three bytes is base64 without padding, so that the pieces could be joined.
const pieceBytes = 3 * 256 * 1024;

/** The report as one page that needs nothing else: board, plots, answers, search and SQL. */
export async function* writeHtml(
  context: ExportContext,
  reportParts: () => Promise<ReportParts>,
  signal?: AbortSignal,
): AsyncGenerator<string> {
  const parts = await reportParts();
  const wasm = (await promisify(gzip)(parts.wasm, { level: 9 })).toString('base64');
  const { words } = context;
  const head = {
    language: words.formats.tag,
    title: titleOf(context),
    noScript: words.strings.noScript,
    data: htmlJson(dataOf(context)),
    wasm,
  };
  yield pageHead(parts, head);
  const folder = await mkdtemp(join(tmpdir(), 'llp-report-'));
  try {
    const file = join(folder, 'snapshot.db');
    for await (const _ of writeSnapshot(file, context)) yield '';
    for await (const piece of compressed(file, signal)) yield snapshotPiece(piece.toString('base64'));
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  yield pageTail;
}

function titleOf({ boards, exportedAt, words: { strings, formats } }: ExportContext): string {
  const bots = boards.reduce((sum, board) => sum + board.rows.length, 0);
  const counted = formats.counted(bots, strings.oneBot, strings.bots);
  return fill(strings.documentTitle, counted, formats.day(exportedAt));
}

function dataOf({ request, boards, exportedAt, generator, source, words }: ExportContext): ReportData {
  return {
    language: words.formats.tag,
    strings: words.strings,
    exportedAt,
    version: generator.version,
    scope: request.view ? 'view' : 'everything',
    columns: chosenFacts(request.view?.columns),
    boards: boards.map(withoutEmptyCells),
    runs: source.countRuns(),
  };
}

function withoutEmptyCells(board: Board): Board {
  return {
    ...board,
    rows: board.rows.map((row) => ({
      ...row,
      categories: Object.fromEntries(
        Object.entries(row.categories).filter(([, cell]) => cell.scored + cell.answered + cell.outdated > 0),
      ),
    })),
  };
}

async function* compressed(file: string, signal?: AbortSignal): AsyncGenerator<Buffer> {
  const packed = pipeline(createReadStream(file), createGzip({ level: 6 }), () => undefined);
  let held: Buffer[] = [];
  let length = 0;
  for await (const chunk of packed as unknown as AsyncIterable<Buffer>) {
    signal?.throwIfAborted();
    held.push(chunk);
    length += chunk.length;
    if (length < pieceBytes) continue;
    const whole = Buffer.concat(held);
    yield whole.subarray(0, pieceBytes);
    held = [whole.subarray(pieceBytes)];
    length = whole.length - pieceBytes;
  }
  yield Buffer.concat(held);
}
