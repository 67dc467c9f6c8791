import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { collectText } from '../../../src/exchange/export/destination';
import { exportPlayground } from '../../../src/exchange/export/exportPlayground';
import { importResults } from '../../../src/exchange/results/importResults';
import { aCategory, aPrompt, recordRun, temporaryFolder, temporaryStore } from '../builders';

const server = 'http://127.0.0.1:1234';

it('keeps imported scores of another version of a prompt with that version, and never counts them for the current one', async () => {
  const theirs = aPrompt('first', 40, { text: 'As it read for them.' });
  const ours = aPrompt('first', 40, { text: 'As it reads here.' });
  const source = await temporaryStore();
  source.prompts.sync([aCategory([theirs])]);
  const bot = source.bots.add({ name: 'gemma', server, modelId: 'g', practice: false });
  source.scores.add({
    runId: recordRun(source, bot.id, theirs, { startedAt: '2026-03-01T00:00:00.000Z' }).id,
    points: 39,
  });
  const file = join(await temporaryFolder(), 'theirs.json');
  const exportedAt = '2026-06-01T00:00:00.000Z';
  await writeFile(file, await collectText(exportPlayground(source, { format: 'json', practice: false, exportedAt })));

  const target = await temporaryStore();
  target.prompts.sync([aCategory([ours])]);
  const own = target.bots.add({ name: 'gemma', server, modelId: 'g', practice: false });
  const answered = recordRun(target, own.id, ours, { startedAt: '2026-01-01T00:00:00.000Z' });
  target.scores.add({ runId: answered.id, points: 5 });
  expect(await importResults(target, file)).toMatchObject({ runsAdded: 1, scoresAdded: 1, promptsAdded: 1 });

  // Whichever bot the imported run went to, 39 of 40 for another text is a result of no current prompt.
  const cells = target.board.read(false).rows.map((row) => row.categories['booting']);
  expect(cells.map((each) => each?.points ?? 0)).not.toContain(39);
  expect(cells.reduce((sum, each) => sum + (each?.points ?? 0), 0)).toBe(5);
  // And nothing is lost: the score stands with the version that it was given for.
  const [imported] = target.database.all<{ points: number; hash: string }>(
    'SELECT s.points AS points, r.prompt_hash AS hash FROM score s JOIN run r ON r.id = s.run_id WHERE s.points = 39',
  );
  expect(imported).toEqual({ points: 39, hash: theirs.hash });
});
