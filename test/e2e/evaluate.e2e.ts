import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  codeLens,
  editorText,
  inputBox,
  launch,
  notification,
  openView,
  root,
  runCommand,
  treeRow,
  type Session,
} from './harness';

const answers = join(root, 'test', 'fixtures', 'evaluate');
/** Waiting ends with the state that is waited for; this is only how long a machine may take that runs something else. */
const patience = 600_000;

/** Three answers: one with failing cases and a header that cannot be read, a right one, and one that does not compile. */
function prepare(workspace: string): void {
  const folder = join(workspace, 'llm_outputs', 'swe');
  mkdirSync(folder, { recursive: true });
  const code = readFileSync(join(answers, 'partly.py'), 'utf8');
  writeFileSync(join(folder, 'partly.py'), `# Stop: eosFound\n# adjustment = 0; explanation: 70 points\n${code}`);
  for (const name of ['partly_test.py', 'broken.py', 'broken_test.py']) cpSync(join(answers, name), join(folder, name));
}

async function openFile(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+p');
  await page.locator('.quick-input-widget:visible input').first().fill(name);
  await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: name }).first().click();
  await editorText(page).waitFor();
}

describe('evaluating code', () => {
  let vs: Session;
  beforeAll(async () => {
    vs = await launch({ prepare, settings: { 'editor.inlayHints.enabled': 'on' } });
    vs.page.setDefaultTimeout(patience);
    await openView(vs.page, 'Local LLM Playground');
  }, patience);
  afterAll(() => vs?.stop());

  it(
    'mends a header line that cannot be read, and sets its points by a control',
    async () => {
      const { page } = vs;
      await openFile(page, 'partly.py');
      await page.locator('.editor-group-container.active .squiggly-warning').first().waitFor();
      await page.locator('.editor-group-container.active .view-line').filter({ hasText: 'adjustment' }).first().click();
      await vs.screenshot('evaluate-header-problem');
      await page.keyboard.press('Control+.');
      await page
        .locator('.action-widget .action')
        .filter({ hasText: 'Write “adjustment: 0; explanation: 60”' })
        .first()
        .click();
      await codeLens(page, 'explanation: 60 / 60').waitFor();
      await codeLens(page, 'suggestions').click();
      await inputBox(page, '15');
      await expect
        .poll(() => readFileSync(join(vs.workspace, 'llm_outputs', 'swe', 'partly.py'), 'utf8').split('\n')[1], {
          timeout: patience,
        })
        .toBe('# adjustment: 0; explanation: 60; suggestions: 15');
      await vs.screenshot('evaluate-header');
    },
    patience,
  );

  const canRun = process.platform === 'linux' && spawnSync('python3', ['--version']).status === 0;
  it.skipIf(!canRun)(
    'asks once, runs the answer in a sandbox and shows its cases, a diff, its coverage and its points',
    async () => {
      const { page } = vs;
      await openView(page, 'Testing');
      await treeRow(page, 'partly').waitFor();
      await treeRow(page, 'partly').click();
      await runCommand(page, 'Test: Run All Tests with Coverage');
      const consent = page.locator('.monaco-dialog-box');
      await consent.waitFor();
      expect(await consent.innerText()).toContain('partly.py');
      await vs.screenshot('evaluate-consent');
      await consent.getByRole('button', { name: 'Run in the sandbox' }).click();
      await codeLens(page, /Evaluated: \d+ of 500/).waitFor({ timeout: patience });
      await vs.screenshot('evaluate-testing');
      // The failing case: what was expected beside what came.
      const failed = treeRow(page, 'parse-1');
      await failed.click();
      await runCommand(page, 'Test: Go to Next Test Failure');
      await page.locator('.editor-group-container .monaco-diff-editor').first().waitFor();
      await vs.screenshot('evaluate-diff');
    },
    patience,
  );

  it.skipIf(!canRun)(
    'evaluates all as a queue with a summary, and shows nothing of an answer that was edited since',
    async () => {
      const { page } = vs;
      await runCommand(page, 'LLP: Evaluate All Answers with Code');
      const summary = notification(page, /2 of 2 answers are evaluated\./);
      await summary.waitFor({ timeout: patience });
      expect(await summary.innerText()).toMatch(/The most points: partly with \d+ of 500\./);
      await vs.screenshot('evaluate-queue');
      await openView(page, 'Local LLM Playground');
      await treeRow(page, 'Evaluate all answers with code').waitFor();
      await openFile(page, 'partly.py');
      await editorText(page).click();
      // The lens stands above the header.
      await page.keyboard.press('Control+Home');
      await codeLens(page, /Evaluated: \d+ of 500/).waitFor();
      await page.keyboard.press('Control+End');
      await page.keyboard.type('# edited');
      await page.keyboard.press('Control+Home');
      await codeLens(page, 'Evaluate This Answer').waitFor();
      await vs.screenshot('evaluate-edited');
    },
    patience,
  );
});
