import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  inputBox,
  launch,
  notification,
  openBox,
  openView,
  quickPick,
  rowMenu,
  runCommand,
  startPractice,
  treeRow,
  type Practice,
  type Session,
} from './harness';

describe('bots', () => {
  let practice: Practice;
  let vs: Session;

  beforeAll(async () => {
    practice = await startPractice({ args: ['--speed', 'max'] });
    vs = await launch({
      theme: 'high contrast',
      size: { width: 1280, height: 1100 },
      settings: { 'llp.servers': [{ url: practice.url, name: 'My PC' }] },
    });
    await openView(vs.page, 'Local LLM Playground');
    await treeRow(vs.page, 'practice/spark-1b').waitFor();
  });
  afterAll(async () => {
    await vs?.stop();
    await practice?.stop();
  });

  it('are grouped by server, with what tells them apart', async () => {
    const { page } = vs;
    await treeRow(page, /My PC.*practice server/).waitFor();
    await treeRow(page, /spark-1b.*Q8_0 · 1\.1 GB · 32K/).waitFor();
    expect(await treeRow(page, 'swift-3b@q4_k_m').getAttribute('aria-label')).toContain(', loaded');
    await vs.screenshot('bots-high-contrast');
  });

  it('can be added from the models of the servers, under a name of one’s own', async () => {
    const { page } = vs;
    await runCommand(page, 'LLP: Add Bot…');
    await quickPick(page, 'practice/sage-27b');
    await inputBox(page, 'sage, cool');
    await treeRow(page, /sage, cool.*practice\/sage-27b/).waitFor();
  });

  it('refuse a value out of range, and keep a good one', async () => {
    const { page } = vs;
    await rowMenu(page, treeRow(page, 'sage, cool'), 'Edit Parameters…');
    await quickPick(page, 'Temperature');
    const input = await openBox(page);
    await input.fill('7');
    await page.locator('.quick-input-message', { hasText: 'Temperature must be: 0 to 2.' }).waitFor();
    await vs.screenshot('bots-bad-temperature');
    await input.fill('0.1');
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: /Temperature.*0\.1/ }).waitFor();
    await page.keyboard.press('Escape');
  });

  it('can be renamed, but not to a name that is taken', async () => {
    const { page } = vs;
    await rowMenu(page, treeRow(page, 'sage, cool'), 'Rename Bot…');
    await inputBox(page, 'practice/spark-1b');
    await notification(page, 'already a bot named “practice/spark-1b”').waitFor();
    await treeRow(page, 'sage, cool').click();
    await page.keyboard.press('F2');
    await inputBox(page, 'sage@temp01');
    await treeRow(page, 'sage@temp01').waitFor();
  });

  it('can be duplicated with their parameters', async () => {
    const { page } = vs;
    await rowMenu(page, treeRow(page, 'sage@temp01'), 'Duplicate Bot…');
    await inputBox(page, 'sage@temp02');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: /Temperature.*0\.1/ }).waitFor();
    await page.keyboard.press('Escape');
    await treeRow(page, 'sage@temp02').waitFor();
  });

  it('go and come back with Undo', async () => {
    const { page } = vs;
    await treeRow(page, 'sage@temp02').click();
    await page.keyboard.press('Delete');
    const deleted = notification(page, 'Deleted “sage@temp02”.');
    await deleted.waitFor();
    await treeRow(page, 'sage@temp02').waitFor({ state: 'detached' });
    await deleted.getByRole('button', { name: 'Undo' }).click();
    await treeRow(page, 'sage@temp02').waitFor();
  });
});
