import * as assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Session } from '../../../src/edge/session';
import type { PracticeServer } from '../../../src/practice/practiceServer';
import { activeSession, until, usePractice } from './support';

describe('the main job in the extension host', () => {
  let session: Session;
  let server: PracticeServer;

  before(async () => {
    session = await activeSession();
    await vscode.workspace
      .getConfiguration('llp')
      .update('conduct.autoSave', 'always', vscode.ConfigurationTarget.Workspace);
    server = await usePractice();
  });
  after(() => server.stop());

  it('makes a bot of each model that can chat, when the server in the settings changes', async () => {
    const playground = await session.playground();
    const names = await until('bots of the practice server', () => {
      const own = playground.store.bots.list().filter((bot) => bot.server === server.url);
      return own.length > 0 && own.map((bot) => bot.name);
    });
    assert.ok(names.includes('practice/swift-3b@q4_k_m'));
    assert.ok(!names.some((name) => name.includes('embed')));
  });

  it('runs a prompt into a read-only editor and saves the answer', async () => {
    const playground = await session.playground();
    const bot = playground.store.bots.findByName('practice/swift-3b@q4_k_m');
    const outcome = await vscode.commands.executeCommand<{ runId: number; output: string }>('llp.conduct', {
      botId: bot?.id,
      promptKey: 'booting/booting-teaching',
    });
    const run = playground.store.runs.require(outcome.runId);
    assert.equal(run.status, 'complete');
    const editor = await until('the answer in an editor', () =>
      vscode.window.visibleTextEditors.find(
        ({ document }) => document.uri.scheme === 'llp-answer' && document.getText().includes(run.text.trim()),
      ),
    );
    assert.equal(editor.document.languageId, 'markdown');
    assert.equal(vscode.workspace.fs.isWritableFileSystem('llp-answer'), false);
    const file = vscode.Uri.joinPath(
      vscode.workspace.workspaceFolders?.[0]?.uri ?? editor.document.uri,
      outcome.output,
    );
    assert.ok(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)).includes(run.text.trim()));
    assert.equal(outcome.output, 'llm_outputs/booting/practice-swift-3b@q4_k_m.md');
  });

  it('keeps the raw log of the run, without any key in it', async () => {
    await vscode.commands.executeCommand('llp.openRawLog');
    const log = await until(
      'the raw log',
      () =>
        vscode.window.activeTextEditor?.document.uri.path.endsWith('.log') &&
        vscode.window.activeTextEditor.document.getText(),
    );
    assert.match(log, /POST http/);
    assert.match(log, /data: \[DONE\]/);
    assert.doesNotMatch(log, /authorization: (?!\*)/i);
  });

  it('puts actions above the answer and above each saved section', async () => {
    const playground = await session.playground();
    const bot = playground.store.bots.findByName('practice/swift-3b@q4_k_m');
    const run = playground.store.runs.history(bot?.id ?? 0, 'booting', 'booting-teaching')[0];
    assert.ok(run?.output);
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    const file = vscode.Uri.joinPath(folder, run.output);
    await vscode.workspace.openTextDocument(file);
    const titles = async (): Promise<string> => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        file,
        50,
      );
      return lenses.map((lens) => lens.command?.title).join(' | ');
    };
    await until('a lens that scores', async () => (await titles()).includes('Score this answer'));
    playground.scoring.give({ runId: run.id, points: 31 });
    await until('a lens that shows the score', async () => (await titles()).includes('31 of 40'));
    assert.equal(playground.board(true).rows.find((row) => row.botId === bot?.id)?.total, 31);
  });

  it('runs a prompt once, however quickly the key is pressed twice', async () => {
    const playground = await session.playground();
    const bot = playground.store.bots.findByName('practice/swift-3b@q4_k_m');
    const runs = (): number => playground.store.runs.history(bot?.id ?? 0, 'booting', 'booting-teaching').length;
    const before = runs();
    const press = (): Thenable<{ runId: number } | undefined> => vscode.commands.executeCommand('llp.send');
    const outcomes = await Promise.all([press(), press(), press()]);
    assert.equal(outcomes.filter((outcome) => outcome !== undefined).length, 1);
    assert.equal(runs(), before + 1);
  });

  it('keeps API keys in the secret storage only', async () => {
    await session.setApiKey('http://127.0.0.1:1', 'a-secret');
    assert.equal(await session.apiKey('http://127.0.0.1:1'), 'a-secret');
    assert.ok(!JSON.stringify(vscode.workspace.getConfiguration('llp')).includes('a-secret'));
    await session.setApiKey('http://127.0.0.1:1', '');
    assert.equal(await session.apiKey('http://127.0.0.1:1'), undefined);
  });
});
