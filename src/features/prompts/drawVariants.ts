import * as vscode from 'vscode';
import type { Session } from '../../edge/session';

/** `figures` is for tests and other extensions; a person is asked. */
export interface DrawRequest {
  figures?: 'new' | 'published';
}

/** Draws new private figures for the prompts that have variants, or goes back to the published ones. */
export async function drawVariants(session: Session, request: DrawRequest): Promise<number | undefined> {
  const figures = request.figures ?? (await pickFigures());
  if (figures === undefined) return undefined;
  const playground = await session.playground();
  const { number, prompts } = await playground.drawFigures(figures);
  const sentence =
    number === 0
      ? vscode.l10n.t('{0} prompts have their published figures again.', prompts)
      : vscode.l10n.t(
          '{0} prompts have new figures (draw {1}). Answers to the old ones stay with them.',
          prompts,
          number,
        );
  void vscode.window.showInformationMessage(sentence);
  return number;
}

async function pickFigures(): Promise<'new' | 'published' | undefined> {
  const choices = [
    {
      label: vscode.l10n.t('Draw new figures'),
      detail: vscode.l10n.t('Known to this folder alone, so that no model can have learnt the answers.'),
      figures: 'new' as const,
    },
    {
      label: vscode.l10n.t('Published figures'),
      detail: vscode.l10n.t('As they stand in the suites, the same for everybody.'),
      figures: 'published' as const,
    },
  ];
  const title = vscode.l10n.t('Figures of the prompts that have variants');
  return (await vscode.window.showQuickPick(choices, { title, matchOnDetail: true }))?.figures;
}
