import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { backup, Store } from '../../src/store';
import { fillWithSamples, launch, notification, openView, runCommand, treeRow, webview, type Session } from './harness';

let vs: Session;
let holder: ChildProcess | undefined;
afterEach(async () => {
  holder?.kill();
  await vs?.stop();
});

/** The sample results with a backup, and then something happens to the database. */
async function open(happens: (file: string) => Promise<unknown>): Promise<void> {
  vs = await launch({
    prepare: async (workspace) => {
      await fillWithSamples(workspace, { bots: 3, promptsPerCategory: 1 });
      const file = join(workspace, '.llp', 'playground.db');
      const store = await Store.open(file);
      await backup(store.database);
      store.close();
      await happens(file);
    },
  });
  await openView(vs.page, 'Local LLM Playground');
}

/** A program that holds the file as some viewers of databases do. */
async function hold(file: string): Promise<void> {
  const script = `const { DatabaseSync } = require('node:sqlite'); const db = new DatabaseSync(${JSON.stringify(file)});
    db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE'); console.log('held'); setInterval(() => {}, 1000);`;
  holder = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (holder.stdout) await once(holder.stdout, 'data');
}

describe('a database that cannot be used', () => {
  it('is restored from its backup where it is damaged, after a look at both sides', async () => {
    await open((file) => writeFile(file, 'no database '.repeat(5_000)));
    const { page } = vs;
    const toast = notification(page, 'is damaged; nothing was changed in it');
    await toast.waitFor({ timeout: 60_000 });
    await vs.screenshot('database-damaged');
    await toast.getByRole('button', { name: 'Restore backup' }).click();
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText(/In the backup: \d+ runs and \d+ scores, the newest of/).waitFor();
    await dialog.getByText('In the database: what it holds cannot be read').waitFor();
    await vs.screenshot('database-restore');
    await dialog.getByRole('button', { name: 'Restore backup' }).click();
    await notification(page, /The backup is restored\. The file that it replaced was kept as/).waitFor();
    await treeRow(page, /Codestral/)
      .first()
      .waitFor();
    const names = await readdir(join(vs.workspace, '.llp'));
    expect(names.some((name) => name.startsWith('playground.db.replaced-'))).toBe(true);
    await runCommand(page, 'LLP: Open Leaderboard');
    await (
      await webview(page, 'Leaderboard')
    )
      .getByText(/Codestral/)
      .first()
      .waitFor();
  });

  it('is only waited for where another program holds it: no backup is offered', async () => {
    await open(hold);
    const { page } = vs;
    const toast = notification(page, 'is in use by another program that does not let go');
    await toast.waitFor({ timeout: 60_000 });
    expect(await toast.getByRole('button', { name: 'Restore backup' }).count()).toBe(0);
    await vs.screenshot('database-locked');
    holder?.kill();
    await toast.getByRole('button', { name: 'Retry' }).click();
    await treeRow(page, /Codestral/)
      .first()
      .waitFor();
  });

  it('is told to be empty where results had been, and comes back', async () => {
    await open((file) => truncate(file, 0));
    const { page } = vs;
    const toast = notification(page, 'is empty, though results had been stored in it');
    await toast.waitFor({ timeout: 60_000 });
    await toast.getByRole('button', { name: 'Restore backup' }).click();
    await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Restore backup' }).click();
    await treeRow(page, /Codestral/)
      .first()
      .waitFor();
  });
});
