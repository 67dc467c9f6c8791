import * as assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Session } from '../../../src/edge/session';
import { HitOpener } from '../../../src/features/search/searchHit';
import { AnswerDocuments } from '../../../src/edge/answers/answerDocuments';
import type { Bot } from '../../../src/model/bot';
import { unknownStats } from '../../../src/model/run';
import type { SearchHit, SearchOptions } from '../../../src/model/search';
import type { Playground } from '../../../src/playground';
import { activeSession, until } from './support';

const filler = 'Rain fell on the roofs of the old town.\r\n'.repeat(80);
const text = `First.\r\n${filler}Then an axolotl swam by.\r\n${filler}`;
const reasoning = `\r\n${'Let me think about it. '.repeat(90)}\r\nA narwhal would do.\r\n`;

describe('opening what was found', () => {
  let session: Session;
  let playground: Playground;
  let opener: HitOpener;
  let bot: Bot;
  let runId: number;
  const revealed: number[] = [];

  before(async () => {
    session = await activeSession();
    playground = await session.playground();
    opener = new HitOpener(session, new AnswerDocuments(session), async ({ botId }) => void revealed.push(botId));
    bot = playground.store.bots.add({
      name: 'search-test',
      server: 'http://127.0.0.1:9',
      modelId: 'search/test',
      practice: false,
    });
    const prompt = playground.suites.prompt('booting/booting-teaching');
    assert.ok(prompt);
    const key = { categoryId: prompt.categoryId, promptId: prompt.id, promptHash: prompt.hash };
    const request = { server: bot.server, modelId: bot.modelId, messages: [], parameters: {} };
    const startedAt = new Date().toISOString();
    const begun = {
      ...key,
      request,
      model: null,
      provenance: { origin: 'measured' as const },
      rawLog: null,
      startedAt,
      stats: unknownStats,
    };
    runId = playground.store.runs.begin({ botId: bot.id, ...begun });
    const ended = { status: 'complete' as const, errorCode: null, error: null, stats: unknownStats, flags: [] };
    playground.store.runs.finish(runId, {
      ...ended,
      text,
      reasoning,
      model: null,
      runtime: null,
      finishedAt: startedAt,
    });
  });
  after(async () => {
    playground.store.bots.delete(bot.id);
    playground.notify('bots');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  async function hitOf(query: string, options: SearchOptions = {}): Promise<SearchHit> {
    const [hit] = await playground.searchInBackground(query, { botId: bot.id, ...options });
    assert.ok(hit, `nothing found for ${query}`);
    return hit;
  }

  const selected = (): string => {
    const editor = vscode.window.activeTextEditor;
    return editor?.document.getText(editor.selection) ?? '';
  };

  it('selects the hit in a long answer, and brings it into sight', async () => {
    await opener.open(await hitOf('axolotl'), 'open');
    assert.equal(selected(), 'axolotl');
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    assert.equal(editor.document.uri.scheme, 'llp-answer');
    await until('the hit in sight', () => editor.visibleRanges.some((range) => range.contains(editor.selection)));
  });

  it('selects the hit in the reasoning above the answer', async () => {
    const hit = await hitOf('narwhal');
    assert.equal(hit.field, 'reasoning');
    await opener.open(hit, 'open');
    assert.equal(selected(), 'narwhal');
  });

  it('selects the hit in the saved file, and says when a later answer took its place', async () => {
    await assert.rejects(opener.open(await hitOf('axolotl'), 'file'), /was not saved/);
    const output = await playground.save(runId);
    await opener.open(await hitOf('axolotl'), 'file');
    assert.equal(selected(), 'axolotl');
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    assert.ok(editor.document.uri.path.endsWith(output));
    const file = editor.document.uri;
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode('# Something else\n'));
    await until('the changed file', () => editor.document.getText().startsWith('# Something else'));
    await assert.rejects(opener.open(await hitOf('axolotl'), 'file'), /no longer holds this answer/);
    await vscode.workspace.fs.delete(file);
  });

  it('selects the words of a prompt in its suite file, those of its rubric too', async () => {
    for (const [query, field] of [
      ['"tempting mistake"', 'text'],
      ['"refutes it"', 'rubric'],
    ] as const) {
      const [hit] = await playground.searchInBackground(query, { in: 'prompts' });
      assert.ok(hit);
      assert.equal(hit.field, field);
      await opener.open(hit, 'open');
      assert.equal(selected().replace(/\s+/g, ' ').toLowerCase(), query.replaceAll('"', ''));
      assert.ok(vscode.window.activeTextEditor?.document.uri.path.endsWith('booting.md'));
    }
  });

  it('opens a tab that gives way to the next when it is only a look', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await opener.open(await hitOf('axolotl'), 'peek');
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    assert.equal(tab?.isPreview, true);
  });

  it('selects a bot and says when one was deleted', async () => {
    const hit = await hitOf('search-test', { in: 'bots' });
    await opener.open(hit, 'bot');
    assert.equal(session.selectedBotId, bot.id);
    assert.deepEqual(revealed, [bot.id]);
    playground.store.bots.delete(bot.id);
    await assert.rejects(opener.open(hit, 'bot'), /was deleted/);
    playground.store.bots.restore(bot.id);
  });
});
