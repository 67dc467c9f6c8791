import * as vscode from 'vscode';
import { runCommand, setContext, type Handlers } from '../../edge/commands';
import type { PracticeServer } from '../../practice/practiceServer';
import { Disposables } from '../../edge/disposables';
import type { Session } from '../../edge/session';

declare module '../../edge/commands' {
  interface Commands {
    'llp.startPractice': () => Promise<void>;
    'llp.stopPractice': () => Promise<void>;
  }
}

/** The practice server of this window: a stand-in for LM Studio, to try LLP without any model. */
export class Practice extends Disposables {
  /** Also while it is starting: a second press waits for the first. */
  private server: Promise<PracticeServer> | null = null;

  constructor(private readonly session: Session) {
    super();
    this.atEnd(() => void this.server?.then((server) => server.stop()));
  }

  readonly handlers: Handlers = {
    'llp.startPractice': () => this.start(),
    'llp.stopPractice': () => this.stop(),
  };

  private async start(): Promise<void> {
    // The port stays the same from session to session, so that the practice bots do too.
    const port = vscode.workspace.getConfiguration('llp').get('practice.port', 1235);
    const { startPracticeServer } = await import('../../practice/practiceServer');
    this.server ??= startPracticeServer({ port });
    try {
      this.session.practiceUrl = (await this.server).url;
    } catch (error) {
      this.server = null;
      throw error;
    }
    this.session.configureServers();
    await setContext('llp.practice', true);
    await runCommand('llp.refreshBots');
  }

  private async stop(): Promise<void> {
    const { server } = this;
    this.server = null;
    await (await server)?.stop();
    this.session.practiceUrl = null;
    this.session.configureServers();
    await setContext('llp.practice', false);
    await runCommand('llp.refreshBots');
  }
}
