import * as assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Session } from '../../../src/edge/session';
import { activeSession, until } from './support';

const good = `---
id: tryout
category: Try-out
version: 1
---

## First {#tryout-first points=10}

Say hello.

### Rubric

- **greets** (10): It greets.
`;

describe('suites of the workspace', () => {
  let session: Session;
  let file: vscode.Uri;
  const write = (text: string): Thenable<void> => vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  const problems = (): vscode.Diagnostic[] =>
    vscode.languages.getDiagnostics(file).filter(({ source }) => source === 'LLP');

  before(async () => {
    session = await activeSession();
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    file = vscode.Uri.joinPath(folder, 'suites', 'tryout.md');
  });
  after(async () => {
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(file, '..'), { recursive: true });
    await until('the bundled suites again', async () => (await session.playground()).suites.areBundled);
  });

  it('take the place of the bundled ones as soon as they are there', async () => {
    await write(good);
    const playground = await session.playground();
    await until('the new category', () => playground.suites.category('tryout'));
    assert.deepEqual(
      playground.suites.categories.map(({ id }) => id),
      ['tryout'],
    );
  });

  it('have their mistakes underlined with the line and what is expected there', async () => {
    await write(good.replace('points=10}', 'points=ten}'));
    const [problem] = await until('a problem', () => problems().length > 0 && problems());
    assert.equal(problem?.range.start.line, 6);
    assert.match(problem.message, /points must be a whole number/);
    await write(good);
    await until('no problem any more', () => problems().length === 0);
  });

  it('are checked while they are typed, before they are saved', async () => {
    const editor = await vscode.window.showTextDocument(file);
    await editor.edit((edit) => edit.replace(new vscode.Range(12, 0, 12, 20), '- **greets** (7): It'));
    const [problem] = await until('a problem', () => problems().length > 0 && problems());
    assert.match(problem?.message ?? '', /add up to 7 points, but the prompt has 10/);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('have the mistakes of their shared system prompts underlined too, with a quick fix', async () => {
    const shared = vscode.Uri.joinPath(file, '..', 'system-prompts.md');
    const underlined = (): vscode.Diagnostic | undefined =>
      vscode.languages.getDiagnostics(shared).find(({ source }) => source === 'LLP');
    await vscode.workspace.fs.writeFile(shared, new TextEncoder().encode('## Calm\n\nBreathe.\n'));
    const problem = await until('a problem on the disk', underlined);
    assert.match(problem.message, /must be its name alone/);
    await vscode.window.showTextDocument(shared);
    const [fix] = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      shared,
      problem.range,
      'quickfix',
    );
    assert.equal(fix?.title, 'Use the name “calm”');
    assert.ok(fix.edit);
    await vscode.workspace.applyEdit(fix.edit);
    await until('no problem any more', () => underlined() === undefined);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});
