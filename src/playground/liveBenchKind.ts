import { said, SaidError, saidOf } from '../l10n/said';
import { dirname, join } from 'node:path';
import type { Checkout } from '../exchange/livebench/run/checkout';
import type { LiveBenchRun } from '../exchange/livebench/run/command';
import type { RunFiles } from '../exchange/livebench/run/files';
import type { Bot } from '../model/bot';
import type { Job } from '../model/tournament';
import { JobRefused, type JobKind, type JobOutcome, type JobReport } from '../queue/kind';
import type { Store } from '../store';
import type { NewTournament } from '../store/tournaments';
import type { BenchmarkReport, Benchmarks } from './benchmarks';

/** One model to be asked, and the name that its results get. */
export interface LiveBenchEntry extends Pick<LiveBenchRun, 'displayName' | 'temperature'> {
  bot: Bot;
}

/** What holds for all models of a run. */
export type LiveBenchChoice = Omit<LiveBenchRun, 'model' | 'displayName' | 'apiBase' | 'temperature'> & {
  checkout: Pick<Checkout, 'folder' | 'python'>;
};

interface Port {
  store: Store;
  benchmarks: Benchmarks;
  apiKey: (server: string) => Promise<string | undefined>;
  databaseFile: string;
  /** What the person has named on this machine: a setting, a variable. */
  places: () => LiveBenchPlaces;
}

/** Where the person says LiveBench and its Python are; null where they say nothing. */
export interface LiveBenchPlaces {
  checkout: string | null;
  python: string | null;
}

/** Runs of LiveBench's own program against one's servers, a model and a name a job. */
export class LiveBenchKind implements JobKind {
  readonly name = 'livebench' as const;
  /** What the person has named in this process: a database of a cloned folder could name programs of its own. */
  private readonly allowed = new Set<string>();
  /** Of runs that this process has imported, by tournament. */
  readonly imported = new Map<number, BenchmarkReport>();

  constructor(private readonly port: Port) {}

  /** The checkout and its Python may be run; call it before a queue is run that names them. */
  allow(checkout: LiveBenchChoice['checkout']): void {
    this.allowed.add(keyOf(checkout));
  }

  /**
   * Before a queue goes on that was begun earlier: whether its program is the one that the person names on this machine.
   * Throws a sentence, and leaves the queue as it is, where it is not.
   */
  async requireAllowed(tournamentId: number): Promise<void> {
    for (const { kind, subject, status } of this.port.store.jobs.list(tournamentId)) {
      const waits = status === 'pending' || status === 'running';
      const given = kind === this.name && waits ? asSubject(subject) : null;
      if (given && !(await this.isAllowed(given.checkout)))
        throw new SaidError(
          said`This run of LiveBench was begun with the program in ${given.checkout.folder}. Say that it may run: llp tournament resume ${tournamentId} --checkout ${dirname(given.checkout.folder)}, or in VS Code the setting llp.livebench.checkout.`,
        );
    }
  }

  private async isAllowed(checkout: LiveBenchChoice['checkout']): Promise<boolean> {
    if (this.allowed.has(keyOf(checkout))) return true;
    const { findCheckout } = await import('../exchange/livebench/run/checkout');
    const { checkout: folder, python } = this.port.places();
    const named = await findCheckout(folder, python).catch(() => null);
    if (named) this.allow(named);
    return this.allowed.has(keyOf(checkout));
  }

  /** A queue with a job for each entry. Throws a sentence where LiveBench cannot take a name, with a suggestion. */
  async plan(entries: readonly LiveBenchEntry[], choice: LiveBenchChoice): Promise<NewTournament> {
    const { requireBench, requireDisplayName, requireModelId, requireShellSafe } = await names();
    choice.benches.forEach(requireBench);
    const seen = new Map<string, string>();
    for (const { bot, displayName } of entries) {
      requireModelId(bot.modelId);
      requireDisplayName(displayName);
      requireShellSafe(apiBaseOf(bot.server), 'EMPTY');
      const lower = displayName.toLowerCase();
      const other = seen.get(lower);
      if (other !== undefined)
        throw new SaidError(
          said`“${displayName}” and “${other}” would be one model to LiveBench; give one another name.`,
        );
      seen.set(lower, displayName);
    }
    const jobs = entries.map(({ bot, displayName, temperature }) => ({
      kind: this.name,
      botId: bot.id,
      categoryId: '',
      promptId: '',
      subject: { ...choice, displayName, temperature },
      label: `LiveBench: ${displayName}`,
      server: bot.server,
      modelId: bot.modelId,
    }));
    const practice = entries.length > 0 && entries.every(({ bot }) => bot.practice);
    return { title: `LiveBench ${choice.release}: ${choice.benches.join(', ')}`, practice, jobs };
  }

