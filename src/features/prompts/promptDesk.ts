import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import { runCommand, setContext } from '../../edge/commands';
import { promptKey, type Prompt } from '../../model/prompt';
import type { Playground } from '../../playground';
import type { SuiteEditor } from '../../suites/edit/suiteEditor';
import { coreText } from '../../edge/coreText';
import type { Session } from '../../edge/session';
import { bundledSuiteScheme } from '../../edge/suiteUri';

const undoableKey = 'llp.suiteEditUndoable';

/** Where the prompt manager's edits go through: own suites first, then the edit, then everything is read anew. */
export class PromptDesk {
  /** It keeps what can be taken back; loaded with the first edit. */
  private opening: Promise<SuiteEditor> | null = null;

  constructor(private readonly session: Session) {}

  /** Carries an edit out. Undefined when the person does not want suites of their own. */
  async edit<T>(work: (editor: SuiteEditor, playground: Playground) => Promise<T>): Promise<T | undefined> {
    const playground = await this.session.playground();
    if (!(await this.ensureOwn(playground))) return undefined;
    try {
      return await work(await this.editor(), playground);
    } finally {
      await playground.reloadSuites();
      await this.showUndoable();
    }
  }

  /** Takes the last edit back, unless its files were changed since. */
  async undo(): Promise<string | undefined> {
    const playground = await this.session.playground();
    const label = await (await this.editor()).undo();
    await playground.reloadSuites();
    await this.showUndoable();
    if (label === null) throw new Error(vscode.l10n.t('There is no edit of the suites to take back.'));
    this.say(vscode.l10n.t('Taken back: {0}', coreText(label)));
    return label;
  }

  /** After a deletion: says what is gone and offers to bring it back. Not awaited by the command. */
  offerUndo(sentence: string): void {
    const undo = vscode.l10n.t('Undo');
    void vscode.window.showInformationMessage(sentence, undo).then((chosen) => {
      if (chosen === undo) void runCommand('llp.undoSuiteEdit');
    });
  }

  say(sentence: string): void {
    void vscode.window.setStatusBarMessage(`$(check) ${sentence}`, 5_000);
  }

  /** The sentence about what hangs on these prompts, or null where nothing does. */
  async hanging(prompts: Prompt[]): Promise<string | null> {
    const { read } = await this.session.playground();
    const { answers, scores } = read.standings.countOf(prompts.map((p) => promptKey(p.categoryId, p.id)));
    if (answers === 0) return null;
    return vscode.l10n.t('{0} answers and {1} scores belong to it.', answers, scores);
  }

  /** True when the workspace's own suites are in use, or are so now because the person wanted it. */
  async ensureOwn(playground: Playground): Promise<boolean> {
    if (!playground.suites.areBundled) return true;
    const copy = vscode.l10n.t('Copy them');
    const chosen = await vscode.window.showInformationMessage(
      vscode.l10n.t('The suites that come with LLP cannot be edited. Copy them into this workspace’s suites folder?'),
      { modal: true, detail: vscode.l10n.t('All answers and scores stay as they are: the copies have the same ids.') },
      copy,
    );
    if (chosen !== copy) return false;
    await this.copyBundled(playground);
    return true;
  }

  async copyBundled(playground: Playground): Promise<void> {
    const { workspace } = this.session;
    if (workspace === null)
      throw new Error(vscode.l10n.t('Open a folder first: the suites are copied into its suites folder.'));
    if (!playground.suites.areBundled)
      throw new Error(vscode.l10n.t('This workspace already has its own suites folder.'));
    const { copySuites } = await import('../../suites/copySuites');
    const { activeTextEditor: seen } = vscode.window;
    await copySuites(playground.suites.current.folder, workspace);
    await playground.reloadSuites();
    if (seen?.document.uri.scheme === bundledSuiteScheme) await showCopy(workspace, seen);
  }

  private async showUndoable(): Promise<void> {
    await setContext(undoableKey, (await this.editor()).undoable !== null);
  }

  private editor(): Promise<SuiteEditor> {
    this.opening ??= this.open();
    return this.opening;
  }

  private async open(): Promise<SuiteEditor> {
    const [{ SuiteEditor }, { EditorFiles }] = await Promise.all([
      import('../../suites/edit/suiteEditor'),
      import('./suiteFiles'),
    ]);
    return new SuiteEditor(new EditorFiles(), () => {
      if (!this.session.current) throw new Error(vscode.l10n.t('The suites are not read yet; try again in a moment.'));
      return this.session.current.suites.current;
    });
  }
}

/** Whoever wanted to type into a suite of LLP's goes on in the copy, at the same place. */
async function showCopy(workspace: string, { document, selection, viewColumn }: vscode.TextEditor): Promise<void> {
  const file = vscode.Uri.file(join(workspace, 'suites', basename(document.uri.fsPath)));
  const old = vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputText && input.uri.scheme === bundledSuiteScheme);
  await vscode.window.showTextDocument(file, { selection, preview: false, ...(viewColumn ? { viewColumn } : {}) });
  await vscode.window.tabGroups.close(old, true);
}
