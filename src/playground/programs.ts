import { said, SaidError } from '../l10n/said';
import type { Checked } from '../evaluate/checks/evaluate';
import type { ProgramOptions } from '../evaluate/programs/run';
import type { CheckSheet } from '../model/check';
import type { Store } from '../store';
import { CheckStore } from '../store/checks';
import { checkFileReader } from '../suites/checkFiles';
import { cacheFolder, requireLeave, type EvaluateRequest, type Evaluator } from './evaluator';
import type { Notify } from './changes';
import type { Scoring } from './scoring';
import type { SuiteSet } from './suiteSet';

/** Runs the programs that checks name (`run FILE`) with answers: sandboxed, after consent, in trusted workspaces only. */
export class Programs {
  private readonly checks: CheckStore;

  constructor(
    private readonly store: Store,
    private readonly scoring: Scoring,
    private readonly evaluator: Evaluator,
    private readonly suites: SuiteSet,
    private readonly notify: Notify,
  ) {
    this.checks = new CheckStore(store.database);
  }

  /** What would run, in one sentence for the consent. */
  static sentence(answers: number): string {
    const what = answers === 1 ? 'an answer' : `${answers} answers`;
    return `Checks run the code of ${what} on this machine, in a sandbox without network, files of yours or environment, for a minute each at most.`;
  }

  /** Runs with whole answers whose checks wait for a program, oldest first. */
  waitingRuns(): number[] {
    return this.checks.waitingForPrograms();
  }

  /**
   * Runs what the checks of a run's prompt want to run, keeps what it came to, and gives the points that are settled
   * thereby. Unknown stays open, with the reason in the sheet. Throws a sentence where it may not or cannot run.
   */
  async check(runId: number, request: EvaluateRequest): Promise<CheckSheet> {
    requireLeave(request);
    const answer = this.checks.of(runId);
    if (!answer) throw new SaidError(said`Run ${runId} has no whole answer whose checks are known.`);
    const [{ checkByRunning }, { giveSettled }] = await Promise.all([
      import('../evaluate/programs/answer'),
      import('./checking/reader'),
    ]);
    const { sheet, findings } = await checkByRunning(answer, answer.text, this.options(request));
    const kept = Object.entries(findings).filter(([, { verdict }]) => verdict !== 'unknown');
    const before = this.checks.sheet(runId);
    this.store.database.transaction(() => {
      this.checks.keepFindings(runId, Object.fromEntries(kept.map(([key, one]) => [key, JSON.stringify(one)])));
      this.checks.record(runId, answer.checksHash, sheet);
    });
    giveSettled(this.scoring, runId, before, sheet);
    // Verdicts have changed, even where no item is settled by them.
    this.notify('scores');
    return sheet;
  }

  /** The same for any text, which is not stored. */
  async checkText(prompt: Checked, text: string, request: EvaluateRequest): Promise<CheckSheet> {
    requireLeave(request);
    const { checkByRunning } = await import('../evaluate/programs/answer');
    return (await checkByRunning(prompt, text, this.options(request))).sheet;
  }

  private options(request: EvaluateRequest): ProgramOptions {
    return {
      sandbox: () => this.evaluator.isolating(request.sandbox ?? null),
      readFile: checkFileReader(this.suites.current.folder),
      content: this.evaluator.content,
      cacheFolder: cacheFolder(),
      ...(request.signal ? { signal: request.signal } : {}),
      ...(request.onCommand ? { onCommand: request.onCommand } : {}),
    };
  }
}
