import * as assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Session } from '../../../src/edge/session';
import type { PracticeServer } from '../../../src/practice/practiceServer';
import { activeSession, until, usePractice } from './support';

describe('without a folder', () => {
  let session: Session;
  let server: PracticeServer;

  before(async () => {
    session = await activeSession();
    server = await usePractice(vscode.ConfigurationTarget.Global);
  });
  after(() => server.stop());

  it('keeps the database in the global storage, and answers can be run and scored', async () => {
    assert.ok(session.databaseFile.startsWith(session.context.globalStorageUri.fsPath));
    const playground = await session.playground();
    await playground.refreshBots();
    const bot = playground.store.bots.findByName('practice/spark-1b');
    const outcome = await vscode.commands.executeCommand<{ runId: number; output: null }>('llp.conduct', {
      botId: bot?.id,
      promptKey: 'booting/booting-teaching',
    });
    assert.equal(outcome.output, null);
    assert.equal(playground.scoring.give({ runId: outcome.runId, points: 12 }).points, 12);
    await assert.rejects(playground.planSave(outcome.runId), /Open a folder first/);
  });

  it('opens the suites that come with LLP so that nobody can type into them or save over them', async () => {
    await vscode.commands.executeCommand('llp.openPrompt', { promptKey: 'booting/booting-teaching' });
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, 'llp-suite');
    assert.equal(document.languageId, 'markdown');
    assert.equal(vscode.workspace.fs.isWritableFileSystem('llp-suite'), false);
    await assert.rejects(async () => vscode.workspace.fs.writeFile(document.uri, new Uint8Array()));
    const outside = document.uri.with({ path: document.uri.path.replace(/[^/]*$/, '../package.json') });
    await assert.rejects(async () => vscode.workspace.fs.readFile(outside));
    const lenses = await until('what helps with suites', async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
        50,
      );
      return found.length > 0 && found;
    });
    assert.ok(lenses.some(({ command }) => command?.title.includes('Run with')));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
