import * as assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { activeSession } from './support';

describe('in Restricted Mode', () => {
  it('takes neither servers nor the database path from the folder’s settings', async () => {
    const session = await activeSession();
    assert.equal(vscode.workspace.isTrusted, false);
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    const settings = { 'llp.servers': ['http://attacker.example'], 'llp.database.path': '../elsewhere.db' };
    await vscode.workspace.fs.writeFile(
      vscode.Uri.joinPath(folder, '.vscode', 'settings.json'),
      new TextEncoder().encode(JSON.stringify(settings)),
    );
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    assert.deepEqual(session.serverConfigs(), [{ url: 'http://127.0.0.1:1234' }]);
    assert.ok(session.databaseFile.endsWith('playground.db') && !session.databaseFile.includes('elsewhere'));
  });
});
