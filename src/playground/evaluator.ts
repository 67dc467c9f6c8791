import { said, SaidError } from '../l10n/said';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import type { Submission } from '../evaluate/extract/submission';
import type { CommandRecord, Evaluation, Language } from '../evaluate/model';
import type { Sandbox, SandboxKind } from '../evaluate/sandbox/job';
import { safeFileName } from '../model/fileName';
import type { Run } from '../model/run';
import type { Store } from '../store';
import type { Scoring } from './scoring';
import type { SuiteSet } from './suiteSet';

/** The prompt whose answers are programs that can be scored by running them. */
export const codePrompt = 'swe-shelf';
export const codeCategory = 'swe';
/** Who gives the points; another number than a stored one's means that points may differ. */
const evaluatorName = 'evaluator 1';

export interface EvaluatorOptions {
  workspace: string | null;
  /** The folder `evaluate/` that comes with LLP. */
  content: string;
}

export interface EvaluateRequest {
  /** The person has seen what will run and said yes. */
  consent: boolean;
  /** The workspace is trusted. */
  trusted: boolean;
  sandbox?: SandboxKind | null;
  /** Only code in it is taken out of Markdown; by default the language that most of the code is in. */
  language?: Language | null;
  signal?: AbortSignal;
  onProgress?: (sentence: string) => void;
  /** Told of each program that was run, with the beginning of what it wrote. */
  onCommand?: (command: CommandRecord, output: string) => void;
}

export interface Evaluated extends Evaluation {
  /** The file with all of this, relative to the workspace. */
  scoreFile: string | null;
  /** The run that got the points, or null. */
  runId: number | null;
}

/** Scores programs by running them, sandboxed, after consent and in trusted workspaces only. */
export class Evaluator {
  private readonly chosen = new Map<SandboxKind | null, Promise<Sandbox>>();

  constructor(
    private readonly options: EvaluatorOptions,
    private readonly store: Store,
    private readonly suites: SuiteSet,
    private readonly scoring: Scoring,
  ) {}

  /** Folder where answers with code land, or null without a workspace. */
  get folder(): string | null {
    return this.options.workspace === null ? null : join(this.options.workspace, 'llm_outputs', codeCategory);
  }

  /** The folder `evaluate/` that comes with LLP. */
  get content(): string {
    return this.options.content;
  }

  /** What would run, in one sentence for the consent. */
  static sentence(files: readonly string[]): string {
    const what = files.length === 1 ? 'one answer' : `${files.length} answers`;
    return `Evaluating compiles and runs the code of ${what} on this machine, in a sandbox without network, files of yours or environment, for a minute or two each at most.`;
  }

  /** Evaluates the answer in a file, writes its score file and stores its points. Throws a sentence where it may not or cannot run. */
  async evaluateFile(file: string, request: EvaluateRequest): Promise<Evaluated> {
    requireLeave(request);
    const { readSubmission } = await import('./submission');
    const first = await readSubmission(file, codePrompt, '', request.language);
    const run = this.runOf(file, first.runId);
    const submission = run ? await readSubmission(file, codePrompt, run.text, request.language) : first;
    return this.score(submission, run, request);
  }

  /** The same for the answer of a run, which need not be saved. */
  async evaluateRun(runId: number, request: EvaluateRequest): Promise<Evaluated> {
    requireLeave(request);
    const run = this.store.runs.require(runId);
    if (run.promptId !== codePrompt)
      throw new SaidError(said`Only answers to the prompt “swe-shelf” are programs that can be run.`);
    const { ofMarkdown } = await import('./submission');
    const bot = this.store.bots.get(run.botId)?.fileName ?? `run-${runId}`;
    return this.score(ofMarkdown(bot, run.text, codePrompt, { ...run.stats }, request.language), run, request);
  }

  /** Whole answers to the prompt of programs that no evaluation of this workspace has scored yet, oldest first. */
  waitingRuns(): number[] {
    return this.store.runs.withoutScoreBy(codePrompt, evaluatorName);
  }

  /** All cases that judge an answer here, in a person's words. */
  async cases(): Promise<{ id: string; op: 'parse' | 'run'; label: string }[]> {
    const [{ generateCases }, { caseInWords }, { loadShelfTask }, { drawnCases }] = await Promise.all([
      import('../evaluate/shelf/generate'),
      import('../evaluate/shelf/cases'),
      import('../evaluate/shelf/task'),
      import('../evaluate/evaluate'),
    ]);
    const { cases } = await loadShelfTask(this.options.content, 'typescript');
    const all = [...cases, ...generateCases(await this.seed(), drawnCases)];
    return all.map((one) => ({ id: one.id, op: one.op, label: caseInWords(one) }));
  }

  /** Points by item of the rubric; empty where the prompt is not among the suites in use. */
  get maxima(): Record<string, number> {
    const rubric = this.suites.prompt(codePrompt)?.rubric ?? [];
    return Object.fromEntries(rubric.map(({ id, points }) => [id, points]));
  }

