import * as assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Session } from '../../../src/edge/session';
import type { PracticeServer } from '../../../src/practice/practiceServer';
import { activeSession, until, usePractice } from './support';

const lines = [
  '---',
  'id: helpers',
  'category: Helpers',
  'version: 1',
  '---',
  '',
  '## First {#helpers-first points=10}',
  '',
  'Say hello.',
  '',
  '### Rubric',
  '',
  '- **greets** (10): It greets.',
  '',
  '## Second {#helpers-second points=20}',
  '',
  'Say goodbye.',
  '',
  '### Rubric',
  '',
  '- **parts** (20): It says goodbye.',
  '',
];

describe('who edits a suite', () => {
  let session: Session;
  let server: PracticeServer;
  let file: vscode.Uri;
  let document: vscode.TextDocument;

  before(async () => {
    session = await activeSession();
    server = await usePractice();
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    file = vscode.Uri.joinPath(folder, 'suites', 'helpers.md');
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(lines.join('\n')));
    const playground = await session.playground();
    await until('the category', () => playground.suites.category('helpers'));
    await until('bots', () => own().length >= 2);
    document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(file, '..'), { recursive: true });
    await until('the bundled suites again', async () => (await session.playground()).suites.areBundled);
    await server.stop();
  });

  const own = () => session.current?.store.bots.list().filter((bot) => bot.server === server.url) ?? [];
  const lensesAt = async (line: number): Promise<string[]> => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', file, 50);
    return lenses.filter(({ range }) => range.start.line === line).map(({ command }) => command?.title ?? '');
  };
  const hoverAt = async (line: number): Promise<string> => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      file,
      new vscode.Position(line, 5),
    );
    return hovers
      .flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value)))
      .join('\n')
      .replaceAll('&nbsp;', ' ');
  };
  const completionsAt = async (line: number, character: number): Promise<string[]> => {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      file,
      new vscode.Position(line, character),
    );
    return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
  };

  it('finds categories, prompts and rubric items in the outline, and folds them', async () => {
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      file,
    );
    const category = symbols.find(({ name }) => name === 'Helpers');
    assert.deepEqual(
      category?.children.map(({ name }) => name),
      ['First', 'Second'],
    );
    const rubric = category.children[0]?.children.find(({ name }) => name === 'Rubric');
    assert.deepEqual(
      rubric?.children.map(({ name }) => name),
      ['greets'],
    );
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      file,
    );
    assert.ok(folds.some(({ start, end }) => start === 6 && end >= 12 && end < 14));
  });

  it('is offered what may stand at the cursor', async () => {
    const edit = new vscode.WorkspaceEdit();
    edit.insert(file, new vscode.Position(3, 0), 'tem\n');
    await vscode.workspace.applyEdit(edit);
    assert.ok((await completionsAt(3, 3)).includes('temperature'));
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await until('the file as it was', () => document.getText() === lines.join('\n'));
  });

  it('runs a prompt from above its heading, and sees who has answered when resting on it', async () => {
    assert.deepEqual(await lensesAt(6), ['▶ Run with…']);
    assert.match(await hoverAt(6), /No bot has answered/);
    for (const bot of own().slice(0, 2))
      await vscode.commands.executeCommand('llp.conduct', { botId: bot.id, promptKey: 'helpers/helpers-first' });
    await vscode.window.showTextDocument(document);
    await until('a lens that compares', async () => (await lensesAt(6)).includes('Compare answers'));
    const [first, second] = own();
    assert.ok(first && second && session.current);
    const [run] = session.current.store.runs.history(first.id, 'helpers', 'helpers-first');
    assert.ok(run);
    session.current.scoring.give({ runId: run.id, points: 7 });
    const hover = await hoverAt(6);
    assert.ok(hover.includes('7 of 10'), hover);
    assert.ok(hover.includes('answered, not scored'), hover);
    assert.deepEqual(await lensesAt(14), ['▶ Run with…']);
  });

  it('compares the answers of two bots side by side', async () => {
    const asked = vscode.commands.executeCommand('llp.compareAnswers', { promptKey: 'helpers/helpers-first' });
    const accepting = setInterval(() => void vscode.commands.executeCommand('quickInput.accept'), 150);
    const tab = await until('a comparison', () => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return input instanceof vscode.TabInputTextDiff && input;
    }).finally(() => clearInterval(accepting));
    await asked;
    assert.notEqual(tab.original.path, tab.modified.path);
    await vscode.window.showTextDocument(document);
  });

  it('tries checks on a stored answer, and sees what they say of it while a line is typed', async () => {
    const [first] = own();
    const [run] = (first && session.current?.store.runs.history(first.id, 'helpers', 'helpers-first')) ?? [];
    assert.ok(run);
    const words = run.text.split(/\s+/).length;
    const line = 13;
    const type = async (from: number, to: number, text: string): Promise<void> => {
      const edit = new vscode.WorkspaceEdit();
      edit.replace(file, new vscode.Range(from, 0, to, 0), text);
      await vscode.workspace.applyEdit(edit);
    };
    const hintsAt = async (wanted: number): Promise<string[]> => {
      const all = new vscode.Range(0, 0, document.lineCount, 0);
      const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
        'vscode.executeInlayHintProvider',
        file,
        all,
      );
      return hints
        .filter(({ position }) => position.line === wanted)
        .map(({ label }) => (typeof label === 'string' ? label : label.map(({ value }) => value).join('')));
    };
    await type(line, line, `  - check: 4 words ${words * 2}..\n  - check: 6 contains "no such text"\n`);
    await until('a lens that tries', async () => (await lensesAt(6)).includes('Try checks on…'));
    await vscode.commands.executeCommand('llp.tryChecks', { promptKey: 'helpers/helpers-first', runId: run.id });
    await until('the verdict', async () => (await hintsAt(line)).some((text) => text.startsWith('✗')));
    assert.match((await hintsAt(line + 1)).join(), /✗/);
    assert.match((await hintsAt(line - 1)).join(), /0 of 10 proven/);
    assert.match((await lensesAt(6)).join('\n'), /0 of 10 provable points/);
    assert.match(await hoverAt(line), /The check fails: 0 of 4 points/);
    await type(line, line + 1, '  - check: 4 words 1..\n');
    await until('the other verdict', async () => (await hintsAt(line)).some((text) => text.startsWith('✓')));
    await until('the new sum', async () => /4 of 10 provable/.test((await lensesAt(6)).join()));
    // A line that is no check has no verdict, and the others keep theirs.
    await type(line, line + 1, '  - check: 4 wrods 1..\n');
    await until('no verdict', async () => (await hintsAt(line)).length === 0 && (await hintsAt(line + 1)).length === 1);
    assert.equal(session.current?.checking.sheet(run.id), null, 'nothing is stored');
    await vscode.commands.executeCommand('llp.stopTryingChecks');
    await until('no hints', async () => (await hintsAt(line + 1)).length === 0);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('is told which scores belong to an older version once the prompt has changed', async () => {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(file, new vscode.Range(8, 0, 8, 10), 'Say hello, and wave.');
    await vscode.workspace.applyEdit(edit);
    await document.save();
    await until('a lens that says so', async () =>
      (await lensesAt(6)).some((title) => /1 scored for an older/.test(title)),
    );
    assert.match(await hoverAt(6), /older version/);
  });

  it('gets a quick fix for points that do not add up', async () => {
    const line = document
      .getText()
      .split('\n')
      .findIndex((text) => text.startsWith('- **parts**'));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(file, new vscode.Range(line, 0, line, 14), '- **parts** (15');
    await vscode.workspace.applyEdit(edit);
    const problem = await until('a problem', () =>
      vscode.languages.getDiagnostics(file).find(({ source, message }) => source === 'LLP' && /15/.test(message)),
    );
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      file,
      problem.range,
      'quickfix',
    );
    const fix = actions.find(({ edit: change }) => change);
    assert.ok(fix?.edit, actions.map(({ title }) => title).join());
    await vscode.workspace.applyEdit(fix.edit);
    await until(
      'no problem any more',
      () => !vscode.languages.getDiagnostics(file).some(({ source }) => source === 'LLP'),
    );
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});