  async work(job: Job, signal: AbortSignal, report: JobReport): Promise<JobOutcome> {
    const { checkout, run } = await this.read(job);
    const [{ runFiles, mendCutLines }, { runArguments }, { runScript }, { requireShellSafe }] = await Promise.all([
      import('../exchange/livebench/run/files'),
      import('../exchange/livebench/run/command'),
      import('../exchange/livebench/run/process'),
      names(),
    ]);
    const key = (await this.port.apiKey(job.server)) ?? null;
    this.refusing(() => requireShellSafe(run.apiBase, key ?? 'EMPTY'));
    const mended = run.resume ? await mendCutLines(checkout.folder, run.benches, run.displayName) : 0;
    const notes: string[] = [];
    if (mended > 0) notes.push('An answer that had been cut off when LiveBench was ended is asked again.');
    const look = async (): Promise<RunFiles> => runFiles(checkout.folder, run);
    const begun = Date.now();
    const stop = watch(look, (sentence) => report.progress(sentence));
    const log = join(dirname(this.port.databaseFile), 'livebench', `${job.id}.log`);
    try {
      const { tail } = await this.starting(() =>
        runScript({ ...checkout, arguments: runArguments(run), key, log }, signal),
      );
      if (signal.aborted) return { run: null, failure: null };
      await stop();
      const files = await look();
      const wrong = faultOf(files, tail);
      // What was answered and judged is worth having, whatever is missing.
      if (files.judged > 0) notes.push(...(await this.importWhenLast(job, checkout.folder, run)));
      if (wrong !== null) throw new JobRefused(said`${wrong} LiveBench’s own words are in ${log}.`);
      report.done((Date.now() - begun) / 1000);
      if (files.errors > 0)
        notes.push(
          `${files.errors} of ${files.answered} answers failed, which LiveBench counts as wrong; the same run again asks them anew.`,
        );
      return { run: null, failure: null };
    } finally {
      await stop();
      if (notes.length > 0 && !signal.aborted) report.note(notes.join(' '));
    }
  }

  /** Once, after the last job of the queue that may still bring results. */
  private async importWhenLast(job: Job, folder: string, { release }: LiveBenchRun): Promise<string[]> {
    const { jobs } = this.port.store;
    const counts = jobs.counts(job.tournamentId);
    if (counts.pending + counts.running > 1) return [];
    const { answeredNames } = await import('../exchange/livebench/run/files');
    const names = await answeredNames(folder);
    const own = this.ownNames();
    const made = await this.port.benchmarks.importLiveBench(join(folder, 'data'), {
      release,
      madeHere: names.every((name) => own.has(name)),
    });
    this.imported.set(job.tournamentId, made);
    return [
      `Imported as ${made.id}: ${made.models} models, ${made.taken} judgments. llp benchmarks --undo ${made.id} takes it back.`,
    ];
  }

  /** The names, in lower case, of runs that this database knows of: what others had answered is theirs. */
  private ownNames(): Set<string | null> {
    const rows = this.port.store.database.all<{ name: string | null }>(
      `SELECT DISTINCT lower(json_extract(subject, '$.displayName')) AS name FROM job WHERE kind = 'livebench'`,
    );
    return new Set(rows.map(({ name }) => name));
  }

