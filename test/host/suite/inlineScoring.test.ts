import * as assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { after, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Session } from '../../../src/edge/session';
import type { Bot } from '../../../src/model/bot';
import { unknownStats, type Run } from '../../../src/model/run';
import type { Playground } from '../../../src/playground';
import { activeSession, until } from './support';

const answer = ['First sentence.', '', '```go', 'func main() {', '\trun()', '}', '```', '', 'Last sentence.'].join(
  '\n',
);
const answerLine = 'First sentence.';

describe('scoring while reading', () => {
  let session: Session;
  let playground: Playground;
  let bot: Bot;
  const bots: Bot[] = [];
  let run: Run;
  let controller: vscode.CommentController;

  before(async () => {
    session = await activeSession();
    playground = await session.playground();
    // Stands in for the threads that VS Code makes when a person clicks beside a line.
    controller = vscode.comments.createCommentController('test', 'Test');
  });
  after(async () => {
    controller.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const { id } of bots) playground.store.bots.delete(id);
    playground.notify('bots');
  });
  beforeEach(() => {
    // A bot of its own, so a file of its own: none of them waits for VS Code to see a file change on disk.
    bot = playground.store.bots.add({
      name: `inline-scoring-${bots.length}`,
      server: 'http://127.0.0.1:9',
      modelId: 'inline-scoring',
      practice: true,
    });
    bots.push(bot);
    run = record('booting', 'booting-teaching');
  });

  function record(categoryId: string, promptId: string): Run {
    const prompt = playground.suites.prompt(`${categoryId}/${promptId}`);
    assert.ok(prompt);
    const id = playground.store.runs.begin({
      botId: bot.id,
      categoryId,
      promptId,
      promptHash: prompt.hash,
      request: { server: bot.server, modelId: bot.modelId, messages: [], parameters: {} },
      model: null,
      provenance: { origin: 'practice' },
      rawLog: null,
      stats: unknownStats,
      startedAt: new Date().toISOString(),
    });
    return playground.store.runs.finish(id, {
      status: 'complete',
      errorCode: null,
      error: null,
      text: answer,
      reasoning: '',
      stats: {
        ...unknownStats,
        tokensPerSecond: 20.123,
        completionTokens: 99,
        timeToFirstTokenSeconds: 1.5,
        stopReason: 'stop',
        sources: { tokensPerSecond: 'server', completionTokens: 'server' },
      },
      flags: [],
      model: null,
      runtime: null,
      finishedAt: new Date().toISOString(),
    });
  }

  /** Saves the answer and opens the file with the cursor on a line of it. */
  async function openSaved(line = answerLine): Promise<vscode.TextEditor> {
    const output = await playground.save(run.id);
    return openAt(fileOf(output), line);
  }

  async function openAt(uri: vscode.Uri, line: string): Promise<vscode.TextEditor> {
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document, { preview: false });
    putCursor(editor, line);
    return editor;
  }

  function putCursor(editor: vscode.TextEditor, text: string): void {
    const at = lineWith(editor.document, text);
    editor.selection = new vscode.Selection(at, 0, at, 0);
  }

  function lineWith(document: vscode.TextDocument, text: string): number {
    const lines = document.getText().split(/\r?\n/);
    const at = lines.findIndex((line) => line.includes(text));
    assert.notEqual(at, -1, `no line says “${text}”`);
    return at;
  }

  function fileOf(output: string): vscode.Uri {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    return vscode.Uri.joinPath(folder, output);
  }

  async function hints(document: vscode.TextDocument): Promise<string[]> {
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(
      'vscode.executeInlayHintProvider',
      document.uri,
      whole,
    );
    return found.map(({ position, label }) => {
      const text = typeof label === 'string' ? label : label.map((part) => part.value).join('');
      return `${document.lineAt(position.line).text} ⟶ ${text}`;
    });
  }

  async function lenses(document: vscode.TextDocument): Promise<string> {
    const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      50,
    );
    return found.map((lens) => lens.command?.title).join(' | ');
  }

  const points = (): number | null => playground.store.scores.current(run.id)?.points ?? null;

  it('gives points to a line by key, and shows them at the line, the heading and above', async () => {
    const { document } = await openSaved();
    await vscode.commands.executeCommand('llp.chooseItem', { number: 1 });
    await vscode.commands.executeCommand('llp.addPoints', { by: 5 });
    await vscode.commands.executeCommand('llp.addPoints', { by: -1 });
    assert.equal(points(), 4);
    const [thread, ...others] = playground.store.remarks.threads(run.id);
    assert.equal(others.length, 0, 'points on one line are one remark');
    const item = playground.suites.prompt('booting/booting-teaching')?.rubric[0]?.id ?? '';
    assert.equal(thread?.remarks[0]?.body, `+4 ${item}`);
    await until('hints', async () => {
      const shown = await hints(document);
      return (
        shown.includes(`${answerLine} ⟶ +4 ${item}`) && shown.some((hint) => /^## .* ⟶ 4 of 40 points$/.test(hint))
      );
    });
    await until('a lens', async () => (await lenses(document)).includes(`${item} 4/`));
    assert.match(await lenses(document), /1 open remark/);
  });

  it('shows the same remark in the answer’s own tab', async () => {
    await openSaved('Last sentence.');
    await vscode.commands.executeCommand('llp.addPoints', { by: 1 });
    const tab = await vscode.commands.executeCommand<vscode.TextEditor>('llp.openAnswer', run.id);
    await until('a hint in the tab', async () =>
      (await hints(tab.document)).some((hint) => /^Last sentence\. ⟶ \+1 /.test(hint)),
    );
    await until('a total', async () => (await hints(tab.document)).some((hint) => hint.endsWith('1 of 40 points')));
  });

  it('takes points back with the remark that gave them', async () => {
    await openSaved();
    await vscode.commands.executeCommand('llp.addPoints', { by: 5 });
    await vscode.commands.executeCommand('llp.undoPoints');
    assert.equal(points(), null);
    assert.deepEqual(playground.store.remarks.threads(run.id), []);
  });

  it('stores a comment at its line, and follows the line when the file is edited', async () => {
    const editor = await openSaved();
    const { document } = editor;
    const thread = threadAt(document, lineWith(document, '\trun()'));
    await vscode.commands.executeCommand('llp.addRemark', { thread, text: '-2: this <b>fails</b> [here](command:x)' });
    assert.equal(playground.store.remarks.threads(run.id)[0]?.anchor.quote, 'run()');
    assert.equal(points(), 0);
    await until('a hint', async () => (await hints(document)).includes('\trun() ⟶ −2'));
    const change = new vscode.WorkspaceEdit();
    change.insert(document.uri, new vscode.Position(lineWith(document, answerLine), 0), 'One.\n\nTwo.\n\n');
    await vscode.workspace.applyEdit(change);
    await document.save();
    await until('the hint at the same text', async () => (await hints(document)).includes('\trun() ⟶ −2'));
  });

  it('takes a remark on the blank line above an answer as one on its first line', async () => {
    const { document } = await openSaved();
    const thread = threadAt(document, lineWith(document, answerLine) - 1);
    await vscode.commands.executeCommand('llp.addRemark', { thread, text: '+2: a good start' });
    assert.equal(playground.store.remarks.threads(run.id)[0]?.anchor.quote, answerLine);
    assert.equal(points(), 2);
  });

  it('refuses what is no rubric item: what was typed stays, with the reason', async () => {
    const { document } = await openSaved();
    const thread = threadAt(document, lineWith(document, answerLine));
    await vscode.commands.executeCommand('llp.addRemark', { thread, text: '+3 nosuchitem: typed with care' });
    assert.deepEqual(playground.store.remarks.threads(run.id), []);
    const [refused] = thread.comments;
    assert.equal(refused?.body, '+3 nosuchitem: typed with care');
    assert.equal(refused?.mode, vscode.CommentMode.Editing);
    assert.match(refused?.label ?? '', /no item “nosuchitem”/);
    refused.body = '+3: typed with care';
    await vscode.commands.executeCommand('llp.saveRemark', refused);
    assert.equal(points(), 3);
    const [stored] = thread.comments;
    assert.equal(stored?.body, '+3: typed with care');
    assert.equal(typeof stored?.body, 'string', 'a string is shown as plain text');
    await vscode.commands.executeCommand('llp.deleteRemark', stored);
    assert.equal(points(), null);
  });

  it('reads a header line that was edited by hand, and keeps the exact figures of the others', async () => {
    const { document } = await openSaved();
    await replaceIn(document, '20.12 tok/sec', '7.5 tok/sec');
    const corrected = await until('a corrected figure', () => {
      const { stats } = playground.store.runs.require(run.id);
      return stats.tokensPerSecond === 7.5 && stats;
    });
    assert.equal(corrected.sources.tokensPerSecond, 'hand');
    assert.equal(corrected.completionTokens, 99);
    assert.equal(corrected.sources.completionTokens, 'server');
    await replaceIn(document, '7.5 tok/sec', '20.12 tok/sec');
    await until('the exact figure again', () => playground.store.runs.require(run.id).stats.tokensPerSecond === 20.123);
  });

  it('reads the manual checks at the top of a code file into the score', async () => {
    run = record('swe', 'swe-shelf');
    const file = fileOf(`llm_outputs/swe/${bot.fileName}.go`);
    await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(file, '..'));
    await writeFile(
      file.fsPath,
      '// 20.12 tok/sec • 99 tokens • 1.50s to first token • Stop: stop\n// adjustment: 0; explanation: 0; suggestions: 0\nfunc main() {\n\trun()\n}\n',
    );
    const { document } = await openAt(file, 'run()');
    await until('lenses on the code', async () => (await lenses(document)).includes('explanation –/60'));
    await replaceIn(document, 'explanation: 0; suggestions: 0', 'explanation: 50; suggestions: 15');
    await until('points of the checks', () => points() === 65);
    assert.deepEqual(playground.store.scores.current(run.id)?.rubric, { explanation: 50, suggestions: 15 });
    await replaceIn(document, '20.12 tok/sec', '2.28 tok/sec');
    await until('its speed', () => playground.store.runs.require(run.id).stats.tokensPerSecond === 2.28);
    assert.equal(points(), 65, 'checks that were not touched give nothing anew');
    await replaceIn(document, 'adjustment: 0', 'adjustment: -1');
    await until('the answer disqualified', () => points() === 0);
  });

  it('gives no points outside the workspace’s llm_outputs', async () => {
    const text = `<!-- llp:answer prompt=${run.promptId} run=${run.id} sha=000000000000 -->\n\n## T\n\nStop: x\n\nText.\n\n<!-- llp:end prompt=${run.promptId} -->\n`;
    const file = fileOf('elsewhere/llm_outputs/booting/x.md');
    await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(file, '..'));
    await writeFile(file.fsPath, text);
    const { document } = await openAt(file, 'Text.');
    assert.deepEqual(await hints(document), []);
    assert.doesNotMatch(await lenses(document), /\$\((checklist|edit)\)/);
  });

  it('compares two answers to one prompt', async () => {
    const other = record(run.categoryId, run.promptId);
    await vscode.commands.executeCommand('llp.diffAnswers', { runA: run.id, runB: other.id });
    const tab = await until('a comparison', () => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return input instanceof vscode.TabInputTextDiff && input;
    });
    assert.match(tab.original.path, new RegExp(`^/${run.id}/`));
    assert.match(tab.modified.path, new RegExp(`^/${other.id}/`));
  });

  function threadAt(document: vscode.TextDocument, line: number): vscode.CommentThread {
    return controller.createCommentThread(document.uri, new vscode.Range(line, 0, line, 0), []);
  }

  async function replaceIn(document: vscode.TextDocument, old: string, text: string): Promise<void> {
    const at = document.getText().indexOf(old);
    assert.notEqual(at, -1, `the file does not say “${old}”`);
    const change = new vscode.WorkspaceEdit();
    change.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + old.length)), text);
    await vscode.workspace.applyEdit(change);
    assert.ok(await document.save());
  }
});
