import { createServer, type Server } from 'node:http';
import { mkdir, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RawLog } from '../../src/conduct/rawLog';
import { rawLogPath } from '../../src/model/runFiles';
import { Playground } from '../../src/playground';
import { makeBundle } from '../../src/playground/bundles';
import { Store } from '../../src/store';
import { newSigningKey } from '../../src/trust/bundle/key';
import { recordRun, wholeFacts } from '../unit/builders';
import {
  clearNotifications,
  inputBox,
  launch,
  notification,
  openView,
  quickPick,
  quickPickTexts,
  root,
  runCommand,
  treeRow,
  webviewInFront,
  type Session,
} from './harness';

const suite = `---
id: tiny
category: Tiny
version: 1
order: 1
temperature: 0
---

## First {#first points=10}

Say hello.
`;

/** A plain OpenAI-compatible server that says the same each time. */
async function listen(): Promise<Server> {
  const chunk = (delta: object, finish: string | null): string =>
    `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
  const server = createServer((request, response) => {
    request.resume();
    if (request.url === '/v1/models') {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ object: 'list', data: [{ id: 'm', object: 'model' }] }));
    } else if (request.url === '/v1/chat/completions') {
      response.setHeader('content-type', 'text/event-stream');
      response.end(`${chunk({ content: 'Hello.' }, null)}${chunk({}, 'stop')}data: [DONE]\n\n`);
    } else {
      response.statusCode = 404;
      response.end('{}');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** A playground with an answer of each bot that passes the gate; those of `lacking` lack the quantization. */
async function fill(workspace: string, server: string, bots: string[], lacking: string[] = []): Promise<Playground> {
  await mkdir(join(workspace, 'suites'), { recursive: true });
  await writeFile(join(workspace, 'suites', 'tiny.md'), suite);
  const playground = await Playground.open({
    workspace,
    databaseFile: join(workspace, '.llp', 'playground.db'),
    bundledSuites: join(root, 'suites'),
    servers: [],
    automaticChecks: false,
  });
  const { store } = playground;
  const [prompt] = playground.suites.category('tiny')?.prompts ?? [];
  if (!prompt) throw new Error('There is no prompt.');
  for (const [index, name] of bots.entries()) {
    const bot = store.bots.add({ name, server, modelId: 'm' });
    const log = await RawLog.create(join(dirname(store.database.file), rawLogPath(index + 1)));
    log.write('request', `POST ${server}/v1/chat/completions\na: b\n\n{"x":1}\n`);
    log.write('response', `data: Hello from ${name}.\n`);
    const run = recordRun(store, bot.id, prompt, {
      ...wholeFacts,
      request: { ...wholeFacts.request, server },
      model: { ...wholeFacts.model, server, quantization: lacking.includes(name) ? null : 'Q4_K_M' },
      rawLog: rawLogPath(index + 1),
      logDigest: (await log.close()) ?? null,
      record: { llp: '0.1.0', sent: log.sent },
      text: 'Hello.',
    });
    store.scores.add({ runId: run.id, points: 6 + index });
  }
  return playground;
}

/** What results rest on, from the list of what is missing to another person's bundle, by clicking. */
describe('trust', () => {
  let server: Server;
  let vs: Session;
  let page: Page;

  beforeAll(async () => {
    server = await listen();
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    vs = await launch({
      workspace: join(root, 'test', 'e2e', 'no-such-folder'),
      settings: { 'llp.servers': [url] },
      prepare: async (workspace) => {
        const theirs = await fill(join(workspace, 'theirs'), 'http://127.0.0.1:1', ['gemma', 'qwen <b>bold</b>']);
        const { bytes } = await makeBundle(theirs, { privateKey: newSigningKey() });
        theirs.close();
        await writeFile(join(workspace, 'theirs.llpb'), bytes);
        const at = bytes.indexOf('manifest.json') + 200;
        await writeFile(
          join(workspace, 'changed.llpb'),
          Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]),
        );
        (await fill(workspace, url, ['gemma', 'unstated'], ['unstated'])).close();
      },
    });
    page = vs.page;
    await openView(page, 'Local LLM Playground');
    await treeRow(page, 'unstated').waitFor();
  });
  afterAll(async () => {
    await vs?.stop();
    server?.close();
  });

  const openFile = async (name: string): Promise<void> => {
    await page.keyboard.press('Control+p');
    await page.locator('.quick-input-widget:visible input').first().fill(name);
    await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click();
  };
  const stored = async <T>(read: (store: Store) => T): Promise<T> => {
    const store = await Store.open(join(vs.workspace, '.llp', 'playground.db'));
    try {
      return read(store);
    } finally {
      store.close();
    }
  };

  it('lists what a row lacks, and mends it', async () => {
    await runCommand(page, 'LLP: Show What Results Rest On…');
    await quickPick(page, 'unstated');
    await expect.poll(() => quickPickTexts(page).then((texts) => texts.join())).toContain('quantization is not stated');
    await vs.screenshot('trust-missing');
    await quickPick(page, 'quantization is not stated');
    await inputBox(page, 'Q4_K_M');
    await expect.poll(() => stored((store) => store.trust.publicRuns().length)).toBe(2);
    await runCommand(page, 'LLP: Edit the Machine…');
    await expect.poll(() => quickPickTexts(page).then((texts) => texts.join())).toContain('Graphics cards');
    await quickPick(page, 'Graphics cards');
    await inputBox(page, 'RTX 4090');
    await quickPick(page, 'Memory of each card');
    await inputBox(page, '24');
    await page.getByPlaceholder('rtx-4090-24gb').waitFor();
    await vs.screenshot('trust-machine');
    await page.keyboard.press('Escape');
  });

  it('verifies a result in the queue', async () => {
    await runCommand(page, 'LLP: Verify Result…');
    await quickPick(page, 'All answers of a row');
    await quickPick(page, 'gemma');
    await expect.poll(() => stored((store) => store.trust.of(1)?.tier), { timeout: 60_000 }).toBe('verified');
    await treeRow(page, /1\/1/).waitFor();
    await vs.screenshot('trust-verified');
    await clearNotifications(page);
  });

  it('makes the key that signs bundles, and keeps it', async () => {
    await runCommand(page, 'LLP: Key That Signs Bundles…');
    await quickPick(page, 'Make a key');
    await notification(page, /Bundles are now signed by the key [0-9a-f]{16}/).waitFor();
    await clearNotifications(page);
    await runCommand(page, 'LLP: Key That Signs Bundles…');
    await expect.poll(() => quickPickTexts(page).then((texts) => texts.join())).toContain('Forget the key');
    await vs.screenshot('trust-key');
    await page.keyboard.press('Escape');
  });

  it('shows what is in a bundle before anything is taken, and takes what is chosen', async () => {
    await openFile('theirs.llpb');
    const bundle = await webviewInFront(page, 'theirs.llpb');
    await bundle.getByRole('cell', { name: 'qwen <b>bold</b>' }).waitFor();
    await expect.poll(() => bundle.locator('main').innerText()).toMatch(/Signed by the key [0-9a-f]{64}/);
    expect(await bundle.locator('main').innerText()).toContain('“gemma” is another bot here');
    await vs.screenshot('trust-bundle');
    await bundle.getByRole('link', { name: 'Import…' }).click();
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    await vs.screenshot('trust-bundle-import');
    expect(await stored((store) => store.bots.findByName('qwen <b>bold</b>'))).toBeNull();
    await dialog.getByRole('button', { name: 'Choose Bots…' }).click();
    await quickPick(page, 'gemma');
    await page.keyboard.press('Enter');
    await treeRow(page, 'qwen <b>bold</b>').waitFor();
    const tiers = await stored((store) => store.trust.publicRuns().map((run) => run.tier));
    expect(tiers.toSorted()).toEqual(['independent', 'operator', 'verified']);
    await clearNotifications(page);
  });

  it('refuses a bundle that was changed, and says what differs', async () => {
    await openFile('changed.llpb');
    const bundle = await webviewInFront(page, 'changed.llpb');
    await bundle.getByRole('alert').waitFor();
    expect(await bundle.locator('main').innerText()).toContain('bundle is damaged');
    expect(await bundle.getByRole('link').count()).toBe(0);
    await vs.screenshot('trust-bundle-changed');
  });
});
