import * as vscode from 'vscode';
import { Disposables } from '../../edge/disposables';
import type { Edge } from '../../edge/edge';
import { report } from '../../edge/report';
import type { Job } from '../../model/tournament';
import type { Playground } from '../../playground';
import { AnswerFiles } from './answerFiles';
import { EvaluateAsTheyCome } from './automatic';
import { Consent } from './consent';
import { CodeDiagnostics } from './diagnostics';
import { Evaluations } from './evaluations';
import { HeaderFixes } from './header';
import { ScoreHints } from './hints';
import { codeSelector, HeaderLenses } from './lenses';
import { EndedJobs } from './endedJobs';
import { AnswerTests } from './testing';

/** All parts of evaluating code in this window. Made once the database is open: where answers are is known by then. */
export class EvaluateFeature extends Disposables {
  readonly files: AnswerFiles;
  readonly consent: Consent;
  readonly evaluations: Evaluations;
  readonly tests: AnswerTests;

  constructor({ session, places }: Edge) {
    super();
    const problem = (error: unknown): void => void report(error, session.log);
    this.files = new AnswerFiles(session, places);
    this.consent = new Consent(session);
    this.evaluations = this.own(new Evaluations(session));
    this.tests = this.own(new AnswerTests(this.files, this.evaluations, this.consent, problem));
    const changed = this.own(new vscode.EventEmitter<void>());
    const automatic = new EvaluateAsTheyCome(this.evaluations, this.consent, problem);
    const diagnostics = this.own(new CodeDiagnostics(this.files, this.evaluations));
    this.own(
      this.evaluations.onDidChange(() => changed.fire()),
      session.onDidChange((change) => {
        if (change !== 'suites') return;
        changed.fire();
        diagnostics.lookAtAll();
      }),
      vscode.languages.registerCodeLensProvider(
        codeSelector,
        new HeaderLenses(this.files, this.evaluations, changed.event),
      ),
      vscode.languages.registerInlayHintsProvider(
        codeSelector,
        new ScoreHints(this.files, this.evaluations, changed.event),
      ),
      vscode.languages.registerCodeActionsProvider(
        codeSelector,
        new HeaderFixes(
          () => this.files.maxima,
          (document) => this.files.written(document),
        ),
        HeaderFixes.metadata,
      ),
      automatic,
      new EndedJobs(session, (playground, job, run) => {
        if (job.kind === 'prompt' && run) automatic.takeIn(playground, job, run);
        if (job.kind === 'evaluate' && job.status === 'done') this.takeOver(playground, job).catch(problem);
      }),
    );
  }

  /** What a job of the queue has found stands beside the code and in the Testing view too. */
  private async takeOver({ evaluations, evaluator }: Playground, job: Job): Promise<void> {
    const name = evaluations.answerOf(job);
    const found = name === null ? null : await evaluator.stored(name);
    if (!found) return;
    this.evaluations.take(found);
    await this.tests.take(found);
  }
}
