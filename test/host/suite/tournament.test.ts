import * as assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Session } from '../../../src/edge/session';
import { startPracticeServer, type PracticeServer } from '../../../src/practice/practiceServer';
import { TournamentTree, type TournamentNode } from '../../../src/features/tournament/tournamentTree';
import { activeSession, until } from './support';

const spark = 'practice/spark-1b';

describe('a tournament in the window', () => {
  let session: Session;
  let server: PracticeServer;
  let tree: TournamentTree;

  before(async () => {
    session = await activeSession();
    server = await startPracticeServer({ port: 0, speed: 4, loaded: [] });
    await vscode.workspace
      .getConfiguration('llp')
      .update('servers', [{ url: server.url }], vscode.ConfigurationTarget.Workspace);
    const playground = await session.playground();
    await until('bots', () => playground.store.bots.list().some((bot) => bot.server === server.url));
    tree = new TournamentTree(session);
  });
  after(async () => {
    tree.dispose();
    await server.stop();
  });

  const labels = async (node?: TournamentNode): Promise<string[]> =>
    (await tree.getChildren(node)).map((child) => tree.getTreeItem(child).label as string);

  it('is chosen step by step, runs in the background, and its answers are saved', async () => {
    const playground = await session.playground();
    const bot = playground.store.bots.list().find((one) => one.server === server.url && one.modelId === spark);
    const started = vscode.commands.executeCommand<number>('llp.startTournament', { kind: 'bot', bot });
    // The bot is chosen already, and so are all categories, one repeat, the bot's own temperature and loading.
    const accepting = setInterval(() => void vscode.commands.executeCommand('quickInput.accept'), 150);
    const id = await started.then(
      (value) => value,
      () => undefined,
    );
    clearInterval(accepting);
    assert.ok(id, 'it was started');
    assert.equal(playground.tournaments.progress(id).total, 95);
    const [node] = await tree.getChildren();
    assert.ok(node?.kind === 'tournament');
    assert.match(String(tree.getTreeItem(node).description), /\/95/);
    await until('a first answer', () => playground.store.jobs.counts(id).done > 0);
    const [job] = playground.store.jobs.list(id, 'done');
    await until('the saved answer', () => playground.store.runs.require(job?.runId ?? 0).output);
  });

  it('shows the answer that is running when it is clicked, from its beginning to its end', async () => {
    const playground = await session.playground();
    const [live] = await until('a running answer', () => {
      const running = playground.tournaments.live().filter((one) => (one.answer?.meter.live().deltas ?? 0) > 5);
      return running.length > 0 && running;
    });
    assert.ok(live);
    await vscode.commands.executeCommand('llp.watchJob', { kind: 'job', job: live.job });
    const run = await until('the end of that answer', () => {
      const own = playground.store.runs.get(live.runId ?? 0);
      return own?.status === 'complete' && own;
    });
    await until('the whole answer in the editor', () =>
      vscode.workspace.textDocuments.some(
        (document) =>
          document.uri.scheme === 'llp-answer' &&
          document.uri.path.startsWith(`/${run.id}/`) &&
          document.getText().includes(run.text.trim()),
      ),
    );
  });

  it('is paused, shows what waits and what is done, leaves out what is skipped, and is cancelled', async () => {
    const playground = await session.playground();
    const [{ id } = { id: 0 }] = playground.store.tournaments.list(1);
    await vscode.commands.executeCommand('llp.pauseTournament');
    await until('nothing runs any more', () => !playground.tournaments.isRunningHere(id));
    const [node] = await tree.getChildren();
    assert.equal(node && tree.getTreeItem(node).contextValue, 'tournament.paused');
    assert.deepEqual(await labels(node), ['Queue', 'Done']);
    const [waiting] = playground.store.jobs.list(id, 'pending');
    await vscode.commands.executeCommand('llp.skipJob', { kind: 'job', job: waiting });
    assert.deepEqual(await labels((await tree.getChildren())[0]), ['Queue', 'Done', 'Left out']);
    await playground.tournaments.cancel(id);
    const [cancelled] = await tree.getChildren();
    assert.equal(cancelled && tree.getTreeItem(cancelled).contextValue, 'tournament.cancelled');
    await until('the model is out of memory', async () => {
      const adapter = await playground.servers.adapter(server.url);
      return (await adapter.getModel(spark)).state === 'not-loaded';
    });
  });
});