  private async read({ subject, server, modelId }: Job): Promise<{
    checkout: LiveBenchChoice['checkout'];
    run: LiveBenchRun;
  }> {
    const given = asSubject(subject);
    if (!given) throw new JobRefused(said`This job of LiveBench cannot be read; start it again.`);
    if (!(await this.isAllowed(given.checkout)))
      throw new JobRefused(
        said`LiveBench’s program runs only where you have named it: start the same run again, and it goes on where it was.`,
      );
    const { checkout, ...rest } = given;
    return { checkout, run: { ...rest, model: modelId, apiBase: apiBaseOf(server) } };
  }

  private refusing(check: () => void): void {
    try {
      check();
    } catch (error) {
      throw new JobRefused(saidOf(error));
    }
  }

  private async starting<T>(start: () => Promise<T>): Promise<T> {
    try {
      return await start();
    } catch (error) {
      throw new JobRefused(saidOf(error));
    }
  }
}

const everyMs = 1_000;

/** Tells how far the files are while the script is at work; what is returned ends that. */
function watch(look: () => Promise<RunFiles>, tell: (sentence: string) => void): () => Promise<void> {
  let [over, last] = [false, ''];
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  const turn = async (): Promise<void> => {
    const sentence = progressOf(await look().catch(() => null));
    if (!over && sentence !== '' && sentence !== last) tell((last = sentence));
    if (!over) timer = setTimeout(() => void (looking = turn()), everyMs);
  };
  looking = turn();
  return async () => {
    over = true;
    clearTimeout(timer);
    await looking;
  };
}

function progressOf(files: RunFiles | null): string {
  if (!files || files.answered === 0) return '';
  const { questions, answered, judged } = files;
  if (judged > 0 && (questions === null || answered >= questions)) return `${judged} of ${answered} answers judged`;
  return questions === null ? `${answered} questions answered` : `${answered} of ${questions} questions answered`;
}

/** Why a run is not done, by its files; the script ends with 0 whatever happened. */
function faultOf({ questions, answered, judged, errors }: RunFiles, tail: string[]): string | null {
  const words = tail.filter((line) => !/^(Benchmark|Error running|Exit code|Running:)/.test(line)).at(-1);
  const said = words === undefined ? '' : ` It said last: ${words.slice(0, 300)}`;
  if (questions === 0) return 'LiveBench has no question of these benches and this release.';
  if (answered === 0) return `LiveBench ended without an answer.${said}`;
  if (errors === answered) return `All ${answered} answers failed. Is the server running and the model’s id right?`;
  if (questions !== null && answered < questions)
    return `LiveBench ended with ${answered} of ${questions} questions answered.${said}`;
  if (judged < answered) return `LiveBench judged ${judged} of ${answered} answers.${said}`;
  return null;
}

function apiBaseOf(server: string): string {
  return `${server}/v1`;
}

function keyOf({ folder, python }: LiveBenchChoice['checkout']): string {
  return JSON.stringify([folder, python]);
}

/** Not with the extension: few ever run LiveBench. */
const names = () => import('../exchange/livebench/run/names');

type Subject = LiveBenchChoice & Pick<LiveBenchRun, 'displayName' | 'temperature'>;

/** The database may be a stranger's: whatever does not have the right shape is none. */
function asSubject(subject: unknown): Subject | null {
  if (typeof subject !== 'object' || subject === null) return null;
  const given = subject as Partial<Record<keyof Subject, unknown>>;
  const checkout = given.checkout as Partial<Record<'folder' | 'python', unknown>> | null | undefined;
  const isNumber = (value: unknown): boolean => value === null || typeof value === 'number';
  const fits =
    typeof checkout?.folder === 'string' &&
    typeof checkout.python === 'string' &&
    typeof given.displayName === 'string' &&
    typeof given.release === 'string' &&
    /^\d{4}-\d{2}-\d{2}$/.test(given.release) &&
    (given.questionSource === 'jsonl' || given.questionSource === 'huggingface') &&
    Array.isArray(given.benches) &&
    given.benches.every((bench) => typeof bench === 'string' && /^live_bench(?:\/[a-z0-9_]+){0,2}$/.test(bench)) &&
    /^[A-Za-z0-9][A-Za-z0-9@#%+=._,-]*$/.test(given.displayName) &&
    typeof given.resume === 'boolean' &&
    [given.temperature, given.maxTokens, given.parallelRequests].every(isNumber);
  return fits ? (subject as Subject) : null;
}
