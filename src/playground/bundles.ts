import { said, SaidError } from '../l10n/said';
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { collectText } from '../exchange/export/destination';
import type { ExportDocument, ExportRun } from '../exchange/export/document';
import { exportPlayground } from '../exchange/export/exportPlayground';
import { importResults, type ImportReport } from '../exchange/results/importResults';
import { holdsSecret, secretsOf } from '../model/redact';
import { rawLogPath } from '../model/runFiles';
import { openBundle, packBundle, type OpenBundle } from '../trust/bundle/manifest';
import { BundleError } from '../trust/bundle/zip';
import type { Store } from '../store';
import { version } from '../../package.json';
import { readLog } from './logFiles';
import { reproductionOf } from './reproduction';

const documentPath = 'playground.json';

/** What importing a bundle needs of the playground. */
interface BundleSource {
  store: Store;
  changedElsewhere(): void;
}

/** What went into a bundle, and which runs stayed out though the gate lets them through. */
export interface Bundled {
  bytes: Buffer;
  runs: number;
  left: { run: number; why: string }[];
}

/** All runs that the trust gate lets through, with their logs, commands and scores, in one file. Throws a sentence. */
export async function makeBundle({ store }: { store: Store }, wishes: { privateKey?: string } = {}): Promise<Bundled> {
  const secrets = secretsOf(process.env);
  const folder = dirname(store.database.file);
  const logs = new Map<string, Uint8Array>();
  const commands: object[] = [];
  const left: Bundled['left'] = [];
  const facts = new Map(store.trust.publicRuns().map((run) => [run.run_id, run]));
  for (const [id, run] of facts) {
    const log = await readLog(join(folder, run.raw_log ?? '')).catch(() => null);
    const why = !log
      ? 'its log cannot be read'
      : digest(log) !== run.log_sha256
        ? 'its log was changed'
        : holdsSecret(log.toString('utf8'), secrets)
          ? 'its log holds what looks like a key, a token or a password'
          : null;
    if (why !== null || !log) {
      left.push({ run: id, why: why ?? '' });
      facts.delete(id);
      continue;
    }
    logs.set(rawLogPath(id), log);
    commands.push({ run: id, ...(await reproductionOf({ store }, id, 'bash')) });
  }
  if (logs.size === 0)
    throw new SaidError(
      said`No result passes the trust gate yet, so there is nothing to publish; the board says what each lacks.`,
    );
  const whole = JSON.parse(await collectText(exportPlayground(store, { format: 'json' }))) as ExportDocument;
  const runs = whole.runs.filter(({ id }) => facts.has(id)).map((run) => withFacts(run, facts.get(run.id)));
  const bots = new Set(runs.map(({ botId }) => botId));
  const categories = new Set(runs.map(({ categoryId }) => categoryId));
  const document = {
    ...whole,
    table: { categories: [], rows: [] },
    categories: whole.categories.filter(({ id }) => categories.has(id)),
    // Notes on bots are for oneself.
    bots: whole.bots.filter(({ id }) => bots.has(id)).map((bot) => ({ ...bot, notes: '' })),
    runs,
  };
  const text = JSON.stringify(document, null, 1);
  if (holdsSecret(text, secrets))
    throw new SaidError(
      said`A score’s note or an answer holds what looks like a key, a token or a password; remove it first.`,
    );
  const files = new Map<string, Uint8Array>([
    [documentPath, Buffer.from(text)],
    ['commands.json', Buffer.from(JSON.stringify(commands, null, 1))],
    ...logs,
  ]);
  const stated = {
    createdAt: new Date().toISOString(),
    generator: `local-llm-playground ${version}`,
    runs: runs.length,
  };
  return { bytes: packBundle(files, stated, wishes.privateKey), runs: runs.length, left };
}

/** What a person has stated of a server goes along with each run that needs it. */
function withFacts(
  run: ExportRun,
  facts: { quantization: string | null; runtime: string | null; runtime_version: string | null } | undefined,
): ExportRun {
  return {
    ...run,
    output: null,
    model: run.model && { ...run.model, quantization: facts?.quantization ?? run.model.quantization },
    runtime: { name: facts?.runtime ?? null, version: facts?.runtime_version ?? null },
  };
}

