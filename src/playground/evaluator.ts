import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import type { Evaluation } from '../evaluate/model';
import type { SandboxKind } from '../evaluate/sandbox/job';
import { safeFileName } from '../model/fileName';
import type { Store } from '../store';
import type { Scoring } from './scoring';
import type { SuiteSet } from './suiteSet';

/** The prompt whose answers are programs that can be scored by running them. */
export const codePrompt = 'swe-shelf';
const codeCategory = 'swe';

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
  signal?: AbortSignal;
  onProgress?: (sentence: string) => void;
}

export interface Evaluated extends Evaluation {
  /** The file with all of this, relative to the workspace. */
  scoreFile: string | null;
  /** The run that got the points, or null. */
  runId: number | null;
}

/** Scores programs by running them, sandboxed, after consent and in trusted workspaces only. */
export class Evaluator {
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

  /** What would run, in one sentence for the consent. */
  static sentence(files: readonly string[]): string {
    const what = files.length === 1 ? 'one answer' : `${files.length} answers`;
    return `Evaluating compiles and runs the code of ${what} on this machine, in a sandbox without network, files of yours or environment, for a minute or two each at most.`;
  }

  /** Evaluates one answer, writes its score file and stores its points. Throws a sentence where it may not or cannot run. */
  async evaluateFile(file: string, request: EvaluateRequest): Promise<Evaluated> {
    if (!request.trusted) throw new Error('Code of answers runs only in a trusted workspace; trust this one first.');
    if (!request.consent) throw new Error('Code of answers runs only after you have agreed to it.');
    const { workspace, content } = this.options;
    const { evaluate } = await import('../evaluate/evaluate');
    const { readSubmission } = await import('./submission');
    const { chooseSandbox } = await import('../evaluate/sandbox/choose');
    const { sheetOf } = await import('../evaluate/sheet/points');
    const { writeScoreFile } = await import('../evaluate/sheet/scoreFile');
    const prompt = this.suites.prompt(codePrompt);
    const submission = await readSubmission(file, codePrompt);
    const hidden = [dirname(content), ...(workspace === null ? [] : [workspace])];
    const evaluation = await evaluate(submission, {
      sandbox: () => chooseSandbox({ kind: request.sandbox ?? null, hidden }),
      content,
      cacheFolder: cacheFolder(),
      seed: await this.seed(),
      sheet: sheetOf(prompt?.rubric ?? []),
      ...(request.signal ? { signal: request.signal } : {}),
      ...(request.onProgress ? { onProgress: request.onProgress } : {}),
    });
    const scoreFile =
      workspace === null
        ? null
        : await writeScoreFile(workspace, codeCategory, safeFileName(submission.bot), evaluation);
    const runId = this.record(file, submission.runId, evaluation);
    return { ...evaluation, scoreFile, runId };
  }

  /** Stores the points of what a program has settled with the run that the file belongs to; null where there is none. */
  private record(file: string, named: number | null, evaluation: Evaluation): number | null {
    const { workspace } = this.options;
    if (workspace === null) return null;
    const output = relative(workspace, file)
      .split(sep)
      .join('/')
      .replace(/\.[^./]*$/, '.md');
    const run = named === null ? this.store.runs.latestSavedTo(output, codePrompt) : this.store.runs.get(named);
    // A file that was copied from elsewhere may name a run of ours that is another answer.
    if (!run || run.promptId !== codePrompt || run.output !== output || run.status !== 'complete') return null;
    const items = Object.entries(evaluation.items).filter(
      ([id, { points }]) =>
        points !== null && (evaluation.adjustment === -1 || !(id === 'explanation' || id === 'suggestions')),
    );
    this.scoring.recordAutomatic(run.id, {
      items: Object.fromEntries(items.map(([id, { points, evidence }]) => [id, { points: points ?? 0, evidence }])),
      by: 'evaluator 1',
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

const sessionSeed = randomBytes(16).toString('hex');

/** Compiled standard libraries: the same for all workspaces of a person. */
export function cacheFolder(): string {
  const base =
    process.env['XDG_CACHE_HOME'] ??
    (process.platform === 'win32' ? process.env['LOCALAPPDATA'] : undefined) ??
    join(homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache');
  return join(base, 'local-llm-playground', 'evaluate');
}
