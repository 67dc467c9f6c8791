import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import {
  clearNotifications,
  inEveryTheme,
  launch,
  notification,
  openView,
  quickPick,
  rowMenu,
  runCommand,
  startPractice,
  treeRow,
  webview,
  type Practice,
  type Session,
} from './harness';

/** What a server can do wrong: each has a sentence of its own, and a button that goes on from there. */
const faults: [model: string, sentence: RegExp, button: string][] = [
  ['no-model-loaded', /no model.*loaded|loaded no model/i, 'Choose model'],
  ['model-not-found', /does not (know|have|list)|unknown|no model/i, 'Choose model'],
  ['context-overflow', /context/i, 'Edit prompt'],
  ['compute-error', /Compute error|stopped/i, 'Show log'],
  ['cut', /before it was (complete|finished)|cut/i, 'Retry'],
  ['reset', /connection/i, 'Retry'],
  ['auth-missing', /API (key|token)/i, 'Set API key'],
  ['load-failed', /load/i, 'Show log'],
  ['unexpected-endpoint', /route|endpoint|address/i, 'Open settings'],
];

describe('when the server fails', () => {
  let practice: Practice;
  let vs: Session;

  beforeAll(async () => {
    practice = await startPractice({ args: ['--speed', '20', '--faults'] });
    vs = await launch({ settings: { 'llp.servers': [practice.url] }, size: { width: 1280, height: 1100 } });
    await openView(vs.page, 'Local LLM Playground');
  });
  afterAll(async () => {
    await vs?.stop();
    await practice?.stop();
  });

  it.each(faults)('%s has its own sentence and button', async (name, sentence, button) => {
    const { page } = vs;
    await rowMenu(page, treeRow(page, `practice/fault-${name}`), 'Conduct: Run a Prompt…');
    await quickPick(page, 'Booting');
    await quickPick(page, 'Teaching');
    const toast = notification(page, sentence);
    await toast.getByRole('button', { name: button }).waitFor({ timeout: 30_000 });
    await vs.screenshot(`error-${name}`);
    await clearNotifications(page);
  });
});

describe('when nothing useful answers', () => {
  let vs: Session;
  let stranger: Server;

  beforeAll(async () => {
    stranger = createServer((_, response) => response.end('<h1>A printer</h1>'));
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    vs = await launch({ settings: { 'llp.servers': ['http://127.0.0.1:9'] } });
  });
  afterAll(async () => {
    await vs?.stop();
    stranger?.close();
  });

  it('says so in the empty view, with what to do next', async () => {
    const sideBar = await openView(vs.page, 'Local LLM Playground');
    await sideBar.getByText('No server answers yet').waitFor();
    await sideBar.getByRole('button', { name: 'Refresh' }).first().waitFor();
    await vs.screenshot('server-off');
  });

  it('shows a board without a bot, of which nothing hinders anybody', async () => {
    await runCommand(vs.page, 'LLP: Open Leaderboard');
    const board = await webview(vs.page, 'llp.leaderboard');
    await board.locator('.empty').waitFor();
    await inEveryTheme(vs, board, '0 bots', ['dark', 'high contrast light']);
    await runCommand(vs.page, 'View: Close All Editors');
  });

  it('tells another program from an inference server', async () => {
    const { port } = stranger.address() as AddressInfo;
    await mkdir(join(vs.workspace, '.vscode'), { recursive: true });
    await writeFile(
      join(vs.workspace, '.vscode', 'settings.json'),
      JSON.stringify({ 'llp.servers': [`http://127.0.0.1:${port}`] }),
    );
    const sideBar = await openView(vs.page, 'Local LLM Playground');
    await vs.page.waitForTimeout(1_000);
    await runCommand(vs.page, 'LLP: Add Bot…');
    await notification(vs.page, `127.0.0.1:${port}`).getByRole('button', { name: 'Open settings' }).waitFor();
    await vs.screenshot('server-stranger');
    await clearNotifications(vs.page);
    await sideBar.getByRole('button', { name: 'Start Practice Server' }).click();
    await treeRow(vs.page, 'practice/swift-3b@q4_k_m').waitFor();
    await vs.screenshot('practice-started');
  });
});
