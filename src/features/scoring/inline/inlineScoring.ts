import * as vscode from 'vscode';
import { Disposables } from '../../../edge/disposables';
import type { Session } from '../../../edge/session';
import type { AnswerDocuments } from '../../../edge/answers/answerDocuments';
import { RubricCompletion } from './completion';
import { PointGiver } from './giving';
import { HeaderReadBack } from './headerReadBack';
import { PointHints } from './hints';
import { PointLenses } from './lenses';
import { pointsSelector, type AnswerPlaces } from '../../../edge/answers/places';
import { PointStatus } from './status';
import { RemarkThreads } from './threads';

/** Scoring while reading: points and remarks on the lines of answers, wherever the editor shows one. */
export class InlineScoring extends Disposables {
  readonly threads: RemarkThreads;
  readonly giver: PointGiver;
  private readonly status: PointStatus;
  private readonly changed = this.own(new vscode.EventEmitter<void>());

  constructor(
    session: Session,
    documents: AnswerDocuments,
    readonly places: AnswerPlaces,
  ) {
    super();
    this.threads = new RemarkThreads(session, this.places);
    this.giver = new PointGiver(session, this.places);
    this.status = new PointStatus(session, this.places, this.giver);
    const event = this.changed.event;
    this.own(
      this.threads,
      this.status,
      new HeaderReadBack(session, this.places),
      vscode.languages.registerCodeLensProvider(pointsSelector, new PointLenses(session, this.places, event)),
      vscode.languages.registerInlayHintsProvider(pointsSelector, new PointHints(session, this.places, event)),
      vscode.languages.registerCompletionItemProvider(
        { scheme: 'comment' },
        new RubricCompletion(session, this.places),
        ...RubricCompletion.triggers,
      ),
      documents.onDidChangeFile((changes) => {
        // An answer that has just ended: from now on it can be scored.
        if (changes.every(({ uri }) => documents.isLive(uri))) return;
        this.threads.offerLines();
        this.refresh();
      }),
      session.onDidChange((change) => {
        if (change === 'selection' || change === 'servers') return;
        this.refresh();
      }),
    );
  }

  /** Draws everything anew, after points, runs or the chosen rubric item have changed. */
  refresh(): void {
    this.places.forget();
    this.changed.fire();
    this.threads.drawAll();
    this.status.show();
  }
}
