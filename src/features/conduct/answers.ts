import * as vscode from 'vscode';
import { findLog, readLog } from '../../playground/logFiles';
import { runCommand, type Handlers } from '../../edge/commands';
import type { SavePlan } from '../../conduct/saveAnswer';
import type { AnswerDocuments } from '../../edge/answers/answerDocuments';
import { previewScheme, type answerCommands } from './commandIds';
import { runAtCursor } from '../../edge/answers/runAtCursor';
import type { Run } from '../../model/run';
import type { Button } from '../../edge/report';
import type { Session } from '../../edge/session';
import { statusText } from '../../edge/statusText';

declare module '../../edge/commands' {
  interface Commands {
    /** Saves a run's answer; without one, that of the active editor. */
    'llp.saveAnswer': (runId?: number) => Promise<SaveOutcome | undefined>;
    'llp.openAnswer': (runId: number) => Promise<vscode.TextEditor>;
    'llp.openRawLog': (runId?: number) => Promise<void>;
  }
}

export interface SaveOutcome {
  runId: number;
  output: string | null;
}

/** Whether there is anything of the answer, and a folder for it. */
export function canBeSaved(session: Session, run: Run): boolean {
  return session.workspace !== null && run.status !== 'failed' && run.text + run.reasoning !== '';
}

/** For an answer that was cut: beside the sentence that says why. */
export function saveButton(run: Run): Button {
  return { title: vscode.l10n.t('Save as it is'), run: () => runCommand('llp.saveAnswer', run.id) };
}

/** Offers to save an answer, or saves it at once where the person has set that. */
export async function offerToSave(session: Session, run: Run): Promise<SaveOutcome> {
  const outcome = { runId: run.id, output: null };
  const autoSave = vscode.workspace.getConfiguration('llp').get<string>('conduct.autoSave', 'ask');
  if (autoSave === 'never' || !canBeSaved(session, run)) return outcome;
  if (autoSave === 'always' && run.status === 'complete') return (await saveAnswer(session, run.id)) ?? outcome;
  // Not awaited: the run is over, and the offer may stand for as long as the person likes.
  void askToSave(run);
  return outcome;
}

async function askToSave(run: Run): Promise<void> {
  const save = vscode.l10n.t('Save');
  const score = vscode.l10n.t('Save and score');
  const complete = run.status === 'complete';
  const sentence = complete
    ? vscode.l10n.t('The answer is complete. Save it to llm_outputs?')
    : vscode.l10n.t('The answer is incomplete. Save it to llm_outputs, marked as {0}?', statusText(run.status));
  const chosen = await vscode.window.showInformationMessage(sentence, ...(complete ? [save, score] : [save]));
  if (chosen === undefined) return;
  await runCommand('llp.saveAnswer', run.id);
  if (chosen === score) await runCommand('llp.ingest', { runId: run.id });
}

/** Saves a run's answer; where a person has edited the section it would replace, the difference is shown first. */
async function saveAnswer(session: Session, runId: number): Promise<SaveOutcome | undefined> {
  const playground = await session.playground();
  const plan = await playground.planSave(runId);
  if (plan.editedByHand && !(await confirmReplacing(plan))) return undefined;
  const output = await playground.save(runId, plan);
  void vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t('Saved to {0}', output)}`, 5_000);
  return { runId, output };
}

async function confirmReplacing(plan: SavePlan): Promise<boolean> {
  const current = vscode.Uri.file(plan.file);
  const preview = vscode.Uri.from({ scheme: previewScheme, path: `/${plan.output}` });
  previews.set(preview.toString(), plan.after);
  try {
    await runCommand(
      'vscode.diff',
      current,
      preview,
      vscode.l10n.t('{0}: on disk ↔ with the new answer', plan.output),
      { preview: true },
    );
    const replace = vscode.l10n.t('Replace');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t(
        '{0} was edited by hand in this prompt’s section. Replace that section with the new answer?',
        plan.output,
      ),
      replace,
      vscode.l10n.t('Keep mine'),
    );
    return chosen === replace;
  } finally {
    previews.delete(preview.toString());
  }
}

const previews = new Map<string, string>();

export class SavePreviews implements vscode.TextDocumentContentProvider {
  provideTextDocumentContent(uri: vscode.Uri): string {
    return previews.get(uri.toString()) ?? '';
  }
}

export function answerHandlers(
  session: Session,
  documents: AnswerDocuments,
): Required<Pick<Handlers, (typeof answerCommands)[number]>> {
  return {
    'llp.saveAnswer': async (runId?: number) => saveAnswer(session, runId ?? requireRun()),
    'llp.openAnswer': async (runId: number) => {
      const playground = await session.playground();
      return documents.show(playground.read.runs.require(runId));
    },
    'llp.openRawLog': async (runId?: number) => {
      const playground = await session.playground();
      const { rawLog } = playground.read.runs.require(runId ?? requireRun());
      if (rawLog === null) throw new Error(vscode.l10n.t('This run has no raw log.'));
      const file = vscode.Uri.joinPath(vscode.Uri.file(session.databaseFile), '..', rawLog);
      const found = await findLog(file.fsPath);
      if (!found) throw new Error(vscode.l10n.t('The raw log of this run is gone.'));
      // A packed one is shown as it was written.
      const document = found.packed
        ? await vscode.workspace.openTextDocument({ content: (await readLog(file.fsPath)).toString('utf8') })
        : file;
      if (document instanceof vscode.Uri) await vscode.window.showTextDocument(document, { preview: true });
      else await vscode.window.showTextDocument(document, { preview: true });
    },
  };
}

function requireRun(): number {
  const runId = runAtCursor();
  if (runId === null)
    throw new Error(vscode.l10n.t('Open an answer first, or put the cursor into one in llm_outputs.'));
  return runId;
}