/** Opens a bundle and holds its logs against its runs. Throws a sentence where one does not fit. */
export async function readBundle(file: string): Promise<OpenBundle & { document: ExportDocument }> {
  let archive: Buffer;
  try {
    archive = await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SaidError(
      code === 'ENOENT' ? said`There is no file ${file}.` : said`${file} cannot be read (${code ?? ''}).`,
      {
        cause: error,
      },
    );
  }
  const bundle = openBundle(archive);
  let document: ExportDocument;
  try {
    document = JSON.parse(bundle.files.get(documentPath)?.toString('utf8') ?? '') as ExportDocument;
    for (const run of document.runs) {
      const log = bundle.files.get(rawLogPath(run.id));
      if (!log || log.length !== run.logDigest?.bytes || digest(log) !== run.logDigest.sha256)
        throw new BundleError(said`The log of run ${run.id} is not the one that the run had. Nothing was imported.`);
    }
  } catch (error) {
    if (error instanceof BundleError) throw error;
    throw new BundleError(said`The results in the bundle cannot be read. Nothing was imported.`);
  }
  return { ...bundle, document };
}

/** Imports a bundle: its runs are someone else's, with their logs. What is here is never changed. Throws a sentence. */
export async function importBundle(
  playground: BundleSource,
  file: string,
  /** Only these bots, by their numbers in the bundle; else all. */
  bots?: readonly number[],
): Promise<ImportReport> {
  const { files, document } = await readBundle(file);
  if (bots) files.set(documentPath, Buffer.from(JSON.stringify(ofBots(document, new Set(bots)))));
  return importOpened(playground, file, { files });
}

function ofBots(document: ExportDocument, wanted: ReadonlySet<number>): ExportDocument {
  return {
    ...document,
    bots: document.bots.filter(({ id }) => wanted.has(id)),
    runs: document.runs.filter(({ botId }) => wanted.has(botId)),
  };
}

async function importOpened(
  playground: BundleSource,
  file: string,
  { files }: Pick<OpenBundle, 'files'>,
): Promise<ImportReport> {
  const { store } = playground;
  const folder = dirname(store.database.file);
  // Under the bundle's name, which is told as where the results come from.
  const unpacked = join(tmpdir(), `llp-${randomUUID()}`);
  await mkdir(unpacked, { mode: 0o700 });
  const added: { runId: number; file: string; digest: { bytes: number; sha256: string } }[] = [];
  const logs: [string, Buffer][] = [];
  try {
    const document = join(unpacked, basename(file));
    await writeFile(document, files.get(documentPath) ?? '');
    const report = await importResults(store, document, {
      onRun: (run, runId, isNew) => {
        const log = files.get(rawLogPath(run.id));
        if (!isNew || !log) return;
        const path = rawLogPath(runId);
        logs.push([path, log]);
        added.push({ runId, file: path, digest: { bytes: log.length, sha256: digest(log) } });
      },
    });
    await mkdir(join(folder, 'logs'), { recursive: true });
    for (const [path, log] of logs) await writeFile(join(folder, path), log);
    store.logs.adopt(added);
    return report;
  } finally {
    await rm(unpacked, { recursive: true, force: true });
    playground.changedElsewhere();
  }
}

/** Imports a bundle, and finds the numbers that its runs have here. */
export async function runsOfBundle(playground: BundleSource, file: string): Promise<number[]> {
  const bundle = await readBundle(file);
  await importOpened(playground, file, bundle);
  const { document } = bundle;
  const known = new Set(document.runs.map(({ logDigest, startedAt }) => `${logDigest?.sha256} ${startedAt}`));
  return playground.store.trust
    .publicRuns()
    .flatMap((run) => (known.has(`${run.log_sha256} ${run.started_at}`) ? [run.run_id] : []));
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
