import { mkdir } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { Playground } from '../../../src/playground';
import { jobKinds } from '../../../src/playground/jobKinds';
import { temporaryFolder } from '../builders';

it('the queue can do prompts, evaluations, LiveBench and judging', async () => {
  const folder = await temporaryFolder();
  await mkdir(`${folder}/none`);
  const playground = await Playground.open({
    workspace: folder,
    databaseFile: `${folder}/.llp/playground.db`,
    bundledSuites: `${folder}/none`,
    servers: [],
    automaticChecks: false,
  });
  expect(jobKinds(playground).map(({ name }) => name)).toEqual(
    expect.arrayContaining(['prompt', 'evaluate', 'livebench', 'judge']),
  );
  playground.close();
});
