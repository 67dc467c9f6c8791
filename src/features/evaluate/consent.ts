import * as vscode from 'vscode';
import type { Session } from '../../edge/session';
import { chosenSandbox } from './settings';

const mostNamed = 8;

/** The person's leave to run the code of answers: asked once a workspace, in a trusted one only. */
export class Consent {
  constructor(private readonly session: Session) {}

  /** Whether it was given before, for the sandbox that is set now. */
  get isGiven(): boolean {
    return vscode.workspace.isTrusted && this.session.context.workspaceState.get(key()) === true;
  }

  /**
   * Asks where it was not given yet, and shows what will run and in which isolation. False where the person does not
   * want it. Throws a sentence where the workspace is not trusted, or nothing here can isolate.
   */
  async ask(answers: readonly string[]): Promise<boolean> {
    if (!vscode.workspace.isTrusted)
      throw new Error(vscode.l10n.t('Code of answers runs only in a trusted workspace; trust this one first.'));
    if (this.isGiven) return true;
    const playground = await this.session.playground();
    const isolation = await playground.evaluator.isolation(chosenSandbox());
    const run = vscode.l10n.t('Run in the sandbox');
    const named = answers.slice(0, mostNamed).map((name) => `• ${name}`);
    if (answers.length > mostNamed) named.push(vscode.l10n.t('and {0} more', answers.length - mostNamed));
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('Compile and run code that models wrote?'),
      {
        modal: true,
        detail: [
          named.join('\n'),
          vscode.l10n.t(
            'It runs isolated by {0}: without network, your files, environment or keys, and with limits on time, memory and output. LLP asks once for this workspace.',
            isolation,
          ),
        ].join('\n\n'),
      },
      run,
    );
    if (chosen !== run) return false;
    await this.session.context.workspaceState.update(key(), true);
    return true;
  }
}

function key(): string {
  return `evaluate.consent.${chosenSandbox() ?? 'auto'}`;
}
