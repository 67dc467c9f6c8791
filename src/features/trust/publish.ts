import * as vscode from 'vscode';
import { previewOf } from '../../exchange/public/gist';
import { submissionText } from '../../exchange/public/submission';
import type { Playground } from '../../playground';

/** Publishes the raw logs of one evaluation after the person has seen exactly what will be public. */
export async function publishLogs(playground: Playground): Promise<string | undefined> {
  await playground.logs.check();
  const trust = await playground.trust();
  const choices = await trust.publishables();
  if (choices.length === 0)
    throw new Error(vscode.l10n.t('No scored result passes the trust gate yet; the board says what each lacks.'));
  const items = choices.map(({ id, benchmark, model, hardware, samples }) => ({
    label: `${benchmark}: ${model}`,
    description: `${hardware} (${samples})`,
    id,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Publish the logs of which results?'),
  });
  if (!chosen) return undefined;
  const gist = await trust.gist(chosen.id);
  // All of it, to be read before anything goes out.
  await show(previewOf(gist), 'plaintext');
  const secret = vscode.l10n.t('Publish as a secret gist');
  const open = vscode.l10n.t('Publish for everybody');
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t('Publish these {0} files on GitHub?', gist.files.length),
    {
      modal: true,
      detail: vscode.l10n.t(
        'The open editor shows exactly what will be there. Whoever has the address of a secret gist can read it.',
      ),
    },
    secret,
    open,
  );
  if (answer !== secret && answer !== open) return undefined;
  const { accessToken } = await vscode.authentication.getSession('github', ['gist'], { createIfNone: true });
  const wishes = { token: accessToken, isPublic: answer === open };
  const url = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Publishing the logs') },
    () => trust.publish(chosen.id, gist, wishes),
  );
  const look = vscode.l10n.t('Open');
  void vscode.window.showInformationMessage(vscode.l10n.t('Published: {0}', url), look).then((pressed) => {
    if (pressed === look) void vscode.env.openExternal(vscode.Uri.parse(url));
  });
  return url;
}

export async function showMethodology(playground: Playground): Promise<void> {
  await show(await (await playground.trust()).methodology(new Date().toISOString()), 'markdown');
}

/** The submission forms, with what each still lacks. */
export async function showSubmission(playground: Playground): Promise<void> {
  const handle = await vscode.window.showInputBox({
    title: vscode.l10n.t('Submission Form'),
    prompt: vscode.l10n.t('Who submits it: your GitHub name or e-mail address. It may stay empty.'),
  });
  if (handle === undefined) return;
  const forms = await (await playground.trust()).submissions(handle.trim() || null);
  if (forms.length === 0)
    throw new Error(vscode.l10n.t('No scored result passes the trust gate yet; the board says what each lacks.'));
  await show(submissionText(forms), 'markdown');
}

async function show(content: string, language: string): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content, language }), {
    preview: false,
  });
}
