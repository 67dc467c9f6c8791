import * as assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Session } from '../../../src/edge/session';
import type { PracticeServer } from '../../../src/practice/practiceServer';
import { activeSession, usePractice } from './support';

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
});
