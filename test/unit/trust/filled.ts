import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { RawLog } from '../../../src/conduct/rawLog';
import { rawLogPath } from '../../../src/model/runFiles';
import { Playground } from '../../../src/playground';
import { recordRun, temporaryFolder, wholeFacts } from '../builders';

const suite = `---
id: tiny
category: Tiny
version: 1
order: 1
---

## First {#first points=10}

Say hello.

## Second {#second points=10}

Say goodbye.
`;

/** A playground with one category of two prompts. */
export async function aPlayground(): Promise<Playground> {
  const workspace = await temporaryFolder();
  await mkdir(join(workspace, 'suites'));
  await writeFile(join(workspace, 'suites', 'tiny.md'), suite);
  const playground = await Playground.open({
    workspace,
    databaseFile: join(workspace, '.llp', 'playground.db'),
    bundledSuites: resolve('suites'),
    servers: [],
    automaticChecks: false,
  });
  onTestFinished(() => playground.close());
  return playground;
}

/** Two scored answers with their logs. */
export async function filled(text = 'Hello.'): Promise<Playground> {
  const playground = await aPlayground();
  const { store } = playground;
  const bot = store.bots.add({ name: 'gemma', server: 'http://127.0.0.1:1234', modelId: 'm' });
  for (const [index, prompt] of playground.suites.categories.flatMap(({ prompts }) => prompts).entries()) {
    const file = rawLogPath(index + 1);
    const log = await RawLog.create(join(dirname(store.database.file), file));
    log.write('request', 'POST http://127.0.0.1:1234/v1/chat/completions\na: b\n\n{"x":1}\n');
    log.write('response', `data: ${text}\n`);
    const logDigest = await log.close();
    const record = { llp: '0.1.0', sent: log.sent };
    const startedAt = `2026-01-0${index + 1}T00:00:00.000Z`;
    const run = recordRun(store, bot.id, prompt, {
      ...wholeFacts,
      rawLog: file,
      logDigest: logDigest ?? null,
      record,
      text,
      startedAt,
    });
    store.scores.add({ runId: run.id, points: 6 + index });
  }
  return playground;
}