  /** What the score file of an answer says, or null where there is none that can be read. */
  async stored(bot: string): Promise<Evaluation | null> {
    const { folder } = this;
    if (folder === null) return null;
    const { readScoreFile } = await import('../evaluate/sheet/scoreFile');
    return readScoreFile(join(folder, 'scores', `score-${safeFileName(bot)}.json`));
  }

  private async score(submission: Submission, run: Run | null, request: EvaluateRequest): Promise<Evaluated> {
    const { workspace, content } = this.options;
    const { evaluate } = await import('../evaluate/evaluate');
    const { sheetOf } = await import('../evaluate/sheet/points');
    const { writeScoreFile } = await import('../evaluate/sheet/scoreFile');
    const prompt = this.suites.prompt(codePrompt);
    const evaluation = await evaluate(submission, {
      sandbox: () => this.isolating(request.sandbox ?? null),
      content,
      cacheFolder: cacheFolder(),
      seed: await this.seed(),
      sheet: sheetOf(prompt?.rubric ?? []),
      ...(request.signal ? { signal: request.signal } : {}),
      ...(request.onProgress ? { onProgress: request.onProgress } : {}),
      ...(request.onCommand ? { onCommand: request.onCommand } : {}),
    });
    const scoreFile =
      workspace === null
        ? null
        : await writeScoreFile(workspace, codeCategory, safeFileName(submission.bot), evaluation);
    const runId = run?.status === 'complete' ? this.record(run, evaluation) : null;
    return { ...evaluation, scoreFile, runId };
  }

  /** What isolates here, in words. Throws a sentence where nothing does. */
  async isolation(kind: SandboxKind | null): Promise<string> {
    return (await this.isolating(kind)).description;
  }

  /** What isolates; chosen once a kind, as trying them takes a while. Throws `NoSandbox`. */
  isolating(kind: SandboxKind | null): Promise<Sandbox> {
    let chosen = this.chosen.get(kind);
    if (!chosen) {
      const { workspace, content } = this.options;
      const hidden = [dirname(content), ...(workspace === null ? [] : [workspace])];
      chosen = import('../evaluate/sandbox/choose').then(({ chooseSandbox }) => chooseSandbox({ kind, hidden }));
      this.chosen.set(kind, chosen);
      // What is installed meanwhile is found the next time.
      chosen.catch(() => this.chosen.delete(kind));
    }
    return chosen;
  }

  /** The run that a file belongs to; null where there is none. */
  private runOf(file: string, named: number | null): Run | null {
    const { workspace } = this.options;
    if (workspace === null) return null;
    const output = relative(workspace, file)
      .split(sep)
      .join('/')
      .replace(/\.[^./]*$/, '.md');
    const run = named === null ? this.store.runs.latestSavedTo(output, codePrompt) : this.store.runs.get(named);
    // A file that was copied from elsewhere may name a run of ours that is another answer.
    return run?.promptId === codePrompt && run.output === output ? run : null;
  }

  /** Stores the points of what a program has settled. Returns the run's id. */
  private record(run: Run, evaluation: Evaluation): number {
    const items = Object.entries(evaluation.items).filter(
      ([id, { points }]) =>
        points !== null && (evaluation.adjustment === -1 || !(id === 'explanation' || id === 'suggestions')),
    );
    this.scoring.recordAutomatic(run.id, {
      items: Object.fromEntries(items.map(([id, { points, evidence }]) => [id, { points: points ?? 0, evidence }])),
      by: evaluatorName,
      about: (id) => Object.hasOwn(evaluation.items, id),
    });
    return run.id;
  }

  /** The workspace's private seed of hidden cases, made once. Without a workspace it lives as long as this process. */
  private async seed(): Promise<string> {
    const { workspace } = this.options;
    if (workspace === null) return sessionSeed;
    const file = join(workspace, '.llp', 'evaluate-seed');
    const known = await readFile(file, 'utf8').catch(() => '');
    if (/^[0-9a-f]{32}$/.test(known.trim())) return known.trim();
    await mkdir(dirname(file), { recursive: true });
    const seed = randomBytes(16).toString('hex');
    await writeFile(file, `${seed}\n`, { mode: 0o600 });
    return seed;
  }
}

/** Throws a sentence unless the workspace is trusted and the person has agreed. */
export function requireLeave({ trusted, consent }: EvaluateRequest): void {
  if (!trusted) throw new SaidError(said`Code of answers runs only in a trusted workspace; trust this one first.`);
  if (!consent) throw new SaidError(said`Code of answers runs only after you have agreed to it.`);
}

const sessionSeed = randomBytes(16).toString('hex');

/** Compiled standard libraries: the same for all workspaces of a person. */
export function cacheFolder(): string {
  const base =
    process.env['XDG_CACHE_HOME'] ??
    (process.platform === 'win32' ? process.env['LOCALAPPDATA'] : undefined) ??
    join(homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache');
  return join(base, 'local-llm-playground', 'evaluate');
}
