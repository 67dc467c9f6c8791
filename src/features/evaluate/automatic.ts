import * as vscode from 'vscode';
import { Disposables } from '../../edge/disposables';
import type { Run } from '../../model/run';
import type { Job } from '../../model/tournament';
import type { Playground } from '../../playground';
import { codePrompt } from '../../playground/evaluator';
import type { Consent } from './consent';
import type { Evaluations } from './evaluations';
import { agreement, evaluatesByItself } from './settings';
import { scoreText } from './words';

/** With the setting: evaluates answers as they come in, of a tournament too, once the person has agreed to it. */
export class EvaluateAsTheyCome extends Disposables {
  private readonly tried = new Set<number>();
  private readonly stop = new AbortController();
  private working = false;
  private again = false;
  private asked = false;

  constructor(
    private readonly evaluations: Evaluations,
    private readonly consent: Consent,
    private readonly onProblem: (problem: unknown) => void,
  ) {
    super();
    this.own(
      evaluations.session.onDidChange((change) => {
        if (change === 'runs') void this.look();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('llp.evaluate')) void this.look();
      }),
    );
    this.atEnd(() => this.stop.abort());
    void this.look();
  }

  /**
   * An answer of a tournament has come in: its evaluation is a job of the same queue. At once, before the queue looks
   * whether it is over.
   */
  takeIn({ evaluations, tournaments }: Playground, job: Job, run: Run): void {
    if (run.promptId !== codePrompt || run.status !== 'complete') return;
    if (!evaluatesByItself() || !this.consent.isGiven) return void this.look();
    this.tried.add(run.id);
    evaluations.agree(job.tournamentId, agreement());
    tournaments.add(job.tournamentId, evaluations.jobsOf([run.id]));
  }

  private async look(): Promise<void> {
    this.again = true;
    if (this.working || !evaluatesByItself() || !vscode.workspace.isTrusted) return;
    this.working = true;
    try {
      while (this.again && !this.stop.signal.aborted) {
        this.again = false;
        await this.evaluateWaiting();
      }
    } catch (error) {
      if (!this.stop.signal.aborted) this.onProblem(error);
    } finally {
      this.working = false;
    }
  }

  private async evaluateWaiting(): Promise<void> {
    const { evaluator, read } = await this.evaluations.session.playground();
    // Those of a tournament are told of by it.
    const arriving = new Set(read.jobs.arriving());
    const waiting = evaluator.waitingRuns().filter((id) => !this.tried.has(id) && !arriving.has(id));
    if (waiting.length === 0 || !(await this.mayRun(waiting.length))) return;
    for (const runId of waiting) {
      if (this.stop.signal.aborted || !evaluatesByItself()) return;
      this.tried.add(runId);
      const run = read.runs.get(runId);
      const name = run ? (read.bots.get(run.botId)?.name ?? '') : '';
      const message = vscode.window.setStatusBarMessage(`$(beaker) ${vscode.l10n.t('Evaluating {0}…', name)}`);
      try {
        const found = await this.evaluations.run({ runId }, { signal: this.stop.signal });
        void vscode.window.setStatusBarMessage(`$(beaker) ${name}: ${scoreText(found)}`, 10_000);
      } finally {
        message.dispose();
      }
    }
  }

  /** Nobody is interrupted by a window in the middle of a tournament: the question waits in a corner. */
  private async mayRun(count: number): Promise<boolean> {
    if (this.consent.isGiven) return true;
    if (this.asked) return false;
    this.asked = true;
    const evaluate = vscode.l10n.t('Evaluate…');
    const chosen = await vscode.window.showInformationMessage(
      vscode.l10n.t('{0} answers with code wait to be run and scored.', count),
      evaluate,
    );
    return chosen === evaluate && (await this.consent.ask([vscode.l10n.t('{0} answers of your runs', count)]));
  }
}
