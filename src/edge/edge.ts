import * as vscode from 'vscode';
import { AnswerDocuments } from './answers/answerDocuments';
import { AnswerPlaces } from './answers/places';
import { Blind } from './blind';
import { BoardInFront } from './boardInFront';
import type { Handlers } from './commands';
import { Disposables } from './disposables';
import { registerCommands } from './registerCommands';
import { report } from './report';
import { Session } from './session';
import type { PanelDeps } from './webview/host';
import { reopenCommand, Reopening } from './webview/reopen';

/** What every feature is given: `register(edge)` is all that `extension.ts` calls of one. */
export class Edge extends Disposables {
  readonly log = this.own(vscode.window.createOutputChannel('Local LLM Playground', { log: true }));
  readonly session: Session;
  /** Answers as read-only files, those that are arriving too. */
  readonly documents: AnswerDocuments;
  /** Where documents show answers. */
  readonly places: AnswerPlaces;
  readonly board = this.own(new BoardInFront());
  /** On while answers are judged without names. */
  readonly blind = this.own(new Blind());
  readonly panels: PanelDeps;
  private readonly start = Promise.withResolvers<void>();
  /** Resolves once the database is open and the servers were asked, or the person was told why that failed. */
  readonly started = this.start.promise;

  constructor(readonly context: vscode.ExtensionContext) {
    super();
    this.session = this.own(new Session(context, this.log));
    this.documents = this.own(new AnswerDocuments(this.session));
    this.places = new AnswerPlaces(this.session, this.documents);
    this.panels = {
      extensionUri: context.extensionUri,
      playground: () => this.openPlayground(),
      playgroundIfOpen: () => this.session.current,
      ready: () => this.session.playground(),
      state: context.workspaceState,
      log: this.log,
      reopening: new Reopening(),
    };
    this.own(
      this.commands({
        [reopenCommand]: async (viewType, state) => {
          await this.session.playground();
          await this.panels.reopening.reopen(viewType, state);
        },
      }),
    );
  }

  /** Registers a feature's commands. Their types stand in `Commands`, which the feature adds to. */
  commands(handlers: Handlers): vscode.Disposable {
    return registerCommands(this.session, handlers);
  }

  /** After activation: opens the database, brings panels back, and fills the bots. */
  async begin(): Promise<void> {
    try {
      const playground = await this.session.playground();
      await playground.refreshBots();
    } catch (error) {
      void report(error, this.log, { retry: () => this.begin() });
    } finally {
      this.start.resolve();
    }
  }

  private openPlayground(): NonNullable<Session['current']> {
    if (!this.session.current) throw new Error(vscode.l10n.t('The database is not open yet; try again in a moment.'));
    return this.session.current;
  }
}
